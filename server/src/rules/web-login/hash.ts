import { hashedForm, passwordForm } from '../../clearml/password-hash.ts';
import { isSince } from '../../clearml/release.ts';
import { loaderOf, variableOf } from '../../clearml/release-loader.ts';
import type { SecretSource } from '../../clearml/secrets.ts';
import type { Deployment } from '../../deployment/deployment.ts';
import { FIXED_USERS } from '../../deployment/web-login.ts';
import { type FileEdit, type Fix, joinEdits } from '../../fixes/fix.ts';
import { setSettings } from '../../fixes/hocon.ts';
import { replaceValue } from '../../fixes/setting-value.ts';
import { insertVariables } from '../../fixes/yaml-environment.ts';
import { type User, type WebLogin, webLogins } from './users.ts';

/** Hashed passwords came with this release (apiserver/service_repo/auth/fixed_user.py). */
const HASHES_SINCE = '1.0.0';

/**
 * Writes every password as the hash that the server wants and sets `pass_hashed`: the server does not mix them. Nothing
 * where one of the places can't be edited, or other servers would read the change differently.
 */
export function hashFixes(login: WebLogin, deployment: Deployment): readonly Fix[] {
  const all = allHashed(login, deployment);
  if (all === undefined) return [];
  const { open } = all;
  const title = open === 0 ? 'Set pass_hashed to true' : open > 1 ? 'Hash the passwords' : 'Hash the password';
  const edits: Fix['edits'] = (secrets) => all.edits(secrets, () => undefined);
  return [{ kind: 'hash', title, preferred: true, automatic: false, carriesSecret: true, uris: all.uris, edits }];
}

/** How all passwords of a server become hashes. */
interface AllHashed {
  readonly uris: readonly string[];
  /** How many of them are none yet. */
  readonly open: number;
  /** @param fresh the password that a user gets instead, if any */
  readonly edits: (secrets: SecretSource, fresh: (user: User) => string | undefined) => readonly FileEdit[];
}

export function allHashed(login: WebLogin, deployment: Deployment): AllHashed | undefined {
  const { server, written, users } = login;
  const passwords = users.flatMap((user) => {
    const field = user.fields.get('password');
    return field === undefined ? [] : [{ user, field, isHash: passwordForm(field.text) === 'hash' }];
  });
  const readable = passwords.every(({ field: { value, text } }) => {
    return (value.kind === 'string' || value.kind === 'integer') && text !== '' && passwordForm(text) !== 'broken';
  });
  if (!readable || !written.exact || passwords.length < users.length) return undefined;
  if (!isSince(server.configuration.release, HASHES_SINCE) || !isAlone(login, deployment)) return undefined;
  const flag = login.hashed ? [] : flagEdits(login, deployment);
  if (flag === undefined) return undefined;
  const open = passwords.filter(({ isHash }) => !isHash);
  return {
    uris: [...new Set([...(open.length > 0 ? [written.uri] : []), ...flag.map(({ uri }) => uri)])],
    open: open.length,
    edits: (secrets, fresh) => {
      const list = open.map(({ user, field: { at, text } }) => {
        return { span: at.span, newText: hashedForm(fresh(user) ?? text, secrets.hash) ?? text };
      });
      return joinEdits([...(list.length > 0 ? [{ uri: written.uri, edits: list }] : []), ...flag]);
    },
  };
}

/** True where no other server reads the users, or all that do read the flag in the same file. */
function isAlone({ written, server }: WebLogin, deployment: Deployment): boolean {
  const others = webLogins(deployment).filter((each) => each.written.uri === written.uri && each.server !== server);
  if (others.length === 0) return true;
  return [server, ...others.map((each) => each.server)].every(({ configuration }) => {
    const flag = configuration.setting(`${FIXED_USERS}.pass_hashed`);
    const list = configuration.setting(`${FIXED_USERS}.users`);
    return list.state === 'known' && list.layer === 'file' && (flag.state !== 'known' || flag.layer === 'file');
  });
}

function flagEdits({ server, list, written }: WebLogin, deployment: Deployment): readonly FileEdit[] | undefined {
  const path = `${FIXED_USERS}.pass_hashed`;
  const flag = server.configuration.setting(path);
  const edit =
    flag.state === 'known' && flag.origin !== null
      ? replaceValue(deployment, server, path, flag, 'true')
      : list.layer === 'file'
        ? setSettings(written.uri, written.tree, [{ path: `${written.path}.pass_hashed`.split('.'), value: 'true' }])
        : inEnvironment({ server }, path);
  return edit && [edit];
}

function inEnvironment({ server: { service, role, configuration } }: Pick<WebLogin, 'server'>, path: string) {
  const name = variableOf(loaderOf(role, configuration.release), path);
  if (service === undefined || name === undefined) return undefined;
  return insertVariables(service, [{ name, value: 'true' }]);
}
