import { generateFixes } from './secrets/generate.ts';
import { isInUse, nameOf, secretRule, type Verdict } from './secrets/secret-rule.ts';
import type { Secrets } from './secrets/secrets.ts';
import type { SecretValue } from './secrets/value.ts';

/**
 * Finds pairs of which only the secret was changed. A public secret under a fresh key is `default-secret`’s.
 * Source: ClearML documentation, “Securing ClearML Server”, which has both changed.
 */
export const halfChangedCredentials = secretRule(
  'half-changed-credentials',
  'Only one half of a published key and secret was changed.',
  { verdict, fixes: generateFixes({ together: () => true, pair: true }) },
);

function verdict(value: SecretValue, secrets: Secrets): Verdict | undefined {
  if (value.published === undefined || value.kind !== 'key' || !isInUse(value)) return undefined;
  const { state } = secrets.partnerOf(value);
  if (state !== 'fresh' && state !== 'unknown') return undefined;
  return {
    level: 'hint',
    headline: `Public key beside your own secret: ${nameOf(value)}`,
    lines: [
      'The secret is what counts, so nobody gets in with the key alone. A fresh one hides which account it is.',
      'A new pair has to reach everyone who uses this one.',
    ],
  };
}
