import { isMap, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { ComposeService } from '../deployment/compose/service.ts';
import { memoizeByIdentity } from '../syntax/memo.ts';
import { spanOf } from '../syntax/yaml/index.ts';
import type { FileEdit, TextEdit } from './fix.ts';
import { columnOf, endOfLine, lineEnding } from './lines.ts';

/** A variable to add. */
export interface NewVariable {
  readonly name: string;
  /** Plain-safe text, or a `${…}` reference. */
  readonly value: string;
}

/**
 * Adds variables at the end of a service's environment, in the form and indentation at hand, or with a new
 * `environment:` at the end of the service. Of several files that define the service the first with an environment is
 * taken, else the first.
 * @returns `undefined` where the environment comes from an anchor or a merge key: others read it too
 */
export function insertVariables(service: ComposeService, variables: readonly NewVariable[]): FileEdit | undefined {
  const own = service.node.parts.filter((part) => part.path.endsWith(`services/${service.name}`));
  const part = own.find(({ yaml }) => environmentOf(yaml) !== undefined) ?? own[0];
  const edit = part && insertInto(part.file.tree.text, part.yaml, variables);
  return part && edit && { uri: part.file.uri, edits: [edit] };
}

/** The file that a service's variables would be added to; `undefined` where none can be. */
export const fileOfNewVariables = memoizeByIdentity(
  (service: ComposeService): string | undefined => insertVariables(service, [{ name: 'X', value: 'x' }])?.uri,
);

function environmentOf(service: YAMLMap): Pair | undefined {
  return service.items.find((item) => String(item.key) === 'environment');
}

function insertInto(text: string, service: YAMLMap, variables: readonly NewVariable[]): TextEdit | undefined {
  const pair = environmentOf(service);
  if (pair === undefined) return hasMerge(service) ? undefined : newEnvironment(text, service, variables);
  if (isMap(pair.value)) return hasMerge(pair.value) ? undefined : intoMap(text, pair.value, variables);
  return isSeq(pair.value) ? intoList(text, pair.value, variables) : undefined;
}

function hasMerge(map: YAMLMap): boolean {
  return map.items.some((item) => String(item.key) === '<<');
}

/** What some YAML reader takes for a truth value, for nothing or for a number. */
const NO_TEXT = /^(?:true|false|null|yes|no|on|off|y|n|[-\d][\w-]*)$/i;

function quoted(value: string): string {
  if (/^[\w-]+$/.test(value) && !NO_TEXT.test(value)) return value;
  // Easier to read than with a backslash before each quote.
  if (/["\\]/.test(value) && !value.includes("'")) return `'${value}'`;
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function entryOf({ name, value }: NewVariable): string {
  return `${name}: ${quoted(value)}`;
}

function itemOf({ name, value }: NewVariable): string {
  const item = `${name}=${value}`;
  return /^[\w=-]+$/.test(item) ? item : quoted(item);
}

function intoMap(text: string, map: YAMLMap, variables: readonly NewVariable[]): TextEdit | undefined {
  const entries = variables.map(entryOf);
  const last = map.items.at(-1);
  if (map.flow) return intoFlow(spanOf(map).end - 1, last === undefined ? undefined : endOfPair(last), entries);
  const first = map.items[0];
  if (first === undefined || last === undefined) return undefined;
  return newLines(text, endOfPair(last), columnOf(text, spanOf(first.key as Node).start), entries);
}

function intoList(text: string, list: YAMLSeq, variables: readonly NewVariable[]): TextEdit | undefined {
  const items = variables.map(itemOf);
  const last = list.items.at(-1) as Node | undefined;
  if (list.flow) return intoFlow(spanOf(list).end - 1, last === undefined ? undefined : spanOf(last).end, items);
  if (last === undefined) return undefined;
  const dash = text.lastIndexOf('-', spanOf(list.items[0] as Node).start - 1);
  const lines = items.map((item) => `- ${item}`);
  return newLines(text, spanOf(last).end, columnOf(text, dash), lines);
}

function intoFlow(close: number, lastEnd: number | undefined, items: readonly string[]): TextEdit {
  const joined = items.join(', ');
  if (lastEnd === undefined) return { span: { start: close, end: close }, newText: joined };
  return { span: { start: lastEnd, end: lastEnd }, newText: `, ${joined}` };
}

function newEnvironment(text: string, service: YAMLMap, variables: readonly NewVariable[]): TextEdit | undefined {
  const first = service.items[0];
  const last = service.items.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const entries = variables.map(entryOf);
  if (service.flow) {
    return intoFlow(spanOf(service).end - 1, endOfPair(last), [`environment: { ${entries.join(', ')} }`]);
  }
  const column = columnOf(text, spanOf(first.key as Node).start);
  return newLines(text, endOfPair(last), column, ['environment:', ...entries.map((entry) => `  ${entry}`)]);
}

function endOfPair(pair: Pair): number {
  const value = pair.value as Node | null;
  return value?.range ? spanOf(value).end : spanOf(pair.key as Node).end;
}

/** Lines of their own after the line that holds the character before `end`, a trailing comment left where it is. */
function newLines(text: string, end: number, column: number, lines: readonly string[]): TextEdit {
  const at = endOfLine(text, Math.max(end - 1, 0));
  const newText = lines.map((line) => lineEnding(text) + ' '.repeat(column) + line).join('');
  return { span: { start: at, end: at }, newText };
}
