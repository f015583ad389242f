import { passwordForm } from '../clearml/password-hash.ts';
import { weaknessOf } from '../clearml/secret-strength.ts';
import { levelWithin } from './reach.ts';
import type { Rule } from './rule.ts';
import { hashFixes } from './web-login/hash.ts';
import { webLogins } from './web-login/users.ts';

const RULE = 'plaintext-password';

/** Finds Web Login passwords that stand there in plain text (apiserver/service_repo/auth/fixed_user.py, `pass_hashed`). */
export const plaintextPassword: Rule = {
  id: RULE,
  summary: 'A Web Login password stands there in plain text.',
  check(deployment) {
    return webLogins(deployment).flatMap((login) => {
      if (login.hashed) return [];
      return login.users.flatMap(({ fields }) => {
        const password = fields.get('password');
        if (password?.value.kind !== 'string' || password.text === '') return [];
        if (passwordForm(password.text) !== 'plain') return [];
        const { at, path, text } = password;
        const { service } = login.server;
        const fixes = hashFixes(login, deployment);
        return {
          rule: RULE,
          severity: levelWithin(deployment, 'warning'),
          message: messageOf(text, fixes.length > 0),
          at,
          path,
          related: [],
          fixes,
          setting: 'apiserver.auth.fixed_users.pass_hashed',
          ...(service !== undefined && { services: [service.name] }),
        };
      });
    });
  },
};

function messageOf(text: string, fixable: boolean): string {
  const weakness = weaknessOf(text, 'password');
  const guessable = weakness !== undefined && weakness !== 'below-advice';
  return [
    'A password in plain text',
    'Whoever sees this file, a copy or a backup of it can log in as this user.',
    ...(guessable ? ['It is also easy to guess: agree on a new one with the user first.'] : []),
    fixable
      ? 'Write hashes, and pass_hashed: true. The server takes either hashes or plain passwords for all users.'
      : 'Write base64 of a bcrypt hash for every user, and pass_hashed: true.',
  ].join('\n');
}
