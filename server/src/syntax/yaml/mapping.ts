import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml';
import type { Span } from '../span.ts';
import type { YamlTree } from './parse.ts';

/** One key of a mapping, merge keys (`<<`) and aliases already followed. */
export interface YamlEntry {
  readonly key: string;
  readonly keyNode: Scalar;
  /** What the key holds, aliases followed; `null` where nothing does. */
  readonly value: Node | null;
  /** The alias that leads to `value` or to this key, where there is one: the place at hand, when the value is elsewhere. */
  readonly via?: Node;
}

/** How many steps one mapping's merge keys may take: real files need a handful, an alias bomb has no end. */
const MERGE_BUDGET = 100;

/** Follows aliases of aliases to a node, or `null` where they lead nowhere or in a circle. */
export function follow(tree: YamlTree, node: unknown): Node | null {
  let at = node;
  for (let step = 0; isAlias(at); step++) {
    if (step > 100) return null;
    at = tree.anchors.get(at);
  }
  return at === null || at === undefined ? null : (at as Node);
}

/**
 * The keys of a mapping as YAML's merge key gives them: own keys win, then earlier mappings of `<<` over later ones,
 * not deep. Keys that are no scalars are left out. Of a key that stands twice the last one counts.
 */
export function entriesOf(tree: YamlTree, node: unknown): readonly YamlEntry[] {
  const map = follow(tree, node);
  if (!isMap(map)) return [];
  const entries = new Map<string, YamlEntry>();
  const todo: { readonly map: YAMLMap; readonly via?: Node }[] = [{ map, ...(isAlias(node) && { via: node }) }];
  for (let step = 0; step < MERGE_BUDGET; step++) {
    const next = todo.shift();
    if (next === undefined) break;
    const merged: { readonly map: YAMLMap; readonly via?: Node }[] = [];
    const own = new Map<string, YamlEntry>();
    for (const pair of next.map.items) {
      if (!isScalar(pair.key)) continue;
      const key = keyText(pair.key);
      if (key === '<<') {
        merged.push(...mergeSources(tree, pair.value));
        continue;
      }
      const via = isAlias(pair.value) ? pair.value : next.via;
      own.set(key, { key, keyNode: pair.key, value: follow(tree, pair.value), ...(via && { via }) });
    }
    if (step === 0 && merged.length === 0) return [...own.values()];
    for (const [key, entry] of own) if (!entries.has(key)) entries.set(key, entry);
    todo.unshift(...merged);
  }
  return [...entries.values()];
}

function mergeSources(tree: YamlTree, value: unknown): { readonly map: YAMLMap; readonly via: Node }[] {
  const target = follow(tree, value);
  if (isMap(target)) return [{ map: target, via: value as Node }];
  if (!isSeq(target)) return [];
  return target.items.flatMap((item) => {
    const map = follow(tree, item);
    return isMap(map) ? [{ map, via: item as Node }] : [];
  });
}

/** One key of a mapping, or `undefined`. */
export function entryOf(tree: YamlTree, node: unknown, key: string): YamlEntry | undefined {
  return entriesOf(tree, node).find((entry) => entry.key === key);
}

/** The items of a sequence, aliases followed; nothing for any other node. */
export function itemsOf(tree: YamlTree, node: unknown): readonly { readonly node: Node | null; readonly via?: Node }[] {
  const seq = follow(tree, node);
  if (!isSeq(seq)) return [];
  return seq.items.map((item) => ({ node: follow(tree, item), ...(isAlias(item) && { via: item as Node }) }));
}

/** Where a node stands, quotes and brackets included, without trailing blanks or comments. */
export function spanOf(node: { readonly range?: readonly [number, number, number] | null | undefined }): Span {
  const range = node.range;
  return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 };
}

/** A key as text: its own spelling, where YAML would read a number or a boolean. */
export function keyText(key: Scalar): string {
  return key.source ?? String(key.value ?? '');
}
