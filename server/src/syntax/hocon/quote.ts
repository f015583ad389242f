const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A text in HOCON quotes: pyhocon reads back every character. */
export function quoteHocon(text: string): string {
  return `"${text.replaceAll(/[\\"\n\r\t]/g, (char) => ESCAPES[char] ?? char)}"`;
}
