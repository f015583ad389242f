import type { Fix } from '../fixes/fix.ts';
import type { Finding } from '../rules/finding.ts';

/** What one check of files and deployments gave: the same for editor and command line. */
export interface Report {
  /** Ordered by file, position, rule. */
  readonly findings: readonly Finding[];
  /** Every file that was read, in order of its URI. */
  readonly files: readonly string[];
  /** How many deployments were checked. */
  readonly deployments: number;
  /** Comments that would hide a finding: for this line, where one can stand there, and for this file. */
  readonly suppressions: (finding: Finding) => readonly Fix[];
}
