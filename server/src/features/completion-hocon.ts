import { type HoconTree, splitPath } from '../syntax/hocon/index.ts';
import type { Span } from '../syntax/span.ts';
import { lineAt } from './line-at.ts';

/** A place where a key is being written. */
export interface HoconPlace {
  /** The keys of the objects around it; `*` for one in a list. */
  readonly path: readonly string[];
  /** The key as far as it stands. */
  readonly span: Span;
}

/**
 * Finds a key that is being written: alone on its line, or behind a brace or comma. Counts brackets among the leaves
 * before it, for a half-written key breaks the syntax around it.
 */
export function hoconPlace({ text, leaves }: HoconTree, offset: number): HoconPlace | undefined {
  const { before, word, after } = lineAt(text, offset, true);
  if (!/(?:^|[{,])\s*$/.test(before) || !/^\s*(?:[},].*|#.*|\/\/.*)?$/.test(after)) return undefined;
  const open: (readonly string[])[] = [];
  let key: readonly string[] | undefined;
  for (const { kind, span } of leaves) {
    if (kind === 'comment' || kind === 'quoted') {
      if (span.start < word.start && word.start < span.end) return undefined;
    }
    if (span.end > word.start) break;
    const piece = text.slice(span.start, span.end);
    if (kind === 'key') key = splitPath(piece);
    else if (kind === 'newline' || kind === 'comma') key = undefined;
    else if (kind === 'bracket') {
      if (/[[{]/.test(piece)) open.push(key ?? (open.length > 0 || piece === '[' ? ['*'] : []));
      else open.pop();
      key = undefined;
    }
  }
  return { path: open.flat(), span: word };
}
