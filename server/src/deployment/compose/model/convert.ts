import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { entriesOf, isNull, itemsOf, keyText, spanOf } from '../../../syntax/yaml/index.ts';
import type { Location } from '../../location.ts';
import type { ComposeEntry, ComposeFile, ComposeItem, ComposeNode, ComposeScalar } from './node.ts';
import type { ComposeProblem } from './problem.ts';
import { type ComposeText, readText } from './text.ts';

/** One YAML document, ready to be merged over those before it. */
export interface ComposeDocument {
  readonly root: ComposeNode;
  /** What `!reset` and `!override` take away from the documents before: paths of keys. */
  readonly resets: readonly (readonly string[])[];
  readonly problems: readonly ComposeProblem[];
}

/** Deeper values concern nothing that we read. */
const MAX_DEPTH = 40;
/** Aliases can make a small text a huge tree; no real project comes near. */
const MAX_NODES = 100_000;

/**
 * Reads a document as Compose does before merging: aliases and merge keys followed, `!reset` values taken out, variables
 * put in. Never throws; what Compose would refuse is a problem and the rest is still read.
 * Source: compose-go loader/loader.go, loader/reset.go.
 */
export function convertDocument(file: ComposeFile, root: Node | null, index: number): ComposeDocument {
  const converter = new Converter(file);
  const path = index === 0 ? '' : `${index}/`;
  return { root: converter.convert(root, undefined, path, []), resets: converter.resets, problems: converter.problems };
}

/** A scalar whose text is read when somebody asks for it. */
class LazyScalar implements ComposeScalar {
  readonly kind = 'scalar';
  readonly file: ComposeFile;
  readonly at: Location;
  readonly path: string;
  readonly yaml: Scalar | undefined;
  #text: ComposeText | undefined;
  #known: boolean;

  constructor(
    { file, at, path }: Omit<ComposeScalar, 'kind' | 'yaml' | 'text'>,
    yaml: Scalar | undefined,
    isNothing: boolean,
  ) {
    this.file = file;
    this.at = at;
    this.path = path;
    this.yaml = yaml;
    this.#known = isNothing;
  }

  get text(): ComposeText | undefined {
    if (!this.#known) this.#text = readText(this.file, this.yaml ?? null);
    this.#known = true;
    return this.#text;
  }
}

class Converter {
  readonly resets: (readonly string[])[] = [];
  readonly problems: ComposeProblem[] = [];
  readonly #file: ComposeFile;
  #left = MAX_NODES;
  /** Above zero inside `!override`, where Compose looks for no further tags. */
  #literal = 0;

  constructor(file: ComposeFile) {
    this.#file = file;
  }

  /**
   * @param via the alias that led here, if one did
   * @param path where we are in the file
   * @param keys where we are in the project, for `!reset`
   */
  convert(node: Node | null, via: Node | undefined, path: string, keys: readonly string[]): ComposeNode {
    const part = { file: this.#file, at: { uri: this.#file.uri, span: spanOf(via ?? node ?? {}) }, path };
    if (node === null && isAlias(via) && !this.#file.tree.anchors.has(via)) {
      this.problems.push({ kind: 'yaml', at: part.at, message: 'No anchor of this name stands before this alias' });
    }
    if (--this.#left > 0 && keys.length < MAX_DEPTH) {
      if (isMap(node)) {
        const entries = this.#entries(node, path, keys);
        return { kind: 'map', ...part, entries, parts: [{ file: this.#file, yaml: node, path }] };
      }
      if (isSeq(node)) return { kind: 'list', ...part, items: this.#items(node, path, keys) };
    }
    return this.#scalar(part, isScalar(node) ? node : null);
  }

  #scalar(part: Omit<ComposeScalar, 'kind' | 'yaml' | 'text'>, node: Node | null): ComposeScalar {
    const yaml = isScalar(node) ? node : undefined;
    const isNothing = isNull(node) && !(this.#literal > 0 && node?.tag === '!reset');
    const scalar = new LazyScalar(part, yaml, isNothing);
    // Most values of a project are never looked at; only those with a variable can be wrong.
    if (yaml?.source?.includes('$') && scalar.text?.refused) {
      this.problems.push({ ...scalar.text.refused, at: part.at });
    }
    return scalar;
  }

  #entries(map: YAMLMap, path: string, keys: readonly string[]): ReadonlyMap<string, ComposeEntry> {
    this.#checkKeys(map);
    const { tree, uri } = this.#file;
    const entries = new Map<string, ComposeEntry>();
    for (const { key, keyNode, value, via } of entriesOf(tree, map)) {
      const below = [...keys, key];
      const converted = this.#tagged(
        value,
        via,
        path === '' || path.endsWith('/') ? path + key : `${path}/${key}`,
        below,
      );
      if (converted !== undefined) entries.set(key, { key, keyAt: { uri, span: spanOf(keyNode) }, value: converted });
    }
    return entries;
  }

  #items(list: YAMLSeq, path: string, keys: readonly string[]): readonly ComposeItem[] {
    return itemsOf(this.#file.tree, list).flatMap(({ node, via }, index) => {
      const value = this.#tagged(node, via, `${path}/${index}`, [...keys, `${index}`]);
      return value === undefined ? [] : [{ value, list: { yaml: list, index } }];
    });
  }

  /** `undefined` where `!reset` takes the value out. */
  #tagged(node: Node | null, via: Node | undefined, path: string, keys: readonly string[]): ComposeNode | undefined {
    const tag = this.#literal > 0 ? undefined : node?.tag;
    if (tag !== '!reset' && tag !== '!override') return this.convert(node, via, path, keys);
    this.resets.push(keys);
    if (tag === '!reset') return undefined;
    this.#literal++;
    const converted = this.convert(node, via, path, keys);
    this.#literal--;
    return converted;
  }

  #checkKeys(map: YAMLMap): void {
    const seen = new Set<string>();
    for (const { key } of map.items) {
      const text = isScalar(key) ? keyText(key) : undefined;
      if (text === undefined || (isScalar(key) && key.type === 'PLAIN' && typeof key.value !== 'string')) {
        this.#refuseKey('schema', key, 'Keys must be text; quote a number or a boolean');
      } else if (seen.has(text)) {
        this.#refuseKey('duplicate-key', key, 'This key stands twice in one mapping');
      }
      if (text !== undefined) seen.add(text);
    }
  }

  #refuseKey(kind: 'schema' | 'duplicate-key', key: unknown, message: string): void {
    const span = spanOf((key as Node | null) ?? {});
    this.problems.push({ kind, at: { uri: this.#file.uri, span }, message });
  }
}
