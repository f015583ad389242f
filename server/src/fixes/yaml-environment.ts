import { isMap, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { ComposeService } from '../deployment/compose/service.ts';
import { spanOf } from '../syntax/yaml/index.ts';
import type { FileEdit, TextEdit } from './fix.ts';
import { columnOf, endOfLine, lineEnding } from './yaml-lines.ts';

/**
 * Adds a variable at the end of a service's environment, in the form and indentation at hand, or with a new
 * `environment:` at the end of the service. Of several files that define the service the first with an environment is
 * taken, else the first.
 * @param value plain-safe text, or a `${…}` reference
 * @returns `undefined` where the environment comes from an anchor or a merge key: others read it too
 */
export function insertVariable(service: ComposeService, name: string, value: string): FileEdit | undefined {
  const own = service.node.parts.filter((part) => part.path.endsWith(`services/${service.name}`));
  const part = own.find(({ yaml }) => environmentOf(yaml) !== undefined) ?? own[0];
  const edit = part && insertInto(part.file.tree.text, part.yaml, name, value);
  return part && edit && { uri: part.file.uri, edits: [edit] };
}

function environmentOf(service: YAMLMap): Pair | undefined {
  return service.items.find((item) => String(item.key) === 'environment');
}

function insertInto(text: string, service: YAMLMap, name: string, value: string): TextEdit | undefined {
  const pair = environmentOf(service);
  if (pair === undefined) return hasMerge(service) ? undefined : newEnvironment(text, service, name, value);
  if (isMap(pair.value)) return hasMerge(pair.value) ? undefined : intoMap(text, pair.value, name, value);
  return isSeq(pair.value) ? intoList(text, pair.value, name, value) : undefined;
}

function hasMerge(map: YAMLMap): boolean {
  return map.items.some((item) => String(item.key) === '<<');
}

function quoted(value: string): string {
  return /^[\w-]+$/.test(value) ? value : `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function intoMap(text: string, map: YAMLMap, name: string, value: string): TextEdit | undefined {
  const line = `${name}: ${quoted(value)}`;
  const last = map.items.at(-1);
  if (map.flow) return intoFlow(spanOf(map).end - 1, last === undefined ? undefined : endOfPair(last), line);
  const first = map.items[0];
  if (first === undefined || last === undefined) return undefined;
  return newLine(text, endOfPair(last), columnOf(text, spanOf(first.key as Node).start), line);
}

function intoList(text: string, list: YAMLSeq, name: string, value: string): TextEdit | undefined {
  const item = quoted(`${name}=${value}`);
  const plain = /^[\w=-]+$/.test(`${name}=${value}`) ? `${name}=${value}` : item;
  const last = list.items.at(-1) as Node | undefined;
  if (list.flow) return intoFlow(spanOf(list).end - 1, last === undefined ? undefined : spanOf(last).end, plain);
  if (last === undefined) return undefined;
  const dash = text.lastIndexOf('-', spanOf(list.items[0] as Node).start - 1);
  return newLine(text, spanOf(last).end, columnOf(text, dash), `- ${plain}`);
}

function intoFlow(close: number, lastEnd: number | undefined, item: string): TextEdit {
  if (lastEnd === undefined) return { span: { start: close, end: close }, newText: item };
  return { span: { start: lastEnd, end: lastEnd }, newText: `, ${item}` };
}

function newEnvironment(text: string, service: YAMLMap, name: string, value: string): TextEdit | undefined {
  const first = service.items[0];
  const last = service.items.at(-1);
  if (first === undefined || last === undefined) return undefined;
  if (service.flow)
    return intoFlow(spanOf(service).end - 1, endOfPair(last), `environment: { ${name}: ${quoted(value)} }`);
  const column = columnOf(text, spanOf(first.key as Node).start);
  const indent = ' '.repeat(column);
  const line = `environment:${lineEnding(text)}${indent}  ${name}: ${quoted(value)}`;
  return newLine(text, endOfPair(last), column, line);
}

function endOfPair(pair: Pair): number {
  const value = pair.value as Node | null;
  return value?.range ? spanOf(value).end : spanOf(pair.key as Node).end;
}

/** A line of its own after the line that holds the character before `end`, a trailing comment left where it is. */
function newLine(text: string, end: number, column: number, content: string): TextEdit {
  const at = endOfLine(text, Math.max(end - 1, 0));
  return { span: { start: at, end: at }, newText: lineEnding(text) + ' '.repeat(column) + content };
}
