import { publishedDefault } from '../clearml/published-defaults.ts';
import { secretKind } from '../clearml/secret-settings.ts';
import { weaknessOf } from '../clearml/secret-strength.ts';
import { SIGNS_WHEN_EMPTY } from '../clearml/settings.ts';
import type { Setting } from '../deployment/configuration/index.ts';
import type { ClearmlProcess } from '../deployment/processes.ts';
import { type HoconValue, toPlain } from '../syntax/hocon/index.ts';

/** What is to be thought of a setting in effect; `set` is one that is no secret. */
export type SettingState = 'public-default' | 'weak' | 'shared' | 'good' | 'set' | 'unset' | 'unknown';

/** What is to be thought of what a process holds at a setting. */
export function stateOf(reader: ClearmlProcess, setting: string, held: Setting): SettingState {
  if (held.state !== 'known') return held.state;
  if (secretKind(setting) === undefined) return 'set';
  const { value } = held;
  const text = value.kind === 'null' ? '' : String(toPlain(value));
  const state = secretState(setting, text);
  return state === 'good' && isReused(reader, setting, text) ? 'shared' : state;
}

/** The same of a text; whether it is reused is not looked at. */
export function secretState(setting: string, text: string): SettingState {
  if (text === '') return SIGNS_WHEN_EMPTY.has(setting) ? 'public-default' : 'unset';
  if (publishedDefault(text, setting) !== undefined) return 'public-default';
  const weakness = weaknessOf(text, secretKind(setting) ?? 'secret');
  return weakness === undefined || weakness === 'below-advice' ? 'good' : 'weak';
}

function isReused({ configuration }: ClearmlProcess, setting: string, text: string): boolean {
  return leafPaths(configuration.tree(), '').some((path) => {
    if (path === setting || secretKind(path) === undefined) return false;
    const other = configuration.setting(path);
    return other.state === 'known' && other.value.kind === 'string' && other.value.value === text;
  });
}

/** Dotted paths of everything below a value that is no object. */
export function leafPaths(value: HoconValue, path: string): readonly string[] {
  if (value.kind !== 'map') return [path];
  return [...value.entries].flatMap(([key, entry]) => leafPaths(entry, path === '' ? key : `${path}.${key}`));
}
