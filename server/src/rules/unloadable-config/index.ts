import { settingOfVariable } from '../../clearml/settings.ts';
import { shownName } from '../../clearml/shown-name.ts';
import { hasUnseenVariables } from '../../deployment/compose/service.ts';
import type { LoadingProblem } from '../../deployment/configuration/index.ts';
import type { Deployment, HoconFile } from '../../deployment/deployment.ts';
import type { Location } from '../../deployment/location.ts';
import type { ClearmlProcess } from '../../deployment/processes.ts';
import type { Finding } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { fixesOf } from './fixes.ts';
import { messageOf } from './messages.ts';
import type { Refusal } from './refusal.ts';

/**
 * Finds configuration that ClearML's loader refuses: one broken file or variable keeps every server that reads it from
 * starting (apiserver/config/basic.py and fileserver/config/basic.py; parsed by pyhocon).
 */
export const unloadableConfig: Rule = {
  id: 'unloadable-config',
  summary: 'ClearML Server would not start with this configuration.',
  check(deployment) {
    const refusals = [...refusalsOf(deployment), ...deployment.hocon.flatMap((file) => alone(file, deployment))];
    const seen = new Map<string, number>();
    return joinByPlace(refusals).map((group) => {
      const { uri } = (group[0] as Refusal).at;
      const before = seen.get(uri) ?? 0;
      seen.set(uri, before + 1);
      return toFinding(group, before, deployment);
    });
  },
};

function refusalsOf(deployment: Deployment): readonly Refusal[] {
  return deployment.processes.flatMap((reader) =>
    reader.configuration.errors
      .filter((problem) => problem.code !== 'unresolved-substitution' || isEnvironmentKnown(reader, deployment))
      .flatMap((problem): Refusal[] => {
        const at = problem.location ?? reader.service?.keyAt;
        return at === undefined ? [] : [{ problem, at, reader }];
      }),
  );
}

/** Only then a variable that is not there is missing: an env file, a base file or an image of one's own may set it. */
function isEnvironmentKnown({ service }: ClearmlProcess, { compose }: Deployment): boolean {
  return service !== undefined && compose?.partial === false && !service.built && !hasUnseenVariables(service);
}

/** A file that no process here reads, or of which no environment is known: what is wrong with it in any. */
function alone({ uri, tree, result }: HoconFile, { processes }: Deployment): readonly Refusal[] {
  const read = processes.some(({ service }) => service !== undefined);
  if (result.ok || read || (processes.length > 0 && tree.problems.length > 0)) return [];
  return result.problems.slice(0, MOST_PROBLEMS).map(({ span, message }) => {
    return { problem: { code: 'file-syntax', message, location: { uri, span } }, at: { uri, span } };
  });
}

/** Errors that follow from the first one help nobody. */
const MOST_PROBLEMS = 5;

function joinByPlace(refusals: readonly Refusal[]): readonly (readonly Refusal[])[] {
  const groups = new Map<string, Refusal[]>();
  for (const refusal of refusals) {
    const { uri, span } = refusal.at;
    const key = `${uri} ${span.start} ${span.end} ${refusal.problem.variable ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [refusal]);
    else group.push(refusal);
  }
  return [...groups.values()];
}

function toFinding(group: readonly Refusal[], before: number, deployment: Deployment): Finding {
  const { problem, at, reader } = group[0] as Refusal;
  const services = [...new Set(group.flatMap((refusal) => refusal.reader?.service?.name ?? []))];
  const setting = problem.variable === undefined ? undefined : settingOfVariable(problem.variable);
  return {
    rule: 'unloadable-config',
    severity: 'error',
    message: messageOf(problem, services),
    at,
    path: pathOf(problem, before, at, reader),
    related: [],
    fixes: fixesOf(group, deployment),
    ...(services.length > 0 && { services }),
    ...(setting !== undefined && { setting: shownName(setting) }),
  };
}

/** A variable's value is the same token for every rule; a place in a broken file is known by where it is. */
function pathOf(
  { variable, code }: LoadingProblem,
  before: number,
  at: Location,
  reader: ClearmlProcess | undefined,
): string {
  if (code === 'not-text' || code === 'folder-named-conf') return '#file';
  if (variable === undefined) return `#problem${before}`;
  const entry = reader?.service?.environment.find(({ name }) => name === variable);
  const [only, ...others] = entry?.pieces ?? [];
  if (entry === undefined || entry.at.uri === at.uri || only?.variable === undefined || others.length > 0)
    return entry?.path ?? variable;
  return only.variable;
}
