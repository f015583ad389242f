import { publishedDefault } from '../../clearml/published-defaults.ts';
import { partnerSetting, SIGNS_WHEN_EMPTY } from '../../clearml/settings.ts';
import { dotenvFiles } from '../../deployment/compose/project.ts';
import type { Setting } from '../../deployment/configuration/setting.ts';
import type { Deployment } from '../../deployment/deployment.ts';
import type { ClearmlProcess } from '../../deployment/processes.ts';
import { isTrue, webLoginOf } from '../../deployment/web-login.ts';
import { memoizeByIdentity, memoizeByText } from '../../syntax/memo.ts';
import { composeValues } from './in-compose.ts';
import { dotenvValues } from './in-dotenv.ts';
import { hoconValues } from './in-hocon.ts';
import { placeKey, type SecretValue } from './value.ts';

/** Every secret of a deployment, and how they belong together. */
export interface Secrets {
  readonly deployment: Deployment;
  readonly values: readonly SecretValue[];
  /** The values of one account or setting, wherever they stand; see `accountOf`. */
  readonly ofAccount: (setting: string) => readonly SecretValue[];
  /**
   * The setting whose value this is on the server: its own, or the one it was published for, or, for a client's
   * credentials, the account with the same value. `undefined` where the server knows nothing of it.
   */
  readonly accountOf: (value: SecretValue) => string | undefined;
  /** The values that are in effect and say the same. */
  readonly withText: (text: string) => readonly SecretValue[];
  /** What stands beside a key or a secret as the other half of the pair. */
  readonly partnerOf: (value: SecretValue) => Partner;
}

export type Partner =
  | { readonly state: 'fresh' | 'public' | 'empty' }
  /** Nobody visible writes it; or it is supplied when the server is started. */
  | { readonly state: 'absent' | 'unknown' };

/** The secrets of a deployment; found once, however many rules ask. */
export const secretsOf: (deployment: Deployment) => Secrets = memoizeByIdentity(collect);

function collect(deployment: Deployment): Secrets {
  const values = valuesOf(deployment);
  const clients = groupBy(
    values.filter(({ setting, text }) => setting?.startsWith('secure.credentials.') && text !== ''),
    ({ kind, text }) => `${kind} ${text}`,
  );
  const accountOf = (value: SecretValue): string | undefined => {
    const { setting, published, kind, text } = value;
    if (setting?.startsWith('secure.')) return setting;
    if (published !== undefined) return published.setting;
    return setting?.startsWith('api.') ? clients.get(`${kind} ${text}`)?.[0]?.setting : setting;
  };
  const byAccount = groupBy(values, (value) => accountOf(value) ?? '');
  const inEffect = values.filter(({ note }) => note === undefined);
  const byHome = groupBy(inEffect, (value) => `${homeOf(value)} ${value.setting}`);
  const byText = groupBy(inEffect, ({ text }) => text);
  return {
    deployment,
    values,
    accountOf,
    ofAccount: (setting) => byAccount.get(setting) ?? [],
    withText: (text) => byText.get(text) ?? [],
    partnerOf: (value) => {
      const partner = value.setting === undefined ? undefined : partnerSetting(value.setting);
      if (partner === undefined) return { state: 'absent' };
      const beside = byHome.get(`${homeOf(value)} ${partner}`)?.[0];
      return beside === undefined ? unseenPartner(deployment, value, partner) : stateOf(beside);
    },
  };
}

function valuesOf(deployment: Deployment): readonly SecretValue[] {
  if (deployment.dotenv) return dotenvValues(deployment.dotenv, true);
  const { compose } = deployment;
  const inFiles = deployment.hocon.flatMap((file) => hoconValues(file, deployment));
  if (compose === undefined) return inFiles;
  const values = [...composeValues(compose), ...inFiles];
  const seen = new Set(values.map(({ at }) => `${at.uri} ${at.span.start}`));
  const unread = dotenvFiles(compose).flatMap((file) => dotenvValues(file, false));
  return [...values, ...unread.filter(({ at }) => !seen.has(`${at.uri} ${at.span.start}`))];
}

/** Who gets a value: the service that carries it, or the file. */
function homeOf({ carrier, at }: SecretValue): string {
  return carrier?.service.name ?? at.uri;
}

function stateOf({ text, published }: SecretValue): Partner {
  return { state: published !== undefined ? 'public' : text === '' ? 'empty' : 'fresh' };
}

/** The other half may stand in another layer, or be supplied when the server is started. */
function unseenPartner({ processes }: Deployment, { carrier }: SecretValue, partner: string): Partner {
  const readers = processes.filter(({ service }) => carrier === undefined || service === carrier.service);
  const settings = readers.map(({ configuration }) => configuration.setting(partner));
  const known = settings.find((setting) => setting.state === 'known' && setting.layer !== 'built-in');
  if (known?.state === 'known') return stateOfText(known, partner);
  const supplied = settings.some((setting) => setting.state === 'unknown' && setting.code === 'variable');
  return { state: supplied ? 'unknown' : 'absent' };
}

function stateOfText(setting: Extract<Setting, { state: 'known' }>, path: string): Partner {
  if (setting.value.kind !== 'string') return { state: 'unknown' };
  const text = setting.value.value;
  return { state: text === '' ? 'empty' : publishedDefault(text, path) === undefined ? 'fresh' : 'public' };
}

/** True for a value that everyone knows: published, or empty where the server signs with it all the same. */
export function isPublic({ published, text, setting }: SecretValue): boolean {
  return published !== undefined || (text === '' && setting !== undefined && SIGNS_WHEN_EMPTY.has(setting));
}

/** True where Web Login of every API server that reads a pair revokes it: knowing it gives nothing. */
export function isRevoked({ deployment }: Secrets, value: SecretValue): boolean {
  const account = /^(secure\.credentials\.[^.]+)\.user_(?:key|secret)$/.exec(value.setting ?? '')?.[1];
  return account !== undefined && revokedIn(deployment)(account);
}

/** By account: of many services each carries a value of the same few. */
const revokedIn = memoizeByIdentity(({ processes }: Deployment) => {
  const servers = processes.filter(({ role }) => role === 'apiserver');
  return memoizeByText((account) => servers.length > 0 && servers.every((server) => revokes(server, account)));
});

/** True where an API server's Web Login is known to revoke the pair of an account. */
export function revokes(server: ClearmlProcess, account: string): boolean {
  return isWebLoginOn(server) && isSet(server, `${account}.revoke_in_fixed_mode`);
}

/** True where an API server is known to ask for a user name and password. */
export function isWebLoginOn(server: ClearmlProcess): boolean {
  return server.role === 'apiserver' && webLoginOf(server) === 'on';
}

/** True where a setting is known to count as true. */
export function isSet({ configuration }: ClearmlProcess, path: string): boolean {
  const setting = configuration.setting(path);
  return setting.state === 'known' && isTrue(setting.value);
}

/** The value that a process holds, where it stands in a file. */
export function standing({ ofAccount }: Secrets, setting: string, held: Setting): SecretValue | undefined {
  if (held.state !== 'known' || held.origin === null) return undefined;
  const { uri, span } = held.origin;
  return ofAccount(setting).find(
    ({ at, note }) => note === undefined && at.uri === uri && at.span.start <= span.end && span.start <= at.span.end,
  );
}

/** Groups by a key, in order. */
export function groupBy<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string,
): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}

/** Each place once. */
export function uniquePlaces(values: readonly SecretValue[]): readonly SecretValue[] {
  return [...new Map(values.map((value) => [placeKey(value), value])).values()];
}
