import { type CommentLayout, layoutOfLeaves } from '../syntax/comment-layout.ts';
import { yamlLayout } from '../syntax/yaml/index.ts';
import { composeFiles, dotenvFiles } from './compose/project.ts';
import type { Deployment } from './deployment.ts';

/** One file of a deployment as a text with comments. */
export interface SourceFile {
  readonly uri: string;
  readonly language: 'yaml' | 'hocon' | 'dotenv';
  readonly text: string;
  readonly layout: () => CommentLayout;
}

/** The files of a deployment that could be read, each once. */
export function sourceFiles({ compose, hocon, dotenv }: Deployment): readonly SourceFile[] {
  const yaml = compose === undefined ? [] : [...composeFiles(compose)];
  const environment = [
    ...(compose === undefined ? [] : dotenvFiles(compose)),
    ...(dotenv === undefined ? [] : [dotenv]),
  ];
  return [
    ...yaml.map(([uri, { text }]): SourceFile => ({ uri, language: 'yaml', text, layout: () => yamlLayout(text) })),
    ...hocon.flatMap(({ uri, tree, inline }) => (inline === undefined ? [leafFile(uri, 'hocon', tree)] : [])),
    ...environment.map(({ uri, tree }) => leafFile(uri, 'dotenv', tree)),
  ];
}

function leafFile(
  uri: string,
  language: 'hocon' | 'dotenv',
  { text, leaves }: { readonly text: string; readonly leaves: Parameters<typeof layoutOfLeaves>[1] },
): SourceFile {
  return { uri, language, text, layout: () => layoutOfLeaves(text, leaves) };
}
