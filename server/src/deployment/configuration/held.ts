import type { HoconList, HoconMap, HoconOrigin, HoconScalar, HoconValue } from '../../syntax/hocon/index.ts';
import type { Location } from '../location.ts';
import type { Source } from './source.ts';

/** What a process holds at a place of its configuration, and which source put it there. */
export type Held = HeldValue | HeldMap;

export interface HeldValue {
  readonly kind: 'value';
  readonly value: HoconScalar | HoconList;
  readonly source: Source;
}

export interface HeldMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Held>;
  /** The last source that made or changed it. */
  readonly source: Source;
  readonly origin?: HoconOrigin | undefined;
  /** Why nobody can tell what else is in here, or whether this is an object at all. */
  readonly rest?: Unknown | undefined;
}

/** Why a setting's value can't be told. */
export interface Unknown {
  /** `directory`: out of sight; `file`: not readable or broken; `variable`: nobody supplies it, or it is broken;
   * `order`: two files set it and the file system decides which wins; `image`: nobody can tell what is built in. */
  readonly code: 'directory' | 'file' | 'variable' | 'order' | 'image';
  /** A sentence for people. */
  readonly reason: string;
  readonly origin: Location | null;
}

export function unknownMap(rest: Unknown, source: Source): HeldMap {
  return { kind: 'map', entries: new Map(), source, rest };
}

export function emptyMap(source: Source): HeldMap {
  return { kind: 'map', entries: new Map(), source };
}

/** What one source states, as it would be held. `unknown` tells of a value that holds a variable nobody can tell. */
export function toHeld(
  value: HoconValue,
  source: Source,
  unknown: (value: HoconScalar | HoconList) => Unknown | undefined,
): Held {
  if (value.kind === 'map') {
    const entries = new Map([...value.entries].map(([key, entry]) => [key, toHeld(entry, source, unknown)]));
    return { kind: 'map', entries, source, origin: value.origin };
  }
  const why = unknown(value);
  return why === undefined ? { kind: 'value', value, source } : unknownMap(why, source);
}

/** The value of what is held, without what can't be told. */
export function toHocon(held: Held): HoconValue {
  if (held.kind === 'value') return held.value;
  const entries = new Map<string, HoconValue>();
  for (const [key, entry] of held.entries) if (!isOpen(entry)) entries.set(key, toHocon(entry));
  return (held.origin ? { kind: 'map', entries, origin: held.origin } : { kind: 'map', entries }) satisfies HoconMap;
}

/** True where nothing at all is known of a place. */
function isOpen(held: Held): boolean {
  return held.kind === 'map' && held.rest !== undefined && held.entries.size === 0;
}

/** What can't be told inside of a place, if anything. */
export function unknownWithin(held: Held): Unknown | undefined {
  if (held.kind === 'value') return undefined;
  if (held.rest !== undefined) return held.rest;
  for (const entry of held.entries.values()) {
    const found = unknownWithin(entry);
    if (found !== undefined) return found;
  }
  return undefined;
}
