import type { Span } from '../syntax/span.ts';

/** The line around a cursor: the word at it, and what stands on both sides of the word. */
export interface LineAt {
  /** Offset of the line's first character. */
  readonly start: number;
  readonly before: string;
  readonly word: Span;
  /** Up to the line's end, its line break left out. */
  readonly after: string;
}

/** @param dots whether dots are part of the word */
export function lineAt(text: string, offset: number, dots = false): LineAt {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const line = text.slice(start, newline < 0 ? text.length : newline).replace(/\r$/, '');
  const cursor = Math.min(offset - start, line.length);
  const head = (dots ? /[\w.]*$/ : /\w*$/).exec(line.slice(0, cursor))?.[0] ?? '';
  const tail = (dots ? /^[\w.]*/ : /^\w*/).exec(line.slice(cursor))?.[0] ?? '';
  const word = { start: start + cursor - head.length, end: start + cursor + tail.length };
  return { start, before: line.slice(0, word.start - start), word, after: line.slice(word.end - start) };
}
