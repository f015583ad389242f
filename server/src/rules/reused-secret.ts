import { generateFixes } from './secrets/generate.ts';
import { isInUse, nameOf, secretRule, type Verdict } from './secrets/secret-rule.ts';
import type { Secrets } from './secrets/secrets.ts';
import { type SecretValue, weaknessIn } from './secrets/value.ts';

/** Finds one value that stands for two settings: who learns it in one place has the other. */
export const reusedSecret = secretRule('reused-secret', 'Two settings share one secret.', {
  verdict,
  fixes: generateFixes({ together: () => false, pair: false }),
});

function verdict(value: SecretValue, secrets: Secrets): Verdict | undefined {
  if (!isOwn(value)) return undefined;
  const others = secrets.withText(value.text).filter((other) => isOwn(other) && other.setting !== value.setting);
  if (others.length === 0) return undefined;
  const names = [...new Set(others.map(nameOf))];
  return {
    level: 'warning',
    headline: `Used twice: ${nameOf(value)}`,
    lines: [
      `The same value stands for ${names.join(' and ')}.`,
      'Who learns it in one place has the other. Give each setting a value of its own.',
    ],
    related: others.map((other) => ({ at: other.at, message: `The same value, as ${nameOf(other)}` })),
  };
}

/**
 * A strong value of somebody’s own at one of the server’s settings. A client (`api.credentials`) has to hold what the
 * server holds.
 */
function isOwn(value: SecretValue): boolean {
  const { setting = '', text, published, alteration } = value;
  if (!setting.startsWith('secure.') || !isInUse(value) || published !== undefined || alteration !== undefined)
    return false;
  const weakness = weaknessIn(value);
  return text !== '' && (weakness === undefined || weakness === 'below-advice');
}
