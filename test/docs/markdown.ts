import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The project's folder. */
export const ROOT = join(import.meta.dirname, '../..');

/** Text of a document, by its path from the project's folder. */
export function readDocument(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Paths of the documents people read, from the project's folder. */
export function documents(): readonly string[] {
  const below = ['docs', 'examples', 'bench', 'test'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name.replaceAll('\\', '/')}`,
    ),
  );
  return [...readdirSync(ROOT), ...below].filter((path) => path.endsWith('.md') && !path.includes('node_modules/'));
}

/** A part of a document under one heading; its text is without the blocks. */
export interface Section {
  readonly heading: string;
  readonly level: number;
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** A fenced block. */
export interface Block {
  readonly language: string;
  /** The file it shows, where the line before it is nothing but the name in backquotes. */
  readonly file: string | undefined;
  readonly text: string;
}

const BLOCK = /(?:^`(?<file>[^`\n]+)`\n\n)?^```(?<language>\w*)\n(?<text>[\s\S]*?)^```$/gm;

/** The sections of a document in order; what stands above the first heading is left out. */
export function sections(markdown: string): readonly Section[] {
  const blocks: Block[] = [];
  const prose = markdown.replace(BLOCK, (...match) => {
    const { file, language, text } = match.at(-1) as Block;
    blocks.push({ language, file, text });
    return `\0${blocks.length - 1}\0`;
  });
  return [...prose.matchAll(/^(#+) (.+)\n([\s\S]*?)(?=^#+ |(?![\s\S]))/gm)].map(
    ([, marks = '', heading = '', body = '']) => ({
      heading,
      level: marks.length,
      text: body.replaceAll(/\0\d+\0/g, '').trim(),
      blocks: [...body.matchAll(/\0(\d+)\0/g)].flatMap(([, index]) => blocks[Number(index)] ?? []),
    }),
  );
}

/** What a page's address ends in to show a heading, as GitHub makes it. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\- _]/gu, '')
    .replaceAll(' ', '-');
}

/** First cells of the rows of a section's tables, without the head. */
export function rowNames(section: Section): readonly string[] {
  const rows = section.text.split('\n').filter((line) => line.startsWith('|') && !/^\|[-|: ]+$/.test(line));
  return rows.slice(1).map((line) => line.split('|')[1]?.trim() ?? '');
}
