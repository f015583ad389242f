import { type HoconOrigin, type HoconScalar, pythonText } from './value.ts';

/**
 * pyhocon's own objects while substitutions are being resolved (pyhocon/config_tree.py, 0.3.61). What it does with
 * several definitions of one key depends on this machinery step by step, so it is followed step by step.
 */
export type Item = HoconScalar | ConfigList | ConfigTree | ConfigValues;

export type Token = HoconScalar | QuotedToken | ConfigList | ConfigTree | Substitution | undefined;

/** Text in quotes: the blanks behind it stay when something follows. */
export interface QuotedToken {
  readonly kind: 'quoted';
  readonly value: string;
  readonly blanks: string;
  readonly origin: HoconOrigin;
}

export interface Substitution {
  readonly kind: 'substitution';
  readonly name: string;
  readonly optional: boolean;
  readonly blanks: string;
  readonly origin: HoconOrigin;
  index: number;
  parent: ConfigValues | undefined;
}

/** What pyhocon refuses; caught in one place, never seen outside. */
export class HoconError extends Error {
  readonly span: HoconOrigin;

  constructor(message: string, span: HoconOrigin) {
    super(message);
    this.span = span;
  }
}

export class ConfigList {
  readonly kind = 'list';
  readonly items: Item[];
  readonly origin: HoconOrigin;

  constructor(items: readonly Item[], origin: HoconOrigin) {
    this.items = [...items];
    this.origin = origin;
    this.items.forEach((item, index) => {
      if (item instanceof ConfigValues) {
        item.parent = this;
        item.key = index;
      }
    });
  }
}

export class ConfigTree {
  readonly kind = 'tree';
  readonly entries = new Map<string, Item>();
  /** Every value a key of the root had, oldest first. */
  readonly history: Map<string, Item[]> | undefined;
  /** The braces that gave it last, if any did. */
  origin: HoconOrigin | undefined;

  constructor(root = false, origin?: HoconOrigin) {
    this.origin = origin;
    this.history = root ? new Map() : undefined;
  }

  set(key: string, value: Item): void {
    this.#remember(key, value);
    this.entries.set(key, value);
  }

  /** The item at a path; `undefined` where a key is missing; throws where something else than a tree is in the way. */
  get(path: readonly string[], at: HoconOrigin): Item | undefined {
    let item: Item | undefined = this;
    for (const key of path) {
      if (!(item instanceof ConfigTree)) throw new HoconError('This refers into a value that is no object', at);
      item = item.entries.get(key);
      if (item === undefined) return undefined;
    }
    return item;
  }

  /** The same, without complaint. */
  find(path: readonly string[]): Item | undefined {
    let item: Item | undefined = this;
    for (const key of path) item = item instanceof ConfigTree ? item.entries.get(key) : undefined;
    return item?.kind === 'null' ? undefined : item;
  }

  put(path: readonly string[], value: Item, append: boolean, at: HoconOrigin): void {
    const [key = '', ...rest] = path;
    if (rest.length > 0) {
      const known = this.entries.get(key);
      const next = known instanceof ConfigTree ? known : new ConfigTree();
      if (next !== known) this.set(key, next);
      next.put(rest, value, append, at);
      return;
    }
    const known = this.entries.get(key);
    if (known instanceof ConfigTree && value instanceof ConfigTree) this.#mergeAt(key, known, value);
    else if (append) this.#append(key, known?.kind === 'null' ? undefined : known, value, at);
    else this.#replace(key, known, value);
  }

  #mergeAt(key: string, known: ConfigTree, value: ConfigTree): void {
    if (this.history === undefined) {
      mergeTrees(known, value);
      return;
    }
    this.set(key, mergeTrees(mergeTrees(new ConfigTree(), known, true), value, true));
  }

  #append(key: string, known: Item | undefined, value: Item, at: HoconOrigin): void {
    if (known instanceof ConfigValues) {
      if (!(value instanceof ConfigValues)) known.tokens.push(value);
      known.recompute();
    } else if (known instanceof ConfigTree && value instanceof ConfigValues) {
      value.overridden = known;
      value.tokens.unshift(known);
      value.recompute();
      this.#adopt(key, value);
    } else if (known instanceof ConfigList && value instanceof ConfigValues) {
      value.overridden = known;
      this.#adopt(key, value);
    } else if (known instanceof ConfigList && value instanceof ConfigList) {
      this.set(key, new ConfigList([...known.items, ...value.items], value.origin));
    } else if (known === undefined) {
      this.set(key, value);
    } else {
      throw new HoconError('An object can’t be added to a value that is none', at);
    }
  }

  #replace(key: string, known: Item | undefined, value: Item): void {
    if (!(value instanceof ConfigValues)) {
      this.set(key, value);
      return;
    }
    value.overridden = known?.kind === 'null' ? undefined : known;
    this.#adopt(key, value);
  }

  #adopt(key: string, value: ConfigValues): void {
    value.parent = this;
    value.key = key;
    this.set(key, value);
  }

  #remember(key: string, value: Item): void {
    if (this.history === undefined) return;
    const known = this.history.get(key);
    if (known === undefined) this.history.set(key, [value]);
    else known.push(value);
  }
}

