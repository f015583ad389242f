import type { Span } from '../syntax/span.ts';

/** A place in a file. */
export interface Location {
  readonly uri: string;
  readonly span: Span;
}
