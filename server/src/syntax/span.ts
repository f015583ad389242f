/** A stretch of a text: UTF-16 code unit offsets, half-open. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Something a parser could not read, and where. Parsers report problems; they never throw. */
export interface SyntaxProblem {
  readonly span: Span;
  /** A short sentence for people. It never quotes the text, which may be a secret. */
  readonly message: string;
}
