import type { Span, SyntaxProblem } from '../span.ts';

/** A HOCON text with everything in it; the leaves tile the text. Spans are UTF-16 offsets, half-open. */
export interface HoconTree {
  readonly text: string;
  readonly root: HoconObject | HoconArray;
  readonly leaves: readonly HoconLeaf[];
  readonly problems: readonly SyntaxProblem[];
}

export type LeafKind =
  | 'blank'
  | 'newline'
  | 'comma'
  | 'comment'
  | 'key'
  | 'separator'
  | 'bracket'
  | 'quoted'
  | 'unquoted'
  | 'substitution'
  | 'include'
  | 'continuation'
  | 'error';

export interface HoconLeaf {
  readonly kind: LeafKind;
  readonly span: Span;
}

export interface HoconObject {
  readonly kind: 'object';
  /** With its braces, where it has them. */
  readonly span: Span;
  readonly members: readonly (HoconField | HoconInclude)[];
}

export interface HoconArray {
  readonly kind: 'array';
  readonly span: Span;
  readonly elements: readonly HoconConcatenation[];
}

export interface HoconField {
  readonly kind: 'field';
  readonly key: HoconKey;
  /** Absent before a `{`. */
  readonly separator?: { readonly text: ':' | '=' | '+='; readonly span: Span };
  readonly value: HoconConcatenation;
}

export interface HoconKey {
  readonly span: Span;
  /** The path it stands for: `a.b` is two elements, `"a.b"` is one. */
  readonly path: readonly string[];
}

/** A value: pieces side by side, which are put together. No pieces = the empty string. */
export interface HoconConcatenation {
  readonly span: Span;
  readonly pieces: readonly HoconPiece[];
}

export type HoconPiece = HoconObject | HoconArray | HoconInclude | HoconSubstitution | HoconText;

export interface HoconSubstitution {
  readonly kind: 'substitution';
  readonly span: Span;
  readonly name: string;
  readonly optional: boolean;
  /** Blanks after it: they stay when something follows. */
  readonly blanks: string;
}

export interface HoconInclude {
  readonly kind: 'include';
  readonly span: Span;
  readonly how: 'plain' | 'file' | 'url' | 'package';
  readonly required: boolean;
  readonly target: string;
}

export interface HoconText {
  readonly kind: 'quoted' | 'triple' | 'unquoted' | 'number' | 'keyword' | 'period';
  /** Without the blanks after it. */
  readonly span: Span;
  /** What is between the quotes, or the whole. */
  readonly content: Span;
  /** The text that pyhocon makes of it: escapes undone, tabs expanded. */
  readonly text: string;
  /** Blanks after it; of a quoted or unquoted text they stay when something follows. */
  readonly blanks: string;
}
