import type { ReadDeployment } from '../analysis/deployment-reader.ts';
import { DOCUMENTED_SETTINGS } from '../clearml/catalogue.ts';
import { publishedDefault } from '../clearml/published-defaults.ts';
import { secretKind } from '../clearml/secret-settings.ts';
import { weaknessOf } from '../clearml/secret-strength.ts';
import { SIGNS_WHEN_EMPTY, settingOfVariable } from '../clearml/settings.ts';
import type { Setting } from '../deployment/configuration/index.ts';
import { concernsClearml, type Deployment } from '../deployment/deployment.ts';
import type { Location } from '../deployment/location.ts';
import type { ClearmlProcess } from '../deployment/processes.ts';
import { type HoconValue, toPlain } from '../syntax/hocon/index.ts';
import { nameOf, readingProcesses } from './effects.ts';
import { stringText, valueText } from './value-text.ts';

/** What is to be thought of a setting in effect; `set` is one that is no secret. */
export type SettingState = 'public-default' | 'weak' | 'shared' | 'good' | 'set' | 'unset' | 'unknown';

/** A setting in effect, masked. */
export interface SettingSummary {
  /** In dotted form; a variable that no server process reads as configuration by its name. */
  readonly setting: string;
  /** The services that hold the same from the same place. */
  readonly services: readonly string[];
  readonly state: SettingState;
  readonly text: string;
  readonly layer: 'built-in' | 'file' | 'environment' | 'none';
  readonly origin: Location | null;
}

/** True for deployments that are worth a view: something of ClearML runs or is configured there. */
export function isShown({ deployment: { compose, processes } }: ReadDeployment): boolean {
  return processes.length > 0 || (compose !== undefined && concernsClearml(compose));
}

/** What decides how safe a deployment is: its secrets, and the switches of logins and cookies. */
export function securitySettings(deployment: Deployment): readonly SettingSummary[] {
  const found = securityPaths(deployment).flatMap((setting) =>
    readingProcesses(deployment, setting).map((reader) => summary(reader, setting)),
  );
  return grouped([...found, ...clientSettings(deployment)]);
}

const SWITCHES = ['apiserver.auth.fixed_users.enabled', 'fileserver.auth.enabled', 'apiserver.auth.cookies.secure'];

/** Accounts may have names of their own; the documented ones come first. */
function securityPaths({ processes }: Deployment): readonly string[] {
  const documented = DOCUMENTED_SETTINGS.flatMap(({ setting }) => (secretKind(setting) ? setting : []));
  const own = processes.flatMap(({ configuration }) =>
    leafPaths(configuration.tree, '').filter((path) => secretKind(path) !== undefined && !/\.\d+\./.test(path)),
  );
  return [...new Set([...documented, ...own, ...SWITCHES])];
}

function leafPaths(value: HoconValue, path: string): readonly string[] {
  if (value.kind !== 'map') return [path];
  return [...value.entries].flatMap(([key, entry]) => leafPaths(entry, path === '' ? key : `${path}.${key}`));
}

function summary(reader: ClearmlProcess, setting: string): SettingSummary {
  const held = reader.configuration.setting(setting);
  const shared = { setting, services: [nameOf(reader)], state: stateOf(reader, setting, held) };
  if (held.state === 'unset') return { ...shared, text: 'not set', layer: 'none', origin: null };
  if (held.state === 'unknown') return { ...shared, text: held.reason, layer: 'none', origin: held.origin };
  return { ...shared, text: valueText(setting, held.value), layer: held.layer, origin: held.origin };
}

function stateOf(reader: ClearmlProcess, setting: string, held: Setting): SettingState {
  if (held.state !== 'known') return held.state;
  if (secretKind(setting) === undefined) return 'set';
  const { value } = held;
  const text = value.kind === 'null' ? '' : String(toPlain(value));
  const state = secretState(setting, text);
  return state === 'good' && isReused(reader, setting, text) ? 'shared' : state;
}

function secretState(setting: string, text: string): SettingState {
  if (text === '') return SIGNS_WHEN_EMPTY.has(setting) ? 'public-default' : 'unset';
  if (publishedDefault(text, setting) !== undefined) return 'public-default';
  const weakness = weaknessOf(text, secretKind(setting) ?? 'secret');
  return weakness === undefined || weakness === 'below-advice' ? 'good' : 'weak';
}

function isReused({ configuration }: ClearmlProcess, setting: string, text: string): boolean {
  return leafPaths(configuration.tree, '').some((path) => {
    if (path === setting || secretKind(path) === undefined) return false;
    const other = configuration.setting(path);
    return other.state === 'known' && other.value.kind === 'string' && other.value.value === text;
  });
}

/** What web server and agents log in with. */
function clientSettings({ compose }: Deployment): readonly SettingSummary[] {
  return (compose?.services ?? []).flatMap((service) =>
    service.environment.flatMap(({ name, value, unset, at }): SettingSummary[] => {
      const setting = settingOfVariable(name);
      const ours = /^(?:USER_(?:KEY|SECRET)|(?:CLEARML|TRAINS)_API_(?:ACCESS|SECRET)_KEY)$/.test(name);
      if (!ours || setting === undefined) return [];
      const known = value !== undefined && unset.length === 0;
      return [
        {
          setting: name,
          services: [service.name],
          state: known ? secretState(setting, value) : 'unknown',
          text: known ? stringText(setting, value) : 'It is supplied when the server is started.',
          layer: 'environment',
          origin: at,
        },
      ];
    }),
  );
}

function grouped(settings: readonly SettingSummary[]): readonly SettingSummary[] {
  const groups = new Map<string, SettingSummary>();
  for (const each of settings) {
    const key = JSON.stringify([each.setting, each.state, each.text, each.layer, each.origin]);
    const known = groups.get(key);
    groups.set(key, known ? { ...known, services: [...known.services, ...each.services] } : each);
  }
  return [...groups.values()];
}
