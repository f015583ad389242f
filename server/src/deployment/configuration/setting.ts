import type { HoconValue } from '../../syntax/hocon/index.ts';
import { once } from '../../syntax/memo.ts';
import type { Location } from '../location.ts';
import { type Held, type HeldMap, toHocon, type Unknown, unknownWithin } from './held.ts';
import { type FindVariable, type Layer, placeOf, type Source, type Statement, wayOf } from './source.ts';

/** What a process holds at one path of its configuration. */
export type Setting = KnownSetting | UnsetSetting | UnknownSetting;

export interface KnownSetting {
  readonly state: 'known';
  readonly value: HoconValue;
  /** The layer it comes from; for an object the uppermost that has a part in it. */
  readonly layer: Layer;
  /** The text of the value itself in a file, what the input gave for a variable; `null` for what is built in. */
  readonly origin: Location | null;
  /** Further places that the value came through: variables put in, `.env` files. */
  readonly via: readonly Location[];
  /** What it hides, the nearest first. */
  readonly overridden: () => readonly Overridden[];
}

/** Nothing gives it a value, or something above it hides the one it had. */
export interface UnsetSetting {
  readonly state: 'unset';
  /** What is in its place or replaced the object that it was in. */
  readonly overridden: () => readonly Overridden[];
}

export interface UnknownSetting {
  readonly state: 'unknown';
  readonly code: Unknown['code'];
  /** A sentence for people. */
  readonly reason: string;
  readonly origin: Location | null;
  /** What is in effect if the unknown sets nothing, the nearest first. */
  readonly overridden: () => readonly Overridden[];
}

export interface Overridden {
  readonly layer: Layer;
  readonly origin: Location | null;
  readonly value: HoconValue;
}

export interface SettingContext {
  readonly root: HeldMap;
  /** In the order of loading. */
  readonly statements: readonly Statement[];
  readonly find: FindVariable;
  readonly byDash: boolean;
}

/** Looks a path up as `config.get` does, with everything that had a say in it. */
export function settingAt(path: readonly string[], { root, statements, find, byDash }: SettingContext): Setting {
  const held = descend(root, path);
  // Few ask what a setting hides, and to tell it all sources are looked through.
  const others = (winner?: Source) => once(() => overriddenBy(winner, path, statements, byDash));
  if (held === undefined) return { state: 'unset', overridden: others() };
  const unknown = 'code' in held ? held : unknownWithin(held);
  if (unknown !== undefined) return { state: 'unknown', ...unknown, overridden: others() };
  const { source } = held as Held;
  const value = toHocon(held as Held);
  return {
    state: 'known',
    value,
    layer: source.layer,
    origin: placeOf(source, value.origin),
    via: wayOf(source, value, find),
    overridden: others(source),
  };
}

function descend(root: HeldMap, path: readonly string[]): Held | Unknown | undefined {
  let at: Held = root;
  for (const key of path) {
    if (at.kind === 'value') return undefined;
    const next: Held | undefined = at.entries.get(key);
    if (next === undefined) return at.rest;
    at = next;
  }
  return at;
}

function overriddenBy(
  winner: Source | undefined,
  path: readonly string[],
  statements: readonly Statement[],
  byDash: boolean,
): readonly Overridden[] {
  return statements.toReversed().flatMap(({ source, tree }): Overridden[] => {
    if (source === winner) return [];
    const stated = path.reduce<Held | undefined>((at, key) => entryOf(at, key, byDash), tree);
    if (stated === undefined || unknownWithin(stated) !== undefined) return [];
    const value = toHocon(stated);
    return [{ layer: source.layer, origin: placeOf(source, value.origin), value }];
  });
}

function entryOf(held: Held | undefined, key: string, byDash: boolean): Held | undefined {
  if (held?.kind !== 'map') return undefined;
  return held.entries.get(key) ?? (byDash ? held.entries.get(`-${key}`) : undefined);
}
