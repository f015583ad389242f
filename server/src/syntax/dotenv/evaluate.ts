import { interpolate, parseTemplate } from '../interpolation/index.ts';
import type { Lookup } from '../lookup.ts';
import type { SyntaxProblem } from '../span.ts';
import { unescapeDouble, unescapeSingle } from './escapes.ts';
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
  /** The tree's problems, then those of the values; spans are offsets in the tree's text. */
  readonly problems: readonly SyntaxProblem[];
}

/**
 * Gives the variables of a dotenv file: escapes undone, references put in. A reference sees `lookup` first, then earlier
 * lines; a bare name takes its value from `lookup` and is left out where that has none. A value that Compose refuses is
 * left out and told as a problem. Source: compose-go dotenv/parser.go, dotenv/godotenv.go.
 * @param lookup the environment above the file
 */
export function evaluateDotenv(tree: DotenvTree, lookup: Lookup): DotenvValues {
  const values = new Map<string, DotenvValue>();
  const problems = [...tree.problems];
  const visible: Lookup = (name) => lookup(name) ?? values.get(name)?.value;
  for (const statement of tree.statements) {
    if (statement.contentSpan === undefined) {
      inherit(tree, statement, lookup, values);
    } else if (statement.quote === 'single') {
      values.set(statement.name, { value: unescapeSingle(statement.raw), statement });
    } else {
      const text = statement.quote === 'double' ? unescapeDouble(statement.raw) : statement.raw;
      const result = interpolate(parseTemplate(text), visible);
      if (result.ok) values.set(statement.name, { value: result.value, statement });
      else problems.push({ span: statement.contentSpan, message: result.message });
    }
  }
  return { ok: problems.length === 0, values, problems };
}

function inherit(tree: DotenvTree, statement: DotenvStatement, lookup: Lookup, values: Map<string, DotenvValue>): void {
  // On a last line without a line break compose-go takes the name for the value of a variable without a name.
  if (!tree.text.includes('\n', statement.nameSpan.end)) {
    values.set('', { value: statement.name, statement });
    return;
  }
  const value = lookup(statement.name);
  if (value !== undefined) values.set(statement.name, { value, statement });
}
