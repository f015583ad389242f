import type { Cursor } from './cursor.ts';
import { undoEscapes } from './escapes.ts';
import type { HoconInclude } from './nodes.ts';

const QUOTED = String.raw`"(?:[^"\\\n]|\\[^\n])*"`;
const CALL = String.raw`(url|file|package)[ \t]*\([ \t]*(${QUOTED})[ \t]*\)`;
const INCLUDE = new RegExp(
  String.raw`include(?![A-Za-z0-9_$])[ \t]*(?:(${QUOTED})|${CALL}|(required)[ \t]*\([ \t]*(?:(${QUOTED})|${CALL})[ \t]*\))`,
  'iy',
);

/** Reads `include "…"`, `include file("…")`, `include required(…)` here; any other `include` is a key. */
export function readInclude(cursor: Cursor): HoconInclude | undefined {
  INCLUDE.lastIndex = cursor.at;
  const match = INCLUDE.exec(cursor.text);
  if (match === null) return undefined;
  const [text, plain, call, called, required, requiredPlain, requiredCall, requiredCalled] = match;
  const quoted = plain ?? called ?? requiredPlain ?? requiredCalled ?? '""';
  const span = { start: cursor.at, end: cursor.at + text.length };
  cursor.pass('include', text.length);
  return {
    kind: 'include',
    span,
    how: ((call ?? requiredCall)?.toLowerCase() as 'url' | 'file' | 'package' | undefined) ?? 'plain',
    required: required !== undefined,
    target: undoEscapes(quoted.slice(1, -1)),
  };
}
