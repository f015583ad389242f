import { CONSEQUENCES } from '../../clearml/settings.ts';
import { dotenvFiles } from '../../deployment/compose/project.ts';
import type { Deployment } from '../../deployment/deployment.ts';
import { type Finding, worse } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { composeTokens } from './compose.ts';
import { dotenvTokens } from './dotenv.ts';
import { type PlanBook, planBook, secretFixes } from './fixes.ts';
import { hoconTokens } from './hocon.ts';
import type { SecretToken } from './token.ts';

/**
 * Finds credentials that ClearML published. Source: ClearML documentation, “Securing ClearML Server”, and every
 * secure.conf and Helm chart released (clearml/published-defaults.json).
 */
export const defaultSecret: Rule = {
  id: 'default-secret',
  summary: 'A secret that ClearML published is set: everyone can read it.',
  check(deployment) {
    const tokens = tokensOf(deployment);
    const book = planBook(tokens, deployment);
    return joinByPlace(tokens).map((group) => toFinding(group, book));
  },
};

function tokensOf(deployment: Deployment): readonly SecretToken[] {
  if (deployment.dotenv) return dotenvTokens(deployment.dotenv.uri, deployment.dotenv.tree, true);
  const { compose } = deployment;
  const inFiles = deployment.hocon.flatMap((file) => hoconTokens(file, deployment));
  if (compose === undefined) return inFiles;
  const tokens = [...composeTokens(compose), ...inFiles];
  const seen = new Set(tokens.map(({ at }) => `${at.uri} ${at.span.start}`));
  const unread = dotenvFiles(compose).flatMap(({ uri, tree }) => dotenvTokens(uri, tree, false));
  return [...tokens, ...unread.filter(({ at }) => !seen.has(`${at.uri} ${at.span.start}`))];
}

/** One finding per offending token: several services may read one place. */
function joinByPlace(tokens: readonly SecretToken[]): readonly (readonly SecretToken[])[] {
  const groups = new Map<string, SecretToken[]>();
  for (const token of tokens) {
    const key = `${token.at.uri} ${token.at.span.start} ${token.at.span.end}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [token]);
    else group.push(token);
  }
  return [...groups.values()];
}

function toFinding(group: readonly SecretToken[], book: PlanBook): Finding {
  const worst = group.reduce((left, right) => (worse(left.severity, right.severity) === left.severity ? left : right));
  const services = [...new Set(group.flatMap((token) => token.carrier?.service.name ?? []))];
  const { fixes, withheld } = secretFixes(group, book);
  return {
    rule: 'default-secret',
    severity: worst.severity,
    message: messageOf(worst, withheld),
    at: worst.at,
    path: worst.path,
    related: group.flatMap((token) => token.related),
    fixes,
    ...(services.length > 0 && { services }),
    ...(worst.setting !== undefined && { setting: worst.setting }),
  };
}

/** `v1.16.0..v2.3.0` in words. */
function releasesOf(range: string): string {
  return range === '' ? '' : ` (${range.replaceAll(/v(?=\d)/g, '').replace('..', ' to ')})`;
}

function messageOf(token: SecretToken, withheld: string | undefined): string {
  const name = token.setting ?? token.path;
  const { published } = token;
  const headline =
    published === 'empty'
      ? `Empty: ${name}`
      : token.severity === 'hint'
        ? `Public key beside your own secret: ${name}`
        : `Public default: ${name}`;
  const consequence = Object.entries(CONSEQUENCES).find(([prefix]) => name.startsWith(prefix))?.[1];
  const origin =
    published === 'empty'
      ? undefined
      : `Everyone can read it: published in ${published.source}${releasesOf(published.releases)}.`;
  return [
    headline,
    ...(token.note ? [token.note] : []),
    ...(token.severity === 'hint'
      ? ['The secret is what counts; a fresh key hides which account it is.']
      : consequence
        ? [consequence]
        : []),
    ...(origin ? [origin] : []),
    ...(withheld ? [withheld] : []),
  ].join('\n');
}
