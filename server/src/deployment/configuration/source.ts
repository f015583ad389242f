import type { HoconOrigin, HoconValue } from '../../syntax/hocon/index.ts';
import type { Location } from '../location.ts';
import type { HeldMap } from './held.ts';
import type { ProcessVariable } from './input.ts';

export type Layer = 'built-in' | 'file' | 'environment';

/** One thing that gives a configuration settings: the built-in defaults, a file or a variable. */
export interface Source {
  readonly layer: Layer;
  /** The file, for `file`. */
  readonly uri?: string;
  /** The variable, for `environment`. */
  readonly variable?: ProcessVariable;
}

/** A source with what it states, from the configuration's root. */
export interface Statement {
  readonly source: Source;
  readonly tree: HeldMap;
}

/** Gives a variable of the process's environment. */
export type FindVariable = (name: string) => ProcessVariable | undefined;

/** Where a source wrote a value; `null` for what is built in. */
export function placeOf(source: Source, origin: HoconOrigin | undefined): Location | null {
  if (source.layer === 'environment') return source.variable?.origin ?? null;
  const uri = origin?.uri ?? source.uri;
  if (uri === undefined || origin === undefined) return null;
  return { uri, span: { start: origin.start, end: origin.end } };
}

/** The further places that a value came through: a variable's own way, and variables that were put in. */
export function wayOf(source: Source, value: HoconValue, find: FindVariable): readonly Location[] {
  const way = [...(source.variable?.via ?? [])];
  for (const name of variablesIn(value)) {
    const variable = find(name);
    if (variable === undefined) continue;
    if (variable.origin !== null) way.push(variable.origin);
    way.push(...variable.via);
  }
  return way;
}

/** Names of the variables that a value holds pieces of, each once. */
export function variablesIn(value: HoconValue): ReadonlySet<string> {
  if (value.kind === 'map') return new Set([...value.entries.values()].flatMap((entry) => [...variablesIn(entry)]));
  const own = value.origin.variables ?? [];
  return new Set(value.kind === 'list' ? [...own, ...value.items.flatMap((item) => [...variablesIn(item)])] : own);
}
