import type { DotenvTree } from '../syntax/dotenv/index.ts';
import type { FileEdit } from './fix.ts';
import { lineEnding } from './lines.ts';

/** A line to add to a dotenv file. */
export interface NewLine {
  readonly name: string;
  /** What whoever reads the file gets: no line breaks, no single quotes. */
  readonly value: string;
}

/**
 * Adds variables at the end of a dotenv file, or makes the file.
 * @param tree the file as it is; `undefined` where there is none yet
 * @returns `undefined` where the file's end can't be told: a quote that is not closed would swallow the new lines
 */
export function appendVariables(
  uri: string,
  tree: DotenvTree | undefined,
  variables: readonly NewLine[],
): FileEdit | undefined {
  if (tree !== undefined && tree.problems.length > 0) return undefined;
  const text = tree?.text ?? '';
  const lines = variables.map(({ name, value }) => `${name}=${quoted(value)}`).join(lineEnding(text));
  const open = text !== '' && !/[\r\n]$/.test(text);
  const newText = open ? lineEnding(text) + lines : lines + lineEnding(text);
  const edits = [{ span: { start: text.length, end: text.length }, newText }];
  return tree === undefined ? { uri, edits, create: true } : { uri, edits };
}

/** Single quotes keep everything as it is, dollar signs too (compose-go dotenv/parser.go). */
function quoted(value: string): string {
  return /^[\w-]+$/.test(value) ? value : `'${value}'`;
}

/** A name that the file does not set yet: the wanted one, or with `_2`, `_3` … after it. */
export function freeName(tree: DotenvTree | undefined, wanted: string): string {
  const taken = new Set(tree?.statements.map(({ name }) => name));
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted}_${count}`;
  return name;
}
