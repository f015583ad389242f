import { isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Span } from '../../syntax/span.ts';
import { entriesOf, isNull, itemsOf, spanOf } from '../../syntax/yaml/index.ts';
import type { Location } from '../location.ts';
import { type ComposeText, type ReadContext, readText } from './text.ts';

/**
 * A value of a Compose project while its files are put together: each part still knows the file and the YAML node that
 * it stands in, so that a finding can point there and a fix can edit there.
 */
export type ComposeNode = ComposeScalar | ComposeMap | ComposeList;

interface Part {
  readonly context: ReadContext;
  /** The node's own place; the alias's, where it is one. */
  readonly at: Location;
  readonly tag: string | undefined;
}

export interface ComposeScalar extends Part {
  readonly kind: 'scalar';
  readonly yaml: Scalar | undefined;
  /** `undefined` for null. */
  readonly text: ComposeText | undefined;
}

export interface ComposeMap extends Part {
  readonly kind: 'map';
  readonly yaml: YAMLMap;
  readonly entries: ReadonlyMap<string, ComposeEntry>;
}

export interface ComposeEntry {
  readonly key: string;
  readonly keyAt: Location;
  readonly keyNode: Scalar;
  readonly value: ComposeNode;
}

export interface ComposeList extends Part {
  readonly kind: 'list';
  readonly yaml: YAMLSeq;
  readonly items: readonly ComposeItem[];
}

/** An item with the list that it stands in, which is another than the one it was merged into. */
export interface ComposeItem {
  readonly value: ComposeNode;
  readonly list: YAMLSeq;
  readonly index: number;
}

/** Deeper values concern nothing that we read. */
const MAX_DEPTH = 30;
/** Aliases can make a small text a huge tree; no real project comes near. */
const MAX_NODES = 100_000;

/** Turns a YAML node into a Compose node, variables put in, aliases and merge keys followed. */
export function toComposeNode(context: ReadContext, node: Node | null, via: Node | undefined): ComposeNode {
  return new Converter(context).convert(node, via, 0);
}

class Converter {
  readonly #context: ReadContext;
  #left = MAX_NODES;

  constructor(context: ReadContext) {
    this.#context = context;
  }

  convert(node: Node | null, via: Node | undefined, depth: number): ComposeNode {
    const context = this.#context;
    const span: Span = spanOf(via ?? node ?? {});
    const part = { context, at: { uri: context.uri, span }, tag: node?.tag };
    if (--this.#left > 0 && depth < MAX_DEPTH) {
      if (isMap(node)) return { kind: 'map', ...part, yaml: node, entries: this.#entries(node, depth) };
      if (isSeq(node)) return { kind: 'list', ...part, yaml: node, items: this.#items(node, depth) };
    }
    const yaml = isScalar(node) ? node : undefined;
    return { kind: 'scalar', ...part, yaml, text: isNull(node) ? undefined : readText(context, node) };
  }

  #entries(map: YAMLMap, depth: number): ReadonlyMap<string, ComposeEntry> {
    const { tree, uri } = this.#context;
    return new Map(
      entriesOf(tree, map).map(({ key, keyNode, value, via }) => {
        const entry = {
          key,
          keyNode,
          keyAt: { uri, span: spanOf(keyNode) },
          value: this.convert(value, via, depth + 1),
        };
        return [key, entry] as const;
      }),
    );
  }

  #items(list: YAMLSeq, depth: number): readonly ComposeItem[] {
    return itemsOf(this.#context.tree, list).map(({ node, via }, index) => ({
      value: this.convert(node, via, depth + 1),
      list,
      index,
    }));
  }
}

/** The value at a path of keys. */
export function nodeAt(node: ComposeNode | undefined, ...path: readonly string[]): ComposeNode | undefined {
  let at = node;
  for (const key of path) at = at?.kind === 'map' ? at.entries.get(key)?.value : undefined;
  return at;
}

/** A scalar's text after interpolation; `undefined` for null, for other nodes, and where it can't be told. */
export function textOf(node: ComposeNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text?.value : undefined;
}

/** True for null and for what is not there. */
export function isAbsent(node: ComposeNode | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && node.text === undefined);
}
