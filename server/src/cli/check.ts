import { createChecker } from '../analysis/checker.ts';
import type { Report } from '../analysis/report.ts';
import type { Settings } from '../analysis/settings.ts';
import { SEVERITIES, type Severity } from '../rules/finding.ts';
import { CommandError } from './command-error.ts';
import { findFiles } from './find-files.ts';
import { fix } from './fix.ts';
import { toGithub } from './github.ts';
import { toJson } from './json.ts';
import { Located } from './located.ts';
import type { ExitCode } from './program.ts';
import { toSarif } from './sarif.ts';
import type { Terminal } from './terminal.ts';
import { counted, summary, toText } from './text.ts';

export interface CheckOptions {
  /** A rule to explain instead of checking. */
  readonly explain?: string;
  readonly format: Format;
  readonly scope: 'clearml' | 'all';
  readonly failOn: Severity;
  readonly fix?: boolean;
  readonly fixAll?: boolean;
  readonly dryRun?: boolean;
}

const WRITERS = { text: toText, json: toJson, sarif: toSarif, github: toGithub } as const;
export type Format = keyof typeof WRITERS;
export const FORMATS = Object.keys(WRITERS);

/** Checks files and writes what was found; with `fix` or `fixAll`, after fixing what can be fixed. */
export async function check(paths: readonly string[], options: CheckOptions, terminal: Terminal): Promise<ExitCode> {
  const { scope, fixAll = false, dryRun = false } = options;
  const mayFix = options.fix === true || fixAll;
  if (dryRun && !mayFix) throw new CommandError('--dry-run shows what a fix would do: add --fix or --fix-all');
  const files = await findFiles(paths, terminal.directory);
  const settings: Settings = { scope, rules: {} };
  const fixed = mayFix ? await fix({ paths, files, settings, all: fixAll, dryRun }, terminal) : 0;
  const report = await createChecker(terminal.files).check(files, settings);
  const located = new Located(terminal);
  // The difference is all that a dry run writes, so that it can be piped.
  if (dryRun) terminal.error(`${summary(report)} ${counted(fixed, 'file')} would change.\n`);
  else terminal.out(await WRITERS[options.format](report, located, { fixed, colors: terminal.colors }));
  return isFailure(report, options.failOn) ? 1 : 0;
}

function isFailure(report: Report, failOn: Severity): boolean {
  const worst = SEVERITIES.indexOf(failOn);
  return report.findings.some((finding) => SEVERITIES.indexOf(finding.severity) <= worst);
}
