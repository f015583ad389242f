import type { ComposeProblem, ProblemKind } from '../../deployment/compose/model/problem.ts';
import { type ComposeProject, fileText } from '../../deployment/compose/project.ts';
import { concernsClearml, type Deployment } from '../../deployment/deployment.ts';
import { fileName } from '../../deployment/file-kind.ts';
import type { Location } from '../../deployment/location.ts';
import type { Finding } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { fixesOf } from './fixes.ts';
import { messageOf } from './messages.ts';

/**
 * Finds what Docker Compose refuses, so that nothing of the project starts. What can be read around it is still checked
 * by the other rules. Sources: compose-spec; compose-go loader/ and template/.
 */
export const unloadableCompose: Rule = {
  id: 'unloadable-compose',
  summary: 'Docker Compose would not start with these files.',
  check(deployment, scope) {
    const { compose } = deployment;
    if (compose === undefined || (scope !== 'all' && !concernsClearml(compose))) return [];
    const all = compose.problems();
    // What stands around broken YAML is only guessed.
    const broken = new Set(all.flatMap(({ kind, at }) => (kind === 'yaml' ? at.uri : [])));
    const problems = all.filter((problem) => !broken.has(problem.at.uri) && isOurs(problem, compose, deployment));
    const seen = new Map<string, number>();
    return problems.slice(0, MOST_PROBLEMS).map((problem) => {
      const key = `${problem.kind} ${problem.at.uri}`;
      const before = seen.get(key) ?? 0;
      seen.set(key, before + 1);
      return toFinding(problem, before, compose);
    });
  },
};

/** A file of another shape than Compose's gives one problem a line; the first ones tell as much. */
const MOST_PROBLEMS = 50;

/** `unreadable-file` tells of broken YAML and of files that can’t be read; a required variable is supplied at start. */
const OTHERS: ReadonlySet<ProblemKind> = new Set<ProblemKind>(['yaml', 'required-variable']);

function isOurs(
  { kind, at, incomplete }: ComposeProblem,
  compose: ComposeProject,
  { unreadable }: Deployment,
): boolean {
  if (OTHERS.has(kind) || unreadable.some(({ uri }) => uri === at.uri)) return false;
  if (kind === 'file-missing' && at.span.end === 0) return compose.roots.length > 1;
  return !incomplete || isWhole(compose);
}

/** Any file of another name may be one of several that are given with `-f`. */
function isWhole({ partial, roots }: ComposeProject): boolean {
  const first = fileName(roots[0] ?? '');
  return !partial && (roots.length > 1 || /^(?:docker-)?compose\.ya?ml$/.test(first));
}

function toFinding(problem: ComposeProblem, before: number, compose: ComposeProject): Finding {
  const elsewhere = problem.kind === 'env-file-missing' && isElsewhere(problem, compose);
  return {
    rule: 'unloadable-compose',
    severity: elsewhere ? 'information' : 'error',
    message: messageOf(problem, elsewhere),
    at: withoutEnd(problem.at, compose),
    path: `#${problem.kind}${before}`,
    related: [],
    fixes: fixesOf(problem, compose),
  };
}

/** A block collection's place takes in the line break behind it. */
function withoutEnd({ uri, span: { start, end } }: Location, compose: ComposeProject): Location {
  const written = (fileText(compose, uri) ?? '').slice(start, end);
  return { uri, span: { start, end: end - (written.length - written.trimEnd().length) } };
}

/** An absolute path is one of the machine that the project runs on, which need not be this one. */
function isElsewhere({ at }: ComposeProblem, compose: ComposeProject): boolean {
  const reference = compose.services
    .flatMap(({ envFiles }) => envFiles)
    .find((each) => each.at.uri === at.uri && each.at.span.start === at.span.start);
  return reference?.absolute === true;
}
