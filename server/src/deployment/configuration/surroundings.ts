import type { Loader } from '../../clearml/release-loader.ts';
import type { HoconList, HoconScalar, HoconTree } from '../../syntax/hocon/index.ts';
import type { Lookup } from '../../syntax/lookup.ts';
import type { Unknown } from './held.ts';
import type { Mounts } from './mounts.ts';
import { type FindVariable, variablesIn } from './source.ts';

/** What every file and variable of one process is read with. */
export interface Surroundings {
  readonly loader: Loader;
  readonly mounts: Mounts;
  readonly find: FindVariable;
  readonly parse: (uri: string, text: string) => HoconTree;
}

/**
 * The environment that substitutions fall back to. A variable that is set to something nobody can tell gives an empty
 * text; `used.unknown` tells that it was asked for, and values that hold it name it.
 */
export function environmentLookup({ find }: Surroundings): { env: Lookup; used: { unknown: boolean } } {
  const used = { unknown: false };
  const env: Lookup = (name) => {
    const value = find(name)?.value ?? undefined;
    if (value === undefined || typeof value === 'string') return value;
    used.unknown = true;
    return '';
  };
  return { env, used };
}

/** Why a value can't be told: it holds a variable that nobody supplies. */
export function unknownVariable(value: HoconScalar | HoconList, { find }: Surroundings): Unknown | undefined {
  for (const name of variablesIn(value)) {
    const variable = find(name);
    if (typeof variable?.value === 'object' && variable.value !== null)
      return { code: 'variable', reason: variable.value.unknown, origin: variable.origin };
  }
  return undefined;
}
