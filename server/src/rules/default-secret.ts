import { LOW_IMPACT } from '../clearml/settings.ts';
import { isSample } from '../deployment/file-kind.ts';
import { defaultSecretFixes } from './secrets/default-fixes.ts';
import { consequenceOf, nameOf, secretRule, type Verdict } from './secrets/secret-rule.ts';
import { isPublic, isRevoked, type Secrets } from './secrets/secrets.ts';
import type { SecretValue } from './secrets/value.ts';

/**
 * Finds credentials that ClearML published. Source: ClearML documentation, “Securing ClearML Server”, and every
 * secure.conf and Helm chart released (clearml/published-defaults.json).
 */
export const defaultSecret = secretRule(
  'default-secret',
  'A secret that ClearML published is set: everyone can read it.',
  { verdict, fixes: defaultSecretFixes },
);

function verdict(value: SecretValue, secrets: Secrets): Verdict | undefined {
  if (!isPublic(value) || isHalfChanged(value, secrets)) return undefined;
  const { published, note } = value;
  const sample = isSample(value.at.uri);
  if (published === undefined) {
    if (note !== undefined || sample) return undefined;
    return { level: 'error', headline: `Empty: ${nameOf(value)}`, lines: consequenceOf(value) };
  }
  const revoked = isRevoked(secrets, value);
  const lines = [
    ...(note === undefined ? [] : [note]),
    ...(sample ? ['This is a sample: whoever copies it starts with a public secret. Leave the value empty.'] : []),
    ...(revoked ? [REVOKED] : consequenceOf(value)),
    `Everyone can read it: published in ${published.source}${releasesOf(published.releases)}.`,
  ];
  const level =
    note !== undefined || sample
      ? 'information'
      : revoked
        ? 'hint'
        : LOW_IMPACT.has(nameOf(value))
          ? 'warning'
          : 'error';
  return { level, headline: `Public default: ${nameOf(value)}`, lines };
}

const REVOKED = 'Web Login is on, so the server revokes this pair: nobody can use it. Leave it out.';

/** A key is only a name: `half-changed-credentials` speaks of one that stands beside a secret of one's own. */
function isHalfChanged(value: SecretValue, secrets: Secrets): boolean {
  return value.kind === 'key' && value.note === undefined && FRESH.has(secrets.partnerOf(value).state);
}

/** A secret that nobody can see here was most likely drawn by somebody. */
export const FRESH: ReadonlySet<string> = new Set(['fresh', 'unknown']);

/** `v1.16.0..v2.3.0` in words. */
function releasesOf(range: string): string {
  return range === '' ? '' : ` (${range.replaceAll(/v(?=\d)/g, '').replace('..', ' to ')})`;
}
