import { interpolate, parseTemplate } from '../interpolation/index.ts';
import type { Lookup } from '../lookup.ts';
import type { SyntaxProblem } from '../span.ts';
import type { DotenvStatement, DotenvTree } from './parse.ts';

export interface DotenvValue {
  readonly value: string;
  readonly statement: DotenvStatement;
}

export interface DotenvValues {
  /** False where Docker Compose refuses the whole file. */
  readonly ok: boolean;
  /** The last definition of each name, as far as the file can be read. */
  readonly values: ReadonlyMap<string, DotenvValue>;
  readonly problems: readonly SyntaxProblem[];
}

/**
 * Gives the variables of a dotenv file: escapes undone, references put in. A reference sees `lookup` first, then earlier
 * lines. Source: compose-go dotenv/parser.go.
 * @param lookup the environment above the file
 */
export function evaluateDotenv(tree: DotenvTree, lookup: Lookup): DotenvValues {
  const values = new Map<string, DotenvValue>();
  const problems = [...tree.problems];
  const visible: Lookup = (name) => lookup(name) ?? values.get(name)?.value;
  tree.statements.forEach((statement, index) => {
    if (statement.contentSpan === undefined) {
      inherit(tree, statement, index === tree.statements.length - 1, lookup, values);
      return;
    }
    const raw = tree.text.slice(statement.contentSpan.start, statement.contentSpan.end).replaceAll('\r\n', '\n');
    if (statement.quote === 'single') {
      values.set(statement.name, { value: raw.replaceAll(/\\(\\|')/g, (all, char) => (char === "'" ? "'" : all)), statement });
      return;
    }
    const text = statement.quote === 'double' ? unescapeDouble(raw) : raw;
    const result = interpolate(parseTemplate(text), visible);
    if (result.ok) values.set(statement.name, { value: result.value, statement });
    else problems.push({ span: statement.contentSpan, message: result.message });
  });
  return { ok: problems.length === 0, values, problems };
}

/** A bare name takes the environment's value; on a last line without a line break Compose misreads it as a nameless value. */
function inherit(
  tree: DotenvTree,
  statement: DotenvStatement,
  last: boolean,
  lookup: Lookup,
  values: Map<string, DotenvValue>,
): void {
  if (last && !tree.text.slice(statement.nameSpan.end).includes('\n')) {
    values.set('', { value: statement.name, statement });
    return;
  }
  const value = lookup(statement.name);
  if (value !== undefined) values.set(statement.name, { value, statement });
}

const ESCAPE = /\\(?:[abcfnrtv$"\\]|0\d{0,3})/g;

const ESCAPED: Readonly<Record<string, string>> = {
  '\\a': '\x07',
  '\\b': '\b',
  '\\f': '\f',
  '\\n': '\n',
  '\\r': '\r',
  '\\t': '\t',
  '\\v': '\v',
  '\\"': '"',
  '\\\\': '\\',
  // Interpolation, which comes next, makes one of these.
  '\\$': '$$',
};

function unescapeDouble(raw: string): string {
  // `\"` is undone while the closing quote is looked for, so it can't be half of another escape.
  const quotes = raw.replaceAll(/\\([\s\S])/g, (all, char) => (char === '"' ? '"' : all));
  return quotes.replaceAll(ESCAPE, (all) => {
    if (!all.startsWith('\\0')) return ESCAPED[all] ?? all;
    const digits = all.slice(2);
    const code = /^[0-7]{3}$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
    return code <= 0xff ? String.fromCharCode(code) : `\\${digits}`;
  });
}
