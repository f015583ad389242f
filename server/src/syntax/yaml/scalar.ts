import { isScalar, type Scalar } from 'yaml';
import type { Span } from '../span.ts';
import { spanOf } from './mapping.ts';
import type { YamlTree } from './parse.ts';

/** A scalar's text with the way back from its characters to the file. */
export interface ScalarText {
  /** The text as written, escapes and folds undone, whatever YAML's types make of it. */
  readonly text: string;
  /** The whole scalar, quotes included. */
  readonly span: Span;
  /** What stands between the quotes, or the plain text. */
  readonly content: Span;
  readonly style: 'plain' | 'single' | 'double' | 'block';
  /** The place in the file of a stretch of `text`, or `undefined` where escapes or folds make it unsure. */
  readonly locate: (stretch: Span) => Span | undefined;
}

/** Reads a scalar node; `undefined` for every other node. */
export function scalarText(tree: YamlTree, node: unknown): ScalarText | undefined {
  if (!isScalar(node)) return undefined;
  const span = spanOf(node);
  const style = STYLES[node.type ?? 'PLAIN'] ?? 'plain';
  const quoted = style === 'single' || style === 'double';
  // A missing closing quote is a syntax error, but the text is still read: then the content ends where the scalar does.
  const closed = quoted && span.end - span.start > 1 && tree.text[span.end - 1] === tree.text[span.start];
  const content = quoted ? { start: span.start + 1, end: closed ? span.end - 1 : span.end } : span;
  const text = node.source ?? String(node.value ?? '');
  const identical = tree.text.slice(content.start, content.end) === text;
  return {
    text,
    span,
    content,
    style,
    locate: (stretch) =>
      identical ? { start: content.start + stretch.start, end: content.start + stretch.end } : undefined,
  };
}

/** True for a scalar that YAML reads as null: `~`, `null`, or nothing at all. */
export function isNull(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && node.value === null);
}

const STYLES: Readonly<Record<string, ScalarText['style']>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'block',
  BLOCK_FOLDED: 'block',
} satisfies Partial<Record<Scalar.Type, ScalarText['style']>>;
