import type { Span } from '../syntax/span.ts';
import { endOfLine, lineStart } from './lines.ts';

/**
 * What to delete so that an element of a list or a member of an object is gone, with the comma that parted it from its
 * neighbour: its lines where it has them for itself.
 * @returns `undefined` where a comment stands beside it on its last line
 */
export function removal(text: string, { start, end }: Span): Span | undefined {
  const behind = /^[ \t]*,?[ \t]*/.exec(text.slice(end))?.[0] ?? '';
  const first = lineStart(text, start);
  const close = endOfLine(text, end);
  if (text.slice(first, start).trim() === '' && end + behind.length === close) {
    const next = /^\r?\n/.exec(text.slice(close))?.[0] ?? '';
    return { start: first, end: close + next.length };
  }
  if (/^(?:#|\/\/)/.test(text.slice(end + behind.length))) return undefined;
  if (behind.includes(',')) return { start, end: end + behind.length };
  const before = /,[ \t]*$/.exec(text.slice(0, start))?.[0] ?? '';
  return { start: start - before.length, end };
}
