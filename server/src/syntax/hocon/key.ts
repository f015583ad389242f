import type { Cursor } from './cursor.ts';
import type { HoconKey } from './nodes.ts';

const QUOTED = /"(?:[^"\\\n\r]|\\[^\n])*"/y;
/** Taken as a key by the newest pyhocon; its quotes come off like a single one's. */
const TRIPLE = /"""(?:[^"\\\n\r]|\\[^\n]|"(?!""))*"""/y;
/** Letters and digits of Latin-1, `. _ - /` and blanks. */
const WORD = /[A-Za-z0-9À-ÖØ-öø-ÿ._\- /]+/y;

/** Reads a key here; `undefined` where none can begin. */
export function readKey(cursor: Cursor): HoconKey | undefined {
  const text = cursor.peek(TRIPLE) ?? cursor.peek(QUOTED) ?? cursor.peek(WORD)?.trimEnd();
  if (text === undefined || text === '') return undefined;
  const span = { start: cursor.at, end: cursor.at + text.length };
  cursor.pass('key', text.length);
  return { span, path: splitPath(text) };
}

const ELEMENT = /"[^"]+"|[^$}[\]:=+#`^?!@*&.]+/g;

/** Splits a path expression as pyhocon does (config_tree.py, `parse_key`): at dots, quotes taken off, empty parts dropped. */
export function splitPath(text: string): readonly string[] {
  return [...text.matchAll(ELEMENT)].map(([element]) => element.replace(/^"+|"+$/g, ''));
}
