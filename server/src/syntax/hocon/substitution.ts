import type { Cursor } from './cursor.ts';
import type { HoconSubstitution } from './nodes.ts';

const SUBSTITUTION = /\$\{[^}]+\}/y;
const BLANKS = /[ \t]*/y;

/** Reads `${name}` or `${?name}` here; blanks inside belong to the name. */
export function readSubstitution(cursor: Cursor): HoconSubstitution | undefined {
  const text = cursor.peek(SUBSTITUTION);
  if (text === undefined) return undefined;
  const inner = text.slice(2, -1);
  const optional = inner.startsWith('?') && inner.length > 1;
  const span = { start: cursor.at, end: cursor.at + text.length };
  cursor.pass('substitution', text.length);
  const blanks = cursor.peek(BLANKS) ?? '';
  cursor.pass('blank', blanks.length);
  return { kind: 'substitution', span, name: optional ? inner.slice(1) : inner, optional, blanks };
}
