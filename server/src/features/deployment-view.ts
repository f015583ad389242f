import type { ReadDeployment } from '../analysis/deployment-reader.ts';
import { BUILT_IN_SECRETS } from '../clearml/built-in-secrets.ts';
import { DOCUMENTED_SETTINGS, isDrawn } from '../clearml/catalogue.ts';
import { secretKind } from '../clearml/secret-settings.ts';
import { settingOfVariable } from '../clearml/settings.ts';
import { concernsClearml, type Deployment } from '../deployment/deployment.ts';
import { placeInFile } from '../deployment/inline-places.ts';
import type { Location } from '../deployment/location.ts';
import type { ClearmlProcess } from '../deployment/processes.ts';
import { nameOf, readingProcesses } from './effects.ts';
import { leafPaths, type SettingState, secretState, stateOf } from './secret-state.ts';
import { stringText, valueText } from './value-text.ts';

/** A setting in effect, masked. */
export interface SettingSummary {
  /** In dotted form; a variable that no server process reads as configuration by its name. */
  readonly setting: string;
  /** The services that hold the same from the same place. */
  readonly services: readonly string[];
  readonly state: SettingState;
  readonly text: string;
  /** It may stand in a configuration directory that is not within reach. */
  readonly unseen?: true;
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
    readingProcesses(deployment, setting)
      .filter(({ role }) => mustHold(role, setting))
      .map((reader) => summary(reader, setting)),
  );
  const placed = found.map((each) => ({ ...each, origin: each.origin && placeInFile(deployment, each.origin) }));
  return grouped([...placed, ...clientSettings(deployment)]);
}

/** async_delete loads the API server's whole configuration, and uses but a part of it. */
function mustHold(role: ClearmlProcess['role'], setting: string): boolean {
  const known = BUILT_IN_SECRETS.find((secret) => secret.setting === setting);
  return known === undefined || known.roles.includes(role);
}

const SWITCHES = ['apiserver.auth.fixed_users.enabled', 'fileserver.auth.enabled', 'apiserver.auth.cookies.secure'];

/** Accounts may have names of their own, and stores a password; the documented secrets come first. */
function securityPaths({ processes }: Deployment): readonly string[] {
  const documented = DOCUMENTED_SETTINGS.filter(isDrawn).map(({ setting }) => setting);
  const own = processes.flatMap(({ configuration }) =>
    leafPaths(configuration.tree(), '').filter((path) => secretKind(path) !== undefined && !/\.\d+\./.test(path)),
  );
  return [...new Set([...documented, ...own, ...SWITCHES])];
}

function summary(reader: ClearmlProcess, setting: string): SettingSummary {
  const held = reader.configuration.setting(setting);
  const shared = { setting, services: [nameOf(reader)], state: stateOf(reader, setting, held) };
  if (held.state === 'unset') return { ...shared, text: 'not set', layer: 'none', origin: null };
  if (held.state === 'unknown')
    return {
      ...shared,
      text: held.reason,
      layer: 'none',
      origin: held.origin,
      ...(held.code === 'directory' && { unseen: true }),
    };
  return { ...shared, text: valueText(setting, held.value), layer: held.layer, origin: held.origin };
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
