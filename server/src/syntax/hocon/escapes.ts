const REPLACEMENTS: Readonly<Record<string, string>> = {
  '\\\\': '\\',
  '\\n': '\n',
  '\\r': '\r',
  '\\t': '\t',
  '\\=': '=',
  '\\#': '#',
  '\\!': '!',
  '\\"': '"',
};

/** Undoes the escapes that pyhocon knows; all others stay as they are (config_parser.py, `REPLACEMENTS`). */
export function undoEscapes(text: string): string {
  return text.includes('\\') ? text.replaceAll(/\\[^\n]/g, (pair) => REPLACEMENTS[pair] ?? pair) : text;
}
