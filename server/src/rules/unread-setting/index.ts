import { shownName } from '../../clearml/shown-name.ts';
import { concernsClearml, type Deployment } from '../../deployment/deployment.ts';
import type { Finding } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { directoryVerdicts } from './directories.ts';
import { dotenvVerdicts } from './dotenv.ts';
import { fileVerdicts } from './files.ts';
import { elsewhereVerdicts } from './outside-environment.ts';
import { joinVerdicts, type Unread } from './unread.ts';
import { suppliedVerdicts } from './unsupplied.ts';
import { variableVerdicts } from './variables.ts';

/**
 * Finds settings that have no effect: names that nothing reads, places that nobody looks at, values that something else
 * overrides. Sources: apiserver/config/basic.py and fileserver/config/basic.py of clearml/clearml-server.
 */
export const unreadSetting: Rule = {
  id: 'unread-setting',
  summary: 'A setting has no effect where it stands.',
  check(deployment) {
    const { compose } = deployment;
    if (compose !== undefined && !concernsClearml(compose)) return [];
    const verdicts = [...fileVerdicts(deployment), ...inProject(deployment)];
    return joinVerdicts(verdicts).map(toFinding);
  },
};

function inProject(deployment: Deployment) {
  const { compose } = deployment;
  if (compose === undefined) return [];
  return [
    ...variableVerdicts(compose, deployment),
    ...suppliedVerdicts(compose),
    ...elsewhereVerdicts(compose),
    ...directoryVerdicts(deployment),
    ...dotenvVerdicts(compose, deployment),
  ];
}

function toFinding(group: readonly Unread[]): Finding {
  const first = group[0] as Unread;
  const services = [...new Set(group.flatMap(({ service }) => service?.name ?? []))];
  return {
    rule: 'unread-setting',
    severity: first.severity ?? 'warning',
    message: first.message,
    at: first.at,
    path: first.path,
    related: first.related ?? [],
    // Behind an anchor one edit would change several services, each for a reason of its own.
    fixes: services.length > 1 ? [] : (first.fixes?.() ?? []),
    ...(first.overridden && { unnecessary: true }),
    ...(services.length > 0 && { services }),
    ...(first.setting !== undefined && { setting: shownName(first.setting) }),
  };
}
