import type { Finding } from '../../rules/finding.ts';
import type { ProjectFile } from './project-file.ts';

/** What is wrong with a project file: a warning, for what it asks for is not done. */
export function projectFileFindings({ problem }: ProjectFile): readonly Finding[] {
  if (problem === undefined) return [];
  return [
    {
      rule: 'unreadable-file',
      severity: 'warning',
      message: [
        'This project file has no effect, for a mistake in it',
        `${problem.message}. Until it is corrected, nothing of the file counts.`,
      ].join('\n'),
      at: problem.at,
      path: '#project',
      related: [],
      fixes: [],
    },
  ];
}
