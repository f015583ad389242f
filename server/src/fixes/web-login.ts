import { isSince } from '../clearml/release.ts';
import { loaderOf } from '../clearml/release-loader.ts';
import type { SecretSource } from '../clearml/secrets.ts';
import type { Deployment } from '../deployment/deployment.ts';
import type { ClearmlProcess } from '../deployment/processes.ts';
import { FIXED_USERS } from '../deployment/web-login.ts';
import { quoteHocon } from '../syntax/hocon/index.ts';
import { type FileEdit, type Fix, joinEdits } from './fix.ts';
import { ignoreFile } from './gitignore.ts';
import { setSettings } from './hocon.ts';
import { insertVariables } from './yaml-environment.ts';

/** Hashed passwords came with this release (apiserver/service_repo/auth/fixed_user.py). */
const HASHES_SINCE = '1.0.0';

/** Who logs in afterwards, where nobody says. */
const USER_NAME = 'clearml';

/**
 * Turns Web Login on with one user of a fresh password, which is written as its hash only: in apiserver.conf of the
 * directory that the server reads, else as variables of its service.
 * @returns nothing where something sets a part of it already, or where it can't be written
 */
export function enableWebLogin(server: ClearmlProcess, deployment: Deployment): readonly Fix[] {
  const way = server.folder === undefined ? inEnvironment(server) : inDirectory(server, server.folder, deployment);
  const uris = way?.(USER_NAME, '$')?.map(({ uri }) => uri);
  if (way === undefined || uris === undefined || !isSince(server.configuration.release, HASHES_SINCE)) return [];
  return [
    {
      kind: 'enable-web-login',
      title: 'Turn Web Login on with one user',
      preferred: true,
      automatic: false,
      drawsPassword: true,
      user: USER_NAME,
      uris,
      edits: (secrets: SecretSource) => way(secrets.userName ?? USER_NAME, secrets.hash(secrets.password())) ?? [],
    },
  ];
}

/** Gives the edits for a user and the hash of its password. */
type Way = (userName: string, hash: string) => readonly FileEdit[] | undefined;

/** The settings, in the order of writing, as HOCON. */
function settingsWith(userName: string, hash: string): readonly (readonly [key: string, value: string])[] {
  const name = quoteHocon(userName);
  // The second name is what the web pages show; the server wants both.
  const user = `{ username: ${name}, password: ${quoteHocon(hash)}, name: ${name} }`;
  return [
    ['enabled', 'true'],
    ['pass_hashed', 'true'],
    ['users', `[${user}]`],
  ];
}

const KEYS = settingsWith('', '').map(([key]) => key);

function inDirectory(
  { configuration, files }: ClearmlProcess,
  folder: string,
  { hocon, git }: Deployment,
): Way | undefined {
  const uri = `${folder}apiserver.conf`;
  const elsewhere = KEYS.some((key) => {
    const setting = configuration.setting(`${FIXED_USERS}.${key}`);
    return setting.state === 'unknown' || (setting.state === 'known' && setting.origin?.uri !== uri);
  });
  if (elsewhere || hasUsers(configuration) || files.some((file) => file.uri === uri && !('text' in file)))
    return undefined;
  const tree = hocon.find((file) => file.uri === uri)?.tree;
  return (userName, hash) => {
    const settings = settingsWith(userName, hash).map(([key, value]) => ({
      path: ['auth', 'fixed_users', key],
      value,
    }));
    const edit = setSettings(uri, tree, settings);
    return edit && joinEdits([edit, ...ignoreFile(git, uri)]);
  };
}

function hasUsers(configuration: ClearmlProcess['configuration']): boolean {
  const users = configuration.setting(`${FIXED_USERS}.users`);
  return users.state === 'known' && !(users.value.kind === 'list' && users.value.items.length === 0);
}

function inEnvironment({ configuration, service, role }: ClearmlProcess): Way | undefined {
  const prefix = loaderOf(role, configuration.release).prefixes.at(-1);
  const free = KEYS.every((key) => configuration.setting(`${FIXED_USERS}.${key}`).state === 'unset');
  if (service === undefined || prefix === undefined || !free) return undefined;
  return (userName, hash) => {
    const variables = settingsWith(userName, hash).map(([key, value]) => ({
      name: `${prefix}${FIXED_USERS.replaceAll('.', '__')}__${key}`,
      value,
    }));
    const edit = insertVariables(service, variables);
    return edit && [edit];
  };
}
