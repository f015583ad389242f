import type { BuiltInSecret } from '../../clearml/built-in-secrets.ts';
import { CONSEQUENCES, LOW_IMPACT, partnerSetting } from '../../clearml/settings.ts';
import type { Deployment } from '../../deployment/deployment.ts';
import { isSample } from '../../deployment/file-kind.ts';
import type { ClearmlProcess } from '../../deployment/processes.ts';
import { apiservers, placeOfProcess } from '../absence.ts';
import type { Finding, Severity } from '../finding.ts';
import { levelWithin } from '../reach.ts';
import type { Rule } from '../rule.ts';
import { missingSecretFixes } from './fixes.ts';
import { type Holdings, holdingsOf } from './missing.ts';

const RULE = 'default-in-effect';

/**
 * Finds secrets that are set nowhere: the server starts with the ones that ClearML published (ClearML documentation,
 * “Securing ClearML Server”; apiserver/config/default/secure.conf).
 */
export const defaultInEffect: Rule = {
  id: RULE,
  summary: 'A secret is set nowhere, so the one that ClearML published is in effect.',
  check(deployment) {
    const found = apiservers(deployment).map((server) => ({ server, holdings: holdingsOf(server, deployment) }));
    const findings = found.flatMap(({ server, holdings }) => missingFinding(server, holdings, deployment) ?? []);
    const [doubtful] = found.flatMap(({ server, holdings }) => unseenFinding(server, holdings, deployment) ?? []);
    return [...findings, ...(doubtful === undefined ? [] : [doubtful])].filter(({ at }) => !isSample(at.uri));
  },
};

function missingFinding(server: ClearmlProcess, { missing }: Holdings, deployment: Deployment): Finding | undefined {
  const place = placeOfProcess(server, deployment);
  if (missing.length === 0 || place === undefined) return undefined;
  const { fixes, withheld } = missingSecretFixes(missing, deployment);
  const [only, ...others] = missing;
  return {
    rule: RULE,
    severity: levelWithin(deployment, levelOf(missing)),
    message: [
      `Public defaults in effect: ${missing.length === 1 ? '1 setting' : `${missing.length} settings`}`,
      `Nobody sets ${namesOf(missing)}, so the values that ClearML published apply.`,
      ...consequencesOf(missing),
      ...releaseNote(server),
      ...(withheld === undefined ? [] : [withheld]),
    ].join('\n'),
    ...place,
    beside: true,
    related: [],
    fixes,
    ...servicesOf(server),
    ...(only !== undefined && others.length === 0 && { setting: only.setting }),
  };
}

function unseenFinding(server: ClearmlProcess, holdings: Holdings, deployment: Deployment): Finding | undefined {
  const place = placeOfProcess(server, deployment);
  if (holdings.unseen.length === 0 || place === undefined) return undefined;
  return {
    rule: RULE,
    severity: levelWithin(deployment, 'warning'),
    message: [
      'Secrets and logins could not be checked',
      unseenLine(holdings),
      'A setting that is written nowhere has a value that ClearML published.',
      'Say where to look in .clearml-secure.yaml: configDirectories names a copy of a directory, envFiles what the shell supplies.',
    ].join('\n'),
    at: place.at,
    path: `${place.path}#unseen`,
    beside: true,
    related: [],
    fixes: [],
    ...servicesOf(server),
  };
}

function unseenLine({ unseen, reasons }: Holdings): string {
  return `Not visible from here: ${namesOf(unseen)}. ${reasons.join(' ')}`;
}

function levelOf(missing: readonly BuiltInSecret[]): Severity {
  return missing.every(({ setting }) => LOW_IMPACT.has(setting)) ? 'warning' : 'error';
}

/** A pair by the name of its account. */
function namesOf(secrets: readonly BuiltInSecret[]): string {
  const all = new Set(secrets.map(({ setting }) => setting));
  const names = secrets.map(({ setting }) => {
    const partner = partnerSetting(setting);
    return partner !== undefined && all.has(partner) ? setting.slice(0, setting.lastIndexOf('.')) : setting;
  });
  return [...new Set(names)].join(', ');
}

/** What the worst of them gives away: they stand in that order. */
function consequencesOf([first]: readonly BuiltInSecret[]): readonly string[] {
  const found = Object.entries(CONSEQUENCES).find(([prefix]) => first?.setting.startsWith(prefix));
  return found === undefined ? [] : [found[1]];
}

function releaseNote({ configuration: { release }, service }: ClearmlProcess): readonly string[] {
  if (!release.assumed) return [];
  const why = service === undefined ? 'Nothing here names a release' : 'The image names no release';
  return [`${why}: checked as ${release.name}.`];
}

function servicesOf({ service }: ClearmlProcess): Pick<Finding, 'services'> {
  return service === undefined ? {} : { services: [service.name] };
}
