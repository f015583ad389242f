import type { SourceFile } from '../deployment/source-files.ts';
import type { Span } from '../syntax/span.ts';
import type { Fix, TextEdit } from './fix.ts';
import { lineEnding, lineStart } from './lines.ts';

/** What a new suppression comment gives as its reason, for somebody to write the real one. */
export const ACCEPTED = '-- accepted risk';

/**
 * Suppresses one rule at one place, by a comment above the line, and in the whole file, by a comment at its top.
 * @param at the finding's place in the file
 */
export function suppressions(file: SourceFile, rule: string, at: Span): readonly Fix[] {
  // A byte order mark is a mistake there, and takes the line after it along.
  if (file.language === 'hocon' && file.text.startsWith('\ufeff')) return [];
  const line = lineAbove(file, at.start);
  const above = line === undefined ? [] : [toFix('disable-line', `Disable ${rule} for this line`, file, line, rule)];
  return [...above, toFix('disable-file', `Disable ${rule} for this file`, file, firstLine(file.text), rule)];
}

function toFix(kind: 'disable-line' | 'disable-file', title: string, file: SourceFile, at: number, rule: string): Fix {
  const keyword = kind === 'disable-line' ? 'clearml-secure-disable-next-line' : 'clearml-secure-disable';
  const indent = kind === 'disable-line' ? (/^[ \t]*/.exec(file.text.slice(at))?.[0] ?? '') : '';
  const newText = `${indent}# ${keyword} ${rule} ${ACCEPTED}${lineEnding(file.text)}`;
  const edit: TextEdit = { span: { start: at, end: at }, newText };
  const uris = [file.uri];
  return { kind, title, preferred: false, automatic: false, uris, edits: () => [{ uri: file.uri, edits: [edit] }] };
}

/** Where the line begins that a comment can be put above; of a text of several lines its first. */
function lineAbove({ text, layout }: SourceFile, offset: number): number | undefined {
  const { multiline } = layout();
  const holder = multiline.find(({ start, end }) => start < offset && offset < end);
  const line = lineStart(text, holder?.start ?? offset);
  if (multiline.some(({ start, end }) => start < line && line < end)) return undefined;
  return Math.max(line, firstLine(text));
}

/** After the byte order mark. */
function firstLine(text: string): number {
  return text.startsWith('\ufeff') ? 1 : 0;
}
