import type { Cursor } from './cursor.ts';
import { undoEscapes } from './escapes.ts';
import type { HoconText } from './nodes.ts';

const UNITS =
  'nanoseconds?|nanos?|ns|microseconds?|micros?|us|milliseconds?|millis?|ms|seconds?|s|minutes?|months?|mo|m|hours?|h|weeks?|w|days?|d|years?|y';
/** No unit where a letter or digit follows (pyhocon/period_parser.py). */
const PERIOD = new RegExp(`[0-9]+ *(?:${UNITS})(?![A-Za-z0-9])`, 'y');
const NUMBER =
  /[+-]?(?:\p{Nd}*\.\p{Nd}+|\p{Nd}+(?:\.\p{Nd}+)?)(?:[eE][+-]?\p{Nd}+)?(?=\n?$(?![\s\S])|[ \t]*(?:[$}\],#\n\r]|\/\/))/uy;
const KEYWORD = /(?:true|false|null)(?![A-Za-z0-9_$])/iy;
const TRIPLE = /"""[\s\S]*?"*"""/y;
const QUOTED = /"(?:[^"\\\n]|\\[^\n])*"/y;
/** Everything but pyhocon's forbidden characters and Python's white space; a backslash takes any character with it. */
const UNQUOTED =
  /(?:[^^`+?!@*&"[{\]}#,=$\\\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]|\\[^\n])+/y;
const BLANKS = /[ \t]*/y;

/** Reads one piece of text here, in pyhocon's order of trying; `undefined` where none begins. */
export function readText(cursor: Cursor): HoconText | undefined {
  const period = cursor.peek(PERIOD);
  if (period !== undefined) return plain(cursor, 'period', period);
  const number = cursor.peek(NUMBER);
  if (number !== undefined && number !== '') return plain(cursor, 'number', number);
  const keyword = cursor.peek(KEYWORD);
  if (keyword !== undefined) return plain(cursor, 'keyword', keyword);
  const triple = cursor.peek(TRIPLE);
  if (triple !== undefined) return quoted(cursor, 'triple', triple, 3);
  const string = cursor.peek(QUOTED);
  if (string !== undefined) return quoted(cursor, 'quoted', string, 1);
  const unquoted = cursor.peek(UNQUOTED);
  if (unquoted === undefined) return undefined;
  const piece = plain(cursor, 'unquoted', unquoted);
  return { ...piece, text: undoEscapes(piece.text) };
}

function plain(cursor: Cursor, kind: HoconText['kind'], text: string): HoconText {
  const span = { start: cursor.at, end: cursor.at + text.length };
  cursor.pass('unquoted', text.length);
  return { kind, span, content: span, text, blanks: blanksAfter(cursor, kind === 'unquoted') };
}

function quoted(cursor: Cursor, kind: 'quoted' | 'triple', text: string, marks: number): HoconText {
  const span = { start: cursor.at, end: cursor.at + text.length };
  const content = { start: span.start + marks, end: span.end - marks };
  cursor.pass('quoted', text.length);
  const inner = cursor.expanded(content.start, content.end);
  const value = kind === 'quoted' ? undoEscapes(inner) : inner;
  return { kind, span, content, text: value, blanks: blanksAfter(cursor, kind === 'quoted') };
}

/** Blanks after a quoted or unquoted text are part of its token; after others they are skipped. */
function blanksAfter(cursor: Cursor, kept: boolean): string {
  if (!kept) return '';
  const length = cursor.peek(BLANKS)?.length ?? 0;
  const blanks = cursor.expanded(cursor.at, cursor.at + length);
  cursor.pass('blank', length);
  return blanks;
}
