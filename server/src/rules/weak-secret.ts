import { isUserPassword } from '../clearml/secret-settings.ts';
import { MEASURES, type Weakness } from '../clearml/secret-strength.ts';
import { LOW_IMPACT } from '../clearml/settings.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { memoizeByIdentity } from '../syntax/memo.ts';
import type { Severity } from './finding.ts';
import { generateFixes } from './secrets/generate.ts';
import { consequenceOf, isInUse, nameOf, secretRule, type Verdict } from './secrets/secret-rule.ts';
import { isRevoked, isSet, type Secrets } from './secrets/secrets.ts';
import { type SecretValue, weaknessIn } from './secrets/value.ts';

/** Finds secrets that can be guessed, by the measures of clearml/secret-strength.ts. */
export const weakSecret = secretRule('weak-secret', 'A secret is short, a placeholder or has a pattern.', {
  verdict,
  fixes: generateFixes({
    together: (value, bad) => bad.has(value) && isGuessable(value),
    pair: true,
  }),
});

function verdict(value: SecretValue, secrets: Secrets): Verdict | undefined {
  const { setting = '' } = value;
  if (!isInUse(value) || value.published !== undefined || value.alteration !== undefined) return undefined;
  const weakness = weaknessIn(value);
  if (weakness === undefined || isHashed(value, secrets) || isRevoked(secrets, value)) return undefined;
  // What a client logs in with was drawn by a server, of an older release maybe.
  if (weakness === 'below-advice' && setting.startsWith('api.')) return undefined;
  return {
    level: levelOf(weakness, setting),
    headline: `${HEADLINES[weakness]}: ${nameOf(value)}`,
    lines: [...(weakness === 'below-advice' ? [] : consequenceOf(value)), adviceFor(value, weakness)],
  };
}

const HEADLINES: Readonly<Record<Weakness, string>> = {
  placeholder: 'Placeholder',
  short: 'Too short',
  uniform: 'Easy to guess',
  'below-advice': 'Shorter than advised',
};

function levelOf(weakness: Weakness, setting: string): Severity {
  if (weakness === 'below-advice') return 'hint';
  return LOW_IMPACT.has(setting) ? 'information' : 'warning';
}

function adviceFor({ kind, setting = '' }: SecretValue, weakness: Weakness): string {
  const { advised } = MEASURES[kind];
  const change = isUserPassword(setting)
    ? 'Agree on a new one with the user.'
    : kind === 'password'
      ? 'Change it in the database too.'
      : 'Draw one at random.';
  if (weakness === 'below-advice' || kind === 'password') {
    const source = kind === 'password' ? 'NIST SP 800-63B asks' : 'ClearML’s documentation asks';
    return `${source} for ${advised} characters or more. ${change}`;
  }
  return `A ${kind} needs ${advised} characters that nobody can guess. ${change}`;
}

function isGuessable(value: SecretValue): boolean {
  return !['below-advice', undefined].includes(weaknessIn(value));
}

/** A hash is no password: its length and variety say nothing (`pass_hashed`, base64 of a bcrypt hash). */
function isHashed({ setting = '', text }: SecretValue, { deployment }: Secrets): boolean {
  if (!isUserPassword(setting)) return false;
  return /^(?:JDJ|\$2[aby]\$|b')/.test(text) || holdsHashes(deployment);
}

const holdsHashes = memoizeByIdentity(({ processes }: Deployment): boolean =>
  processes.some((each) => isSet(each, 'apiserver.auth.fixed_users.pass_hashed')),
);
