import { loaderOf, variableOf } from '../../clearml/release-loader.ts';
import type { Role } from '../../clearml/roles.ts';
import { SHARED_SETTINGS } from '../../clearml/settings.ts';
import type { EnvironmentEntry } from '../../deployment/compose/environment.ts';
import type { ComposeService } from '../../deployment/compose/service.ts';
import type { Deployment } from '../../deployment/deployment.ts';
import { fileOfNewVariables } from '../../fixes/yaml-environment.ts';
import { memoizeByIdentity } from '../../syntax/memo.ts';
import { isWebLoginOn } from './secrets.ts';
import { type Carrier, placeKey, type SecretValue } from './value.ts';

/** A variable that another service must get too, for both must hold the same value. */
export interface Insertion {
  readonly setting: string;
  readonly service: ComposeService;
  readonly name: string;
  /** A `${…}` that stands for the value already. */
  readonly reference?: string;
}

/** The file that a variable would be added to. */
export function fileOf({ service }: Insertion): string | undefined {
  return fileOfNewVariables(service);
}

/**
 * The services that must hold the same value of a setting and don't get it yet.
 * @param targets the values that are replaced
 * @returns `undefined` where a service must get the variable and its environment can't be edited
 */
export function sharedInsertions(
  setting: string,
  targets: readonly SecretValue[],
  deployment: Deployment,
): readonly Insertion[] | undefined {
  const shared = SHARED_SETTINGS.find(({ prefix }) => setting.startsWith(prefix));
  if (shared === undefined || targets.length === 0) return [];
  const carrier = targets.find((value) => value.carrier)?.carrier;
  const missing =
    carrier === undefined
      ? withoutFile(setting, shared.roles, deployment).map(({ service, name }) => insertion(service, name, setting))
      : withoutVariable(carrier, shared.roles, deployment).map((service) =>
          insertion(service, carrier.entry.name, setting, carrier.entry),
        );
  return missing.includes(undefined) ? undefined : missing.filter((each) => each !== undefined);
}

function withoutVariable(
  { service: own, entry }: Carrier,
  roles: readonly Role[],
  { compose }: Deployment,
): readonly ComposeService[] {
  if (!roles.some((role) => own.roles.includes(role))) return [];
  return (compose?.services ?? []).filter(
    (service) =>
      service.roles.some((role) => roles.includes(role)) && !lowerCaseNames(service).has(entry.name.toLowerCase()),
  );
}

const lowerCaseNames = memoizeByIdentity(
  ({ environment }: ComposeService): ReadonlySet<string> => new Set(environment.map(({ name }) => name.toLowerCase())),
);

/** The services that the configuration file does not reach: they hold the built-in value. */
function withoutFile(setting: string, roles: readonly Role[], { processes }: Deployment) {
  return processes.flatMap(({ role, service, configuration }) => {
    const held = configuration.setting(setting);
    const builtIn = held.state === 'known' && held.layer === 'built-in';
    const name = variableOf(loaderOf(role, configuration.release), setting);
    return service !== undefined && roles.includes(role) && builtIn ? [{ service, name }] : [];
  });
}

function insertion(
  service: ComposeService,
  name: string | undefined,
  setting: string,
  entry?: EnvironmentEntry,
): Insertion | undefined {
  const written = entry?.text?.written;
  if (name === undefined || fileOfNewVariables(service) === undefined) return undefined;
  const reference = written !== undefined && /\$[{\w]/.test(written.text) ? written.text : undefined;
  return { setting, service, name, ...(reference !== undefined && { reference }) };
}

/**
 * The browser logs in with the web server's pair: a new one must reach it too, or nobody can log in any more. With Web
 * Login on the pair is revoked and nobody needs it. Source: clearml-web, credentials.json; webserver's USER_KEY.
 * @returns `undefined` where the web server can't be given the pair
 */
export function loginInsertions(
  setting: string,
  targets: readonly SecretValue[],
  { compose, processes }: Deployment,
): readonly Insertion[] | undefined {
  const name = WEB_SERVER_PAIR[setting];
  // A variable that only says what the browser uses has no such consequence.
  const read = targets.some(({ carrier }) => carrier === undefined || !carrier.entry.name.startsWith('USER_'));
  if (name === undefined || !read || processes.some(isWebLoginOn)) return [];
  const servers = compose?.services.filter((service) => service.roles.includes('webserver')) ?? [];
  if (servers.length === 0) return undefined;
  // What the web server is given already is either replaced too, or somebody's own business.
  const known = new Set(targets.map(placeKey));
  const entries = servers.flatMap((service) => service.environment.filter((entry) => entry.name === name));
  const own = entries.some(({ at, text }) => {
    const literal = text !== undefined && !text.written.text.includes('$');
    return literal && !known.has(`${at.uri} ${at.span.start} ${at.span.end}`);
  });
  if (own) return undefined;
  const missing = servers.filter((service) => !service.environment.some((entry) => entry.name === name));
  const insertions = missing.map((service): Insertion | undefined => {
    const fits = fileOfNewVariables(service) !== undefined;
    return fits ? { setting, service, name } : undefined;
  });
  return insertions.includes(undefined) ? undefined : insertions.filter((each) => each !== undefined);
}

export const WEB_SERVER_PAIR: Readonly<Record<string, string>> = {
  'secure.credentials.webserver.user_key': 'USER_KEY',
  'secure.credentials.webserver.user_secret': 'USER_SECRET',
};
