import type { GitView } from '../deployment/git.ts';
import { folderOf } from '../deployment/uri-path.ts';
import type { FileEdit } from './fix.ts';
import { lineEnding } from './lines.ts';

/**
 * Keeps a file out of git: one more line in the nearest `.gitignore` of its work tree, or a new one beside the file.
 * @returns nothing where the file is in no work tree, is ignored already, or no `.gitignore` can be written
 */
export function ignoreFile(git: GitView, uri: string): readonly FileEdit[] {
  const tree = git.workTree(uri);
  if (tree === undefined || git.isIgnored(uri)) return [];
  const beside = tree.ignoreFiles[0];
  if (beside?.content.kind === 'unreadable') return [];
  const nearest = tree.ignoreFiles.find(({ content }) => content.kind === 'text') ?? beside;
  if (nearest === undefined) return [];
  const pattern = patternOf(nearest.uri, uri);
  if (nearest.content.kind !== 'text') {
    return [{ uri: nearest.uri, create: true, edits: [{ span: { start: 0, end: 0 }, newText: `${pattern}\n` }] }];
  }
  const { text } = nearest.content;
  const ending = lineEnding(text);
  const end = { start: text.length, end: text.length };
  const newText = /[^\r\n]$/.test(text) ? ending + pattern : pattern + ending;
  return [{ uri: nearest.uri, edits: [{ span: end, newText }] }];
}

/** The path from the `.gitignore`, with a slash before it so that it means this file alone. */
function patternOf(ignoreUri: string, uri: string): string {
  const path = decodeURIComponent(uri.slice(folderOf(ignoreUri).length));
  return `/${path.replaceAll(/[\\*?[]/g, '\\$&').replace(/ $/, '\\ ')}`;
}
