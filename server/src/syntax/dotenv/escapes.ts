const SEQUENCE = /\\(?:[abcfnrtv$"\\]|0\d{0,3})/g;

const MEANINGS: ReadonlyMap<string, string> = new Map([
  ['\\a', '\x07'],
  ['\\b', '\b'],
  ['\\f', '\f'],
  ['\\n', '\n'],
  ['\\r', '\r'],
  ['\\t', '\t'],
  ['\\v', '\v'],
  ['\\"', '"'],
  ['\\\\', '\\'],
  // Interpolation, which comes next, makes one of these.
  ['\\$', '$$'],
]);

/**
 * Undoes the one escape between single quotes, `\'`.
 * @param raw the text between the quotes
 */
export function unescapeSingle(raw: string): string {
  return raw.replaceAll(/\\([\\'])/g, (pair, char) => (char === "'" ? "'" : pair));
}

/**
 * Undoes the escapes between double quotes; unknown ones stay as they are, and an escaped dollar sign becomes `$$` for
 * the interpolation that follows. Source: compose-go dotenv/parser.go, `expandEscapes`.
 * @param raw the text between the quotes
 */
export function unescapeDouble(raw: string): string {
  return raw.replaceAll(SEQUENCE, (sequence) =>
    sequence.startsWith('\\0') ? octal(sequence.slice(2)) : (MEANINGS.get(sequence) ?? sequence),
  );
}

/** `\0123` is the character with the octal code 123; anything else keeps its backslash and loses the zero. */
function octal(digits: string): string {
  const code = /^[0-7]{3}$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
  return code <= 0xff ? String.fromCharCode(code) : `\\${digits}`;
}
