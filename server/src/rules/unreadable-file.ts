import { type ComposeProject, composeFiles } from '../deployment/compose/project.ts';
import { concernsClearml, type UnreadableFile } from '../deployment/deployment.ts';
import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';

/** Says what was not checked, and why: silence would look like safety. */
export const unreadableFile: Rule = {
  id: 'unreadable-file',
  summary: 'A file could not be read, so it was not checked.',
  check({ unreadable, compose }, scope) {
    const ours = compose === undefined || scope === 'all' || mayConcernClearml(compose);
    // A file beside a project that has nothing of ClearML is nobody's business here; one that may hold it all is.
    const findings = unreadable.filter(({ uri }) => ours || compose.roots.includes(uri)).map(toFinding);
    if (compose === undefined || !ours) return findings;
    const broken = [...composeFiles(compose)].flatMap(([uri, { problems }]) => {
      const [problem] = problems;
      return problem === undefined ? [] : [{ uri, problem }];
    });
    return [
      ...findings,
      ...broken.map(({ uri, problem }) => ({
        rule: 'unreadable-file',
        severity: 'information' as const,
        message: [
          'This file has a YAML error here; only what could be read around it was checked',
          `${problem.message}. Docker Compose refuses the whole file.`,
        ].join('\n'),
        at: { uri, span: problem.span },
        path: '#yaml',
        related: [],
        fixes: [],
      })),
    ];
  },
};

/** What a broken file says of ClearML may stand where it can't be read. */
function mayConcernClearml(project: ComposeProject): boolean {
  return (
    concernsClearml(project) || [...composeFiles(project).values()].some(({ text }) => /clearml|allegroai/i.test(text))
  );
}

const REASONS: Readonly<Record<UnreadableFile['reason'], string>> = {
  'not-regular': 'It is not a regular file.',
  'too-large': 'It is larger than 1 MiB or has more than 50,000 nodes.',
  'too-many-variables':
    'Its services have more than 10,000 variables in all, those of aliases and env files counted each time.',
  'not-text': 'It is not text in UTF-8.',
  'no-permission': 'It can’t be opened: check its permissions.',
  'outside-workspace': 'It leads out of the workspace, which is not trusted.',
};

function toFinding({ uri, reason, span }: UnreadableFile): Finding {
  return {
    rule: 'unreadable-file',
    severity: 'information',
    message: `This file was not checked\n${REASONS[reason]}`,
    at: { uri, span },
    path: '#file',
    related: [],
    fixes: [],
  };
}
