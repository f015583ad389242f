import type { Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { YamlTree } from '../../../syntax/yaml/index.ts';
import type { Location } from '../../location.ts';
import type { VariableScope } from '../environment-layers.ts';
import type { ComposeText } from './text.ts';

/**
 * A value of a Compose project while its files are put together. Every part still knows the file and the YAML node that
 * it stands in, so that a finding can point there and a fix can edit there.
 */
export type ComposeNode = ComposeScalar | ComposeMap | ComposeList;

/** One file of a project and what it is read with. */
export interface ComposeFile {
  readonly uri: string;
  readonly tree: YamlTree;
  readonly variables: VariableScope;
  /** URI, with a slash at its end, of the folder that relative paths start from. */
  readonly directory: string;
}

interface Part {
  readonly file: ComposeFile;
  /** Its own place; the alias's, where it stands behind one. */
  readonly at: Location;
  /** Path of keys and indices in its file: `services/redis/ports/0`; a later document's starts with its number. */
  readonly path: string;
}

export interface ComposeScalar extends Part {
  readonly kind: 'scalar';
  readonly yaml: Scalar | undefined;
  /** `undefined` for null. */
  readonly text: ComposeText | undefined;
}

export interface ComposeMap extends Part {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, ComposeEntry>;
  /** The YAML mappings that were put together, the last one wins. */
  readonly parts: readonly { readonly file: ComposeFile; readonly yaml: YAMLMap; readonly path: string }[];
}

export interface ComposeEntry {
  readonly key: string;
  readonly keyAt: Location;
  readonly value: ComposeNode;
}

export interface ComposeList extends Part {
  readonly kind: 'list';
  readonly items: readonly ComposeItem[];
}

export interface ComposeItem {
  readonly value: ComposeNode;
  /** The list that the item stands in and its place there; it may have been merged into another. */
  readonly list?: { readonly yaml: YAMLSeq; readonly index: number };
  /** Set where the item was an entry of a mapping, which a list was merged with. */
  readonly entry?: ComposeEntry;
}

/** The value at a path of keys. */
export function nodeAt(node: ComposeNode | undefined, ...path: readonly string[]): ComposeNode | undefined {
  let at = node;
  for (const key of path) at = at?.kind === 'map' ? at.entries.get(key)?.value : undefined;
  return at;
}

/** A scalar's text after interpolation; `undefined` for null, for other nodes, and where it can't be told. */
export function textAt(node: ComposeNode | undefined, ...path: readonly string[]): string | undefined {
  const found = nodeAt(node, ...path);
  return found?.kind === 'scalar' ? found.text?.value : undefined;
}

/** The entries of a mapping; none for anything else. */
export function entriesAt(node: ComposeNode | undefined, ...path: readonly string[]): readonly ComposeEntry[] {
  const found = nodeAt(node, ...path);
  return found?.kind === 'map' ? [...found.entries.values()] : [];
}

/** True for null and for what is not there. */
export function isAbsent(node: ComposeNode | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && node.text === undefined);
}

/** The same mapping with other entries. */
export function withEntries(map: ComposeMap, entries: ReadonlyMap<string, ComposeEntry>): ComposeMap {
  return { ...map, entries };
}

/** The same mapping with one entry's value put in its place, or without it. */
export function withValue(map: ComposeMap, key: string, value: ComposeNode | undefined): ComposeMap {
  const entries = new Map(map.entries);
  const entry = entries.get(key);
  if (value === undefined) entries.delete(key);
  else entries.set(key, entry === undefined ? { key, keyAt: value.at, value } : { ...entry, value });
  return withEntries(map, entries);
}
