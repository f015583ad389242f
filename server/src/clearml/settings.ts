import { memoizeByText } from '../syntax/memo.ts';
import type { Role } from './roles.ts';

/**
 * What ClearML's names mean. Sources: apiserver/config/basic.py (variables), apiserver/config/default/secure.conf
 * (settings), docker/docker-compose.yml and the agent's documentation (client variables) of clearml/clearml-server.
 */

/** Variables that carry one setting under a name of their own. Upper case only, as their readers spell them. */
const NAMED_VARIABLES: Readonly<Record<string, string>> = {
  USER_KEY: 'secure.credentials.webserver.user_key',
  USER_SECRET: 'secure.credentials.webserver.user_secret',
  CLEARML_API_ACCESS_KEY: 'api.credentials.access_key',
  CLEARML_API_SECRET_KEY: 'api.credentials.secret_key',
  TRAINS_API_ACCESS_KEY: 'api.credentials.access_key',
  TRAINS_API_SECRET_KEY: 'api.credentials.secret_key',
  CLEARML_AGENT_ACCESS_KEY: 'secure.credentials.services_agent.user_key',
  CLEARML_AGENT_SECRET_KEY: 'secure.credentials.services_agent.user_secret',
};

/**
 * The setting that an environment variable carries, in dotted form: `CLEARML__SECURE__AUTH__TOKEN_SECRET` is
 * `secure.auth.token_secret`. The prefix is case-sensitive, the rest is lower-cased, `__` becomes `.`.
 * @returns `undefined` for a variable that carries none
 */
export const settingOfVariable = memoizeByText((name): string | undefined => {
  const path = /^(?:CLEARML|TRAINS)__(.+)$/s.exec(name)?.[1];
  return path === undefined ? NAMED_VARIABLES[name] : path.replaceAll('__', '.').toLowerCase();
});

/** True for `CLEARML__…` and `TRAINS__…`, whose values ClearML Server parses as HOCON. */
export function isServerVariable(name: string): boolean {
  return /^(?:CLEARML|TRAINS)__./s.test(name);
}

/** The other half of a key and secret pair, or `undefined` where the setting is no half of one. */
export function partnerSetting(setting: string): string | undefined {
  for (const [key, secret] of PAIRS) {
    if (setting.endsWith(`.${key}`)) return setting.slice(0, -key.length) + secret;
    if (setting.endsWith(`.${secret}`)) return setting.slice(0, -secret.length) + key;
  }
  return undefined;
}

const PAIRS = [
  ['user_key', 'user_secret'],
  ['access_key', 'secret_key'],
] as const;

/** The HOCON path that a configuration file's content stands under: `secure` for secure.conf. `undefined` where it has none. */
export function sectionOfFile(fileName: string): string | undefined {
  const stem = /^(.+)\.conf$/.exec(fileName)?.[1];
  return stem?.replace(/^[.-]+/, '');
}

/** Settings whose empty value is as public as a default: the server signs with it. */
export const SIGNS_WHEN_EMPTY: ReadonlySet<string> = new Set(['secure.auth.token_secret']);

/** The server keeps no session with these, so knowing them gives little. */
export const LOW_IMPACT: ReadonlySet<string> = new Set([
  'secure.http.session_secret.apiserver',
  'secure.http.session_secret.webserver',
]);

/** What whoever knows a setting's value can do with it; for messages. */
export const CONSEQUENCES: Readonly<Record<string, string>> = {
  'secure.auth.token_secret': 'Anyone can sign a token for any user and role: full access to the server.',
  'secure.credentials.apiserver': 'Anyone can call the API with the server’s own system credentials.',
  'secure.credentials.fileserver': 'Anyone can call the API with the file server’s system credentials.',
  'secure.credentials.webserver': 'Anyone can call the API with the web server’s system credentials.',
  'secure.credentials.services_agent': 'Anyone can call the API as an administrator.',
  'secure.credentials.tests': 'Anyone can log in as the default user.',
  'secure.http.session_secret':
    'The server keeps no session with it, so the risk is small; ClearML still lists it as one to change.',
  'api.credentials': 'Anyone can call the API with these credentials.',
};

/** The services that must hold the same value of a setting. */
export const SHARED_SETTINGS: readonly { readonly prefix: string; readonly roles: readonly Role[] }[] = [
  { prefix: 'secure.auth.token_secret', roles: ['apiserver', 'async_delete'] },
  { prefix: 'secure.credentials.fileserver.', roles: ['apiserver', 'fileserver'] },
];
