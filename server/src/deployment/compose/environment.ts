import { isMap, isSeq } from 'yaml';
import type { Span } from '../../syntax/span.ts';
import { entriesOf, isNull, itemsOf, scalarText, spanOf } from '../../syntax/yaml/index.ts';
import { type ComposeText, type ReadContext, readText } from './text.ts';

/** One variable of a service's `environment`. */
export interface EnvironmentEntry {
  readonly name: string;
  readonly nameSpan: Span;
  /** `services/apiserver/environment/NAME`. */
  readonly path: string;
  /** `undefined` for a bare name, which takes its value from the shell or `.env`. */
  readonly text: ComposeText | undefined;
}

/**
 * Reads `environment` in map and list form; of a name that stands twice the last one counts, as in Compose. Names of the
 * map form are taken as written; a list item is split at its first `=`.
 */
export function readEnvironment(context: ReadContext, node: unknown): readonly EnvironmentEntry[] {
  const entries = new Map<string, EnvironmentEntry>();
  for (const entry of isMap(node) ? mapEntries(context, node) : isSeq(node) ? listEntries(context, node) : []) {
    entries.delete(entry.name);
    entries.set(entry.name, entry);
  }
  return [...entries.values()];
}

function mapEntries(context: ReadContext, node: unknown): EnvironmentEntry[] {
  return entriesOf(context.tree, node)
    .filter((entry) => entry.value?.tag !== '!reset')
    .map((entry) => ({
      name: entry.key,
      nameSpan: spanOf(entry.keyNode),
      path: `${context.path}/environment/${entry.key}`,
      text: isNull(entry.value) ? undefined : readText(context, entry.value),
    }));
}

function listEntries(context: ReadContext, node: unknown): EnvironmentEntry[] {
  return itemsOf(context.tree, node).flatMap(({ node: item }, index) => {
    const scalar = scalarText(context.tree, item);
    if (scalar === undefined || item?.tag === '!reset') return [];
    const equals = scalar.text.indexOf('=');
    const name = equals < 0 ? scalar.text : scalar.text.slice(0, equals);
    return [
      {
        name,
        nameSpan: scalar.locate({ start: 0, end: name.length }) ?? scalar.content,
        path: `${context.path}/environment/${index}`,
        text: equals < 0 ? undefined : readText(context, item, equals + 1),
      },
    ];
  });
}
