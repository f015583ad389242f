import { passwordForm } from '../clearml/password-hash.ts';
import { sampleOf } from '../clearml/sample-users.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { type Fix, fixByEdit } from '../fixes/fix.ts';
import { removal } from '../fixes/hocon-remove.ts';
import type { Rule } from './rule.ts';
import { editUsers } from './web-login/edit.ts';
import { allHashed } from './web-login/hash.ts';
import { type User, type UserField, type WebLogin, webLogins } from './web-login/users.ts';

const RULE = 'sample-user';

/** Finds Web Login users whose password stands in ClearML’s documentation (clearml/sample-users.ts). */
export const sampleUser: Rule = {
  id: RULE,
  summary: 'A Web Login user is copied from the documentation.',
  check(deployment) {
    return webLogins(deployment).flatMap((login) =>
      login.users.flatMap((user) => {
        const password = user.fields.get('password');
        const sample = password && sampleOf(user.fields.get('username')?.text, password.text);
        if (password === undefined || sample === undefined) return [];
        const { service } = login.server;
        return {
          rule: RULE,
          severity: 'error' as const,
          message: [
            sample === 'user' ? 'A user copied from the documentation' : 'A password copied from the documentation',
            sample === 'user'
              ? 'Name and password are public: anyone who reaches the server can log in as this user.'
              : 'The password is public: whoever guesses the user’s name is in.',
            'Give the user a new password, or remove the user.',
          ].join('\n'),
          at: password.at,
          path: password.path,
          related: [],
          fixes: [...renew(login, user, password, deployment), ...remove(login, user)],
          setting: 'apiserver.auth.fixed_users.users',
          ...(service !== undefined && { services: [service.name] }),
        };
      }),
    );
  },
};

/**
 * A fresh password, written as its hash. Where the others are plain, all become hashes with it, and every sample among
 * them gets a fresh one: nobody could tell them from others any more.
 */
function renew(login: WebLogin, user: User, { at }: UserField, deployment: Deployment): readonly Fix[] {
  const { written, hashed } = login;
  const all = hashed ? undefined : allHashed(login, deployment);
  if (!written.exact) return [];
  const renewed =
    all === undefined ? [user] : login.users.filter((each) => isFromDocumentation(each) && !isHashed(each));
  const edits: Fix['edits'] = (secrets) => {
    if (all !== undefined)
      return all.edits(secrets, (user) => (isFromDocumentation(user) ? secrets.password() : undefined));
    const password = secrets.password();
    const newText = hashed ? secrets.hash(password) : password;
    return [{ uri: written.uri, edits: [{ span: at.span, newText }] }];
  };
  return [
    {
      kind: 'generate',
      title: renewed.length > 1 ? 'Generate fresh passwords' : 'Generate a fresh password',
      preferred: true,
      automatic: false,
      drawsPassword: true,
      user: renewed.map(({ fields }) => fields.get('username')?.text ?? '?').join(', '),
      ...(all !== undefined && { carriesSecret: true }),
      uris: all?.uris ?? [written.uri],
      edits,
    },
  ];
}

function isFromDocumentation({ fields }: User): boolean {
  const password = fields.get('password');
  return password !== undefined && sampleOf(fields.get('username')?.text, password.text) !== undefined;
}

function isHashed({ fields }: User): boolean {
  return passwordForm(fields.get('password')?.text ?? '') === 'hash';
}

/** Not the last one: nobody could log in. */
function remove(login: WebLogin, { span }: User): readonly Fix[] {
  const { users, written } = login;
  const gone = removal(written.tree.text, span);
  if (users.length < 2 || gone === undefined) return [];
  const edit = editUsers(login, { span: gone, newText: '' }, (left) => left.length === users.length - 1);
  return edit === undefined ? [] : [fixByEdit('remove-user', 'Remove the user', edit, false)];
}
