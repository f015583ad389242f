import type { Span } from './span.ts';

/** Where comments stand in a text, and what runs over several lines and holds none. Both in order. */
export interface CommentLayout {
  /** From the mark to the end of the line. */
  readonly comments: readonly Span[];
  /** Texts of several lines: a comment can't be put between their lines. */
  readonly multiline: readonly Span[];
}

/** Of a text whose leaves tile it, HOCON or dotenv. */
export function layoutOfLeaves(text: string, leaves: readonly { kind: string; span: Span }[]): CommentLayout {
  const spansOf = (kinds: readonly string[]) =>
    leaves.filter(({ kind }) => kinds.includes(kind)).map(({ span }) => span);
  return {
    comments: spansOf(['comment']),
    multiline: [
      ...spansOf(['value', 'quoted']).filter(({ start, end }) => /[\r\n]/.test(text.slice(start, end))),
      // The line after a backslash belongs to the one before.
      ...spansOf(['continuation']).map(({ start, end }) => ({ start, end: end + 1 })),
    ].sort((left, right) => left.start - right.start),
  };
}
