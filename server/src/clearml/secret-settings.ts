import { memoizeByText } from '../syntax/memo.ts';

/**
 * The settings that hold secrets, and how strong they have to be. Sources: apiserver/config/default/secure.conf,
 * apiserver/service_repo/auth/fixed_user.py and apiserver/database/__init__.py of clearml/clearml-server.
 */
export type SecretKind = 'key' | 'secret' | 'password';

const SETTINGS: readonly (readonly [pattern: RegExp, kind: SecretKind])[] = [
  [/^secure\.(?:auth\.token_secret|http\.session_secret\.[^.]+|credentials\.[^.]+\.user_secret)$/, 'secret'],
  [/^secure\.credentials\.[^.]+\.user_key$/, 'key'],
  [/^api\.credentials\.access_key$/, 'key'],
  [/^api\.credentials\.secret_key$/, 'secret'],
  [/^secure\.(?:elastic|redis\.[^.]+)\.password$/, 'password'],
  [/^apiserver\.auth\.fixed_users\.users\.\d+\.password$/, 'password'],
];

/** What kind of secret a setting (in dotted form) holds; `undefined` for one that holds none. */
export const secretKind = memoizeByText(
  (setting): SecretKind | undefined => SETTINGS.find(([pattern]) => pattern.test(setting))?.[1],
);

/** True for the password of a Web Login user, which a person types. */
export function isUserPassword(setting: string): boolean {
  return setting.startsWith('apiserver.auth.fixed_users.users.');
}
