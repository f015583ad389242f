import type { Location } from '../location.ts';
import type { VariableScope } from './environment-layers.ts';
import type { ComposeEntry, ComposeItem, ComposeNode, ComposeScalar } from './model/node.ts';
import { printedText } from './model/scalar-value.ts';
import { type ComposeText, textFrom } from './model/text.ts';

/** One variable of a service's `environment`, before `env_file` and bare names are looked up. */
export interface StatedVariable {
  readonly name: string;
  readonly nameAt: Location;
  /** `services/apiserver/environment/NAME` in its file. */
  readonly path: string;
  /** `undefined` for a bare name, which takes its value from the shell or `.env`. */
  readonly text: ComposeText | undefined;
  /** The text as the container gets it; `undefined` for a bare name and where a required variable is missing. */
  readonly value: string | undefined;
  /** What a bare name is looked up in; the map form of an included project sees only the outermost project's. */
  readonly scope: VariableScope | undefined;
}

/**
 * Reads `environment` in map and list form, and as merging made it. Of a name that stands twice the last one counts, in
 * the place of the first. Names of the map form are taken as written; a list item is split at its first `=`.
 */
export function readVariables(node: ComposeNode | undefined): readonly StatedVariable[] {
  const variables = new Map<string, StatedVariable>();
  if (node?.kind === 'map') {
    for (const entry of node.entries.values()) variables.set(entry.key, ofEntry(entry, undefined));
  }
  for (const item of node?.kind === 'list' ? node.items : []) {
    const variable = item.entry === undefined ? ofItem(item) : ofEntry(item.entry, item.value.file.variables);
    if (variable !== undefined) variables.set(variable.name, variable);
  }
  return [...variables.values()];
}

function ofEntry({ key, keyAt, value }: ComposeEntry, scope: VariableScope | undefined): StatedVariable {
  const scalar = value.kind === 'scalar' ? value : undefined;
  return {
    name: key,
    nameAt: keyAt,
    path: value.path,
    text: scalar?.text,
    value: scalar === undefined ? undefined : printedText(scalar),
    scope,
  };
}

function ofItem({ value: item }: ComposeItem): StatedVariable | undefined {
  if (item.kind !== 'scalar' || item.text === undefined) return undefined;
  const { written } = item.text;
  const equals = written.text.indexOf('=');
  const head = equals < 0 ? item.text : undefined;
  if (head !== undefined) return ofWhole(item, head);
  const prefix = written.text.slice(0, equals);
  const text = textFrom(item.text, equals + 1);
  const span = written.locate({ start: 0, end: equals }) ?? written.content;
  return {
    name: prefix.includes('$') ? nameOf(item.text, text) : prefix,
    nameAt: { uri: item.file.uri, span },
    path: item.path,
    text,
    value: text.value,
    scope: item.file.variables,
  };
}

/** A list item's name may hold variables of its own. */
function nameOf(whole: ComposeText, rest: ComposeText): string {
  const value = whole.value ?? whole.written.text;
  return value.slice(0, value.length - (rest.value ?? rest.written.text).length - 1);
}

/** An item without `=`: a bare name, or a variable that holds the whole `NAME=value`. */
function ofWhole(item: ComposeScalar, text: ComposeText): StatedVariable {
  const whole = text.value ?? text.written.text;
  const equals = whole.indexOf('=');
  const place = { nameAt: item.at, path: item.path, scope: item.file.variables };
  if (equals < 0) return { ...place, name: whole, text: undefined, value: undefined };
  return { ...place, name: whole.slice(0, equals), text, value: whole.slice(equals + 1) };
}
