import { moveFix } from './secrets/move.ts';
import { isInUse, nameOf, secretRule, type Verdict } from './secrets/secret-rule.ts';
import type { SecretValue } from './secrets/value.ts';

/** Finds secrets of somebody’s own in a compose file, which tends to be shared. */
export const literalSecret = secretRule('literal-secret', 'A secret is written into a compose file.', {
  verdict,
  fixes: (values, secrets) => moveFix(values, secrets),
});

function verdict(value: SecretValue): Verdict | undefined {
  const { language, kind, text, published, alteration } = value;
  if (language !== 'compose' || kind === 'key' || text === '' || !isInUse(value)) return undefined;
  if (published !== undefined || alteration !== undefined) return undefined;
  return {
    level: 'hint',
    headline: `Written into the compose file: ${nameOf(value)}`,
    lines: [
      'Compose files are shared and committed; a .env file beside it stays on the machine.',
      'Move the value there and refer to it: ${NAME:?}.',
    ],
  };
}