/** Merges `from` into `into`: objects merge, everything else replaces. With `copy`, nested objects of `into` stay untouched elsewhere. */
export function mergeTrees(into: ConfigTree, from: ConfigTree, copy = false): ConfigTree {
  into.origin = from.origin ?? into.origin;
  for (const [key, value] of from.entries) {
    const known = into.entries.get(key);
    if (known instanceof ConfigTree && value instanceof ConfigTree) {
      const target = copy ? copyOf(known) : known;
      if (copy) into.set(key, target);
      mergeTrees(target, value);
      continue;
    }
    if (value instanceof ConfigValues) {
      value.parent = into;
      value.key = key;
      if (known !== undefined) value.overridden = known;
    }
    into.set(key, value);
  }
  return into;
}

function copyOf(tree: ConfigTree): ConfigTree {
  const copy = new ConfigTree(false, tree.origin);
  for (const [key, value] of tree.entries) {
    copy.entries.set(key, value);
    if (value instanceof ConfigValues) {
      value.parent = copy;
      value.key = key;
    }
  }
  return copy;
}

/** Pieces side by side, with substitutions still in them. */
/** Sixty lines that double each other would be longer than any memory. */
const MAX_TEXT = 1024 * 1024;

export class ConfigValues {
  readonly kind = 'values';
  readonly tokens: Token[];
  readonly origin: HoconOrigin;
  parent: ConfigTree | ConfigList | undefined;
  key: string | number = '';
  overridden: Item | undefined;

  constructor(tokens: readonly Token[], origin: HoconOrigin) {
    this.tokens = tokens.length === 0 ? [{ kind: 'string', value: '', origin }] : [...tokens];
    this.origin = origin;
    this.recompute();
  }

  recompute(): void {
    this.tokens.forEach((token, index) => {
      if (token?.kind !== 'substitution') return;
      token.parent = this;
      token.index = index;
    });
  }

  /** Its own substitutions, after those of the values it overrides. */
  substitutions(): Substitution[] {
    return this.#withOverridden()
      .toReversed()
      .flatMap(({ tokens }) => tokens.filter((token) => token?.kind === 'substitution'));
  }

  /**
   * Itself and the values below it that are not put together yet. An object that is merged into a part of itself can
   * override what it consists of.
   * @throws HoconError where it overrides itself
   */
  #withOverridden(): readonly ConfigValues[] {
    const chain = new Set<ConfigValues>();
    let node: Item | undefined = this;
    while (node instanceof ConfigValues) {
      if (chain.has(node)) throw new HoconError('This refers to itself in a circle', this.origin);
      chain.add(node);
      node = node.overridden;
    }
    return [...chain];
  }

  /** The value, once nothing is left to substitute; until then itself. `undefined` where nothing is left at all. */
  transform(): Item | undefined {
    if (this.substitutions().length > 0) return this;
    const tokens = this.tokens.filter((token) => token !== undefined);
    const first = tokens[0];
    if (first === undefined) return undefined;
    if (first instanceof ConfigTree) return this.#joinTrees(tokens.map((token) => this.#treeOf(token)));
    if (first instanceof ConfigList) return this.#joinLists(tokens, first);
    return this.#joinText(tokens);
  }

  #treeOf(token: Token): ConfigTree {
    if (token instanceof ConfigTree) return token;
    throw this.#mixed();
  }

  #joinLists(tokens: readonly Token[], first: ConfigList): ConfigList {
    const origin = tokens.length === 1 ? first.origin : this.origin;
    return new ConfigList(
      tokens.flatMap((token) => this.#itemsOf(token)),
      origin,
    );
  }

  #itemsOf(token: Token): readonly Item[] {
    if (token instanceof ConfigList) return token.items;
    throw this.#mixed();
  }

  #mixed(): HoconError {
    return new HoconError('Text, lists and objects can’t stand side by side in one value', this.origin);
  }

  #joinTrees(trees: readonly ConfigTree[]): ConfigTree {
    const below: ConfigTree[] = [];
    let node = this.overridden;
    while (node !== undefined) {
      const value = node instanceof ConfigValues ? node.transform() : node;
      if (!(value instanceof ConfigTree)) break;
      below.unshift(value);
      node = node instanceof ConfigValues ? node.overridden : undefined;
    }
    const result = new ConfigTree();
    for (const tree of [...below, ...trees]) mergeTrees(result, tree, true);
    return result;
  }

  #joinText(tokens: readonly Token[]): HoconScalar {
    const texts = tokens.map((token, index) => this.#textOf(token, index === tokens.length - 1));
    const only = tokens.length === 1 ? tokens[0] : undefined;
    if (only !== undefined && only.kind !== 'quoted') return only as HoconScalar;
    if (texts.reduce((length, text) => length + text.length, 0) > MAX_TEXT) {
      throw new HoconError('The substitutions make this longer than 1 MiB', this.origin);
    }
    return {
      kind: 'string',
      value: texts.join(''),
      origin: only === undefined ? withVariables(this.origin, tokens) : (only as QuotedToken).origin,
    };
  }

  #textOf(token: Token, last: boolean): string {
    if (token === undefined || token instanceof ConfigTree || token instanceof ConfigList) throw this.#mixed();
    if (token.kind === 'quoted') return token.value + (last ? '' : token.blanks);
    return token.kind === 'substitution' ? '' : pythonText(token);
  }
}

/** A text put together holds every variable that its pieces hold. */
function withVariables(origin: HoconOrigin, tokens: readonly Token[]): HoconOrigin {
  const variables = tokens.flatMap((token) => token?.origin?.variables ?? []);
  return variables.length === 0 ? origin : { ...origin, variables };
}
