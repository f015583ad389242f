import type { Lookup } from '../lookup.ts';
import {
  ConfigList,
  ConfigTree,
  ConfigValues,
  HoconError,
  type Item,
  type Substitution,
  type Token,
} from './config-tree.ts';
import { splitPath } from './key.ts';
import { type HoconOrigin, type HoconScalar, pythonText } from './value.ts';

/**
 * Puts in the substitutions of one file: values of the same file first, then the process environment
 * (config_parser.py, `resolve_substitutions`). Throws `HoconError` for what pyhocon refuses.
 */
export function resolveSubstitutions(root: ConfigTree | ConfigList, env: Lookup): void {
  const resolver = new Resolver(root, env);
  resolver.fixSelfReferences();
  resolver.resolve();
  finish(root);
}

interface Resolved {
  /** False where nothing gives the value and the substitution is optional. */
  readonly found: boolean;
  readonly value: Item | undefined;
}

interface Outcome {
  readonly unresolved: boolean;
  readonly added: readonly Substitution[];
}

/** A file's worth of substitutions that keep growing is one that feeds on itself. */
const MAX_ROUNDS = 1000;

class Resolver {
  readonly #root: ConfigTree | ConfigList;
  readonly #env: Lookup;
  readonly #budget: Budget = { left: MAX_STEPS };

  constructor(root: ConfigTree | ConfigList, env: Lookup) {
    this.#root = root;
    this.#env = env;
  }

  /** `path: ${path}"/bin"` means the value that path had before. */
  fixSelfReferences(): void {
    const root = this.#root;
    if (!(root instanceof ConfigTree) || root.history === undefined) return;
    for (const key of [...root.entries.keys()]) {
      const history = [...(root.history.get(key) ?? [])];
      let previous = history[0];
      for (const current of history.slice(1)) {
        previous = this.#fixOne(root, key, previous, current);
      }
      if (history.length === 1 && previous !== undefined) this.#fixLone(root, key, previous);
    }
  }

  #fixOne(root: ConfigTree, key: string, previous: Item | undefined, current: Item): Item | undefined {
    let latest: Item | undefined = current;
    for (const substitution of findSubstitutions(current, this.#budget)) {
      const path = splitPath(substitution.name);
      if (path.length > 1 && root.find(path) !== undefined) continue;
      if (path[0] !== key) continue;
      if (previous instanceof ConfigValues) throw new HoconError('This refers to itself', substitution.origin);
      const value = path.length === 1 ? previous : this.#inside(previous, path.slice(1), substitution);
      latest = substitute(substitution, value, true, this.#budget).result;
    }
    return latest;
  }

  #inside(item: Item | undefined, path: readonly string[], substitution: Substitution): Item {
    const value = item instanceof ConfigTree ? item.get(path, substitution.origin) : undefined;
    if (value === undefined) throw new HoconError('Nothing gives this a value', substitution.origin);
    return value;
  }

  #fixLone(root: ConfigTree, key: string, item: Item): void {
    for (const substitution of findSubstitutions(item, this.#budget)) {
      const path = splitPath(substitution.name);
      if (path.length > 1 && root.find(path) !== undefined) continue;
      if (path[0] !== key) continue;
      const value = this.#env(key);
      if (value !== undefined) substitute(substitution, text(key, value, substitution), true, this.#budget);
      else if (substitution.optional) substitute(substitution, undefined, true, this.#budget);
    }
  }

  resolve(): void {
    let open = findSubstitutions(this.#root, this.#budget);
    let before: readonly Substitution[] = [];
    let unresolved = open.length > 0;
    const waiting = new Map<Substitution, Substitution[]>();
    for (let round = 0; unresolved && open.length > 0 && !sameSet(open, before); round++) {
      if (round > MAX_ROUNDS) break;
      unresolved = false;
      before = [...open];
      for (const substitution of before) {
        const step = this.#step(substitution, open, waiting);
        open = step.open;
        unresolved = step.unresolved || unresolved;
      }
    }
    if (unresolved) {
      throw new HoconError('This refers to itself in a circle', open[0]?.origin ?? { start: 0, end: 0 });
    }
  }

  #step(
    substitution: Substitution,
    open: readonly Substitution[],
    waiting: Map<Substitution, Substitution[]>,
  ): { open: Substitution[]; unresolved: boolean } {
    // Each of them is looked at below.
    spend(this.#budget, open.length, substitution.origin);
    let overridden = substitution.parent?.overridden;
    if (overridden instanceof ConfigValues) overridden = overridden.transform();
    const rest = [...open];
    if (overridden instanceof ConfigValues && open.some((other) => other.parent === overridden)) {
      return { open: rest, unresolved: false };
    }
    const { found, value } = this.#valueOf(substitution);
    if (value instanceof ConfigValues) {
      const given = overridden !== undefined && !(overridden instanceof ConfigValues) ? overridden : value;
      const { unresolved } = substitute(substitution, given, found, this.#budget);
      return { open: unresolved ? rest : without(rest, substitution), unresolved };
    }
    if (overridden instanceof ConfigValues && waiting.get(substitution) === undefined)
      return { open: rest, unresolved: false };
    const due = [...(overridden instanceof ConfigValues ? (waiting.get(substitution) ?? []) : []), substitution];
    const overriding = open.filter(
      (other) => other.parent?.overridden === substitution.parent && substitution.parent !== undefined,
    );
    if (overriding.length > 0) {
      for (const other of overriding) waiting.set(other, [...(waiting.get(other) ?? []), ...due]);
      return { open: without(rest, substitution), unresolved: false };
    }
    return this.#substituteAll(due, rest);
  }

  #substituteAll(due: readonly Substitution[], given: Substitution[]): { open: Substitution[]; unresolved: boolean } {
    let open = given;
    let unresolved = false;
    for (const each of due) {
      const { found, value } = this.#valueOf(each);
      const outcome = substitute(each, found ? value : undefined, found, this.#budget);
      unresolved = outcome.unresolved;
      open = [...without(open, each), ...outcome.added];
    }
    return { open, unresolved };
  }

  #valueOf(substitution: Substitution): Resolved {
    const path = splitPath(substitution.name);
    const own = this.#root instanceof ConfigTree ? this.#root.get(path, substitution.origin) : undefined;
    if (own !== undefined) return { found: true, value: own.kind === 'null' ? undefined : own };
    const value = this.#env(substitution.name);
    if (value !== undefined) return { found: true, value: text(substitution.name, value, substitution) };
    if (substitution.optional) return { found: false, value: undefined };
    throw new HoconError('Nothing gives this variable a value', substitution.origin);
  }
}

function text(name: string, value: string, substitution: Substitution): HoconScalar {
  return { kind: 'string', value, origin: { ...substitution.origin, variables: [name] } };
}

/** Puts a value in place of a substitution; where that empties the key, the key goes. */
function substitute(
  substitution: Substitution,
  given: Item | undefined,
  found: boolean,
  budget: Budget,
): Outcome & { result: Item | undefined } {
  const value = given instanceof ConfigValues ? given.transform() : given;
  if (value instanceof ConfigValues) return { unresolved: true, added: [], result: value };
  const values = substitution.parent;
  if (values === undefined) return { unresolved: false, added: [], result: undefined };
  values.tokens[substitution.index] = asToken(value, substitution, values.tokens.length - 1, budget);
  const transformed = values.transform();
  const result = transformed === undefined && !found ? values.overridden : transformed;
  if (result === undefined) remove(values);
  else return { ...store(values, result, budget), result };
  return { unresolved: false, added: [], result };
}

function asToken(value: Item | undefined, substitution: Substitution, last: number, budget: Budget): Token {
  if (value === undefined || value instanceof ConfigValues) return undefined;
  if (value instanceof ConfigTree || value instanceof ConfigList)
    return deepCopy(value, substitution.origin, 0, budget);
  if (substitution.index === last) return value;
  return { kind: 'string', value: pythonText(value) + substitution.blanks, origin: value.origin };
}

function store(values: ConfigValues, result: Item, budget: Budget): Outcome {
  const { parent, key } = values;
  if (parent instanceof ConfigTree) parent.set(String(key), result);
  else if (parent instanceof ConfigList && typeof key === 'number') parent.items[key] = result;
  const added = findSubstitutions(result, budget);
  return { unresolved: added.length > 0, added };
}

/** In a list pyhocon looks for the index among the values, so a lost element mostly stays, as null. */
function remove({ parent, key }: ConfigValues): void {
  if (parent instanceof ConfigTree) parent.entries.delete(String(key));
  else if (parent instanceof ConfigList && typeof key === 'number') {
    if (parent.items.some((item) => item.kind === 'integer' && item.value === BigInt(key))) parent.items.splice(key, 1);
  }
}

function findSubstitutions(item: Item, budget: Budget): Substitution[] {
  spend(budget, 1, item.origin);
  if (item instanceof ConfigValues) {
    const found = item.substitutions();
    spend(budget, found.length, item.origin);
    return found;
  }
  const below = item instanceof ConfigTree ? [...item.entries.values()] : item instanceof ConfigList ? item.items : [];
  return below.flatMap((each) => findSubstitutions(each, budget));
}

/** Python stops sooner: an object that is put into itself grows until its recursion limit. */
const MAX_DEPTH = 300;
/** Far more than any real file needs, and still a matter of a blink. */
const MAX_STEPS = 300_000;

/** What is left for a file's values to be looked at and copied: references to references grow exponentially. */
interface Budget {
  left: number;
}

function spend(budget: Budget, steps: number, at: HoconOrigin = { start: 0, end: 0 }): void {
  budget.left -= steps;
  if (budget.left < 0) throw new HoconError(WITHOUT_END, at);
}

const WITHOUT_END = 'This refers to itself without end';

function deepCopy<Tree extends ConfigTree | ConfigList>(
  item: Tree,
  at: HoconOrigin,
  depth: number,
  budget: Budget,
): Tree {
  spend(budget, 1, at);
  if (depth > MAX_DEPTH) throw new HoconError(WITHOUT_END, at);
  const copyItem = (value: Item) => copyOf(value, at, depth + 1, budget);
  if (item instanceof ConfigList) return new ConfigList(item.items.map(copyItem), item.origin) as Tree;
  const copy = new ConfigTree(false, item.origin);
  for (const [key, value] of item.entries) {
    const copied = copyItem(value);
    if (copied instanceof ConfigValues) {
      copied.parent = copy;
      copied.key = key;
    }
    copy.entries.set(key, copied);
  }
  return copy as Tree;
}

function copyOf(item: Item, at: HoconOrigin, depth: number, budget: Budget): Item {
  if (item instanceof ConfigTree || item instanceof ConfigList) return deepCopy(item, at, depth, budget);
  if (!(item instanceof ConfigValues)) return item;
  const tokens = item.tokens.map((token): Token => {
    if (token?.kind === 'substitution') return { ...token };
    return token instanceof ConfigTree || token instanceof ConfigList ? deepCopy(token, at, depth, budget) : token;
  });
  const copy = new ConfigValues(tokens, item.origin);
  copy.overridden = item.overridden;
  return copy;
}

/** Whatever could not be put together before, now. */
function finish(item: ConfigTree | ConfigList): void {
  const last = (child: Item): Item => {
    const value =
      child instanceof ConfigValues ? (child.transform() ?? { kind: 'null' as const, origin: child.origin }) : child;
    if (value instanceof ConfigTree || value instanceof ConfigList) finish(value);
    return value;
  };
  if (item instanceof ConfigTree) for (const [key, child] of item.entries) item.entries.set(key, last(child));
  else
    item.items.forEach((child, index) => {
      item.items[index] = last(child);
    });
}

/** The list without the first place of a substitution: pyhocon lists some twice, and takes them out one by one. */
function without(list: readonly Substitution[], gone: Substitution): Substitution[] {
  const index = list.indexOf(gone);
  return index < 0 ? [...list] : list.toSpliced(index, 1);
}

function sameSet(left: readonly Substitution[], right: readonly Substitution[]): boolean {
  const known = new Set(right);
  return new Set(left).size === known.size && left.every((each) => known.has(each));
}
