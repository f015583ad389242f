import { resolve } from 'node:path';
import { type CheckerOptions, createChecker, type NamedFile } from '../analysis/checker.ts';
import type { Report } from '../analysis/report.ts';
import type { Settings } from '../analysis/settings.ts';
import { isLower, type Severity } from '../rules/finding.ts';
import { Baseline } from './baseline.ts';
import type { Format } from './choices.ts';
import { CommandError } from './command-error.ts';
import { shellVariables } from './env-files.ts';
import { findFiles } from './find-files.ts';
import { fix } from './fix.ts';
import { toGithub } from './github.ts';
import { toJson } from './json.ts';
import { Located } from './located.ts';
import type { ExitCode } from './program.ts';
import { withProgress } from './progress.ts';
import { toSarif } from './sarif.ts';
import type { Terminal } from './terminal.ts';
import { counted, summary, toText } from './text.ts';

export interface CheckOptions {
  /** A rule to explain instead of checking. */
  readonly explain?: string;
  readonly format: Format;
  readonly scope?: 'clearml' | 'all';
  readonly failOn: Severity;
  readonly envFile?: readonly string[];
  readonly fix?: boolean;
  readonly fixAll?: boolean;
  readonly dryRun?: boolean;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
}

const WRITERS = { text: toText, json: toJson, sarif: toSarif, github: toGithub } satisfies Record<Format, unknown>;

/** Checks files and writes what was found; with `fix` or `fixAll`, after fixing what can be fixed. */
export async function check(paths: readonly string[], options: CheckOptions, terminal: Terminal): Promise<ExitCode> {
  const { scope, fixAll = false, dryRun = false, updateBaseline = false } = options;
  const mayFix = options.fix === true || fixAll;
  if (dryRun && !mayFix) throw new CommandError('--dry-run shows what a fix would do: add --fix or --fix-all');
  if (updateBaseline && !options.baseline) throw new CommandError('--update-baseline needs --baseline <file>');
  const baseline = options.baseline
    ? await Baseline.read(resolve(terminal.directory, options.baseline), updateBaseline)
    : undefined;
  const files = await findFiles(paths, terminal.directory);
  const settings: Settings = { ...(scope && { scope }), rules: {} };
  const shell = await shellVariables(options.envFile, terminal);
  const look = shell === undefined ? {} : { shell };
  const fixed = mayFix ? await fix({ paths, files, settings, look, all: fixAll, dryRun }, terminal) : 0;
  const found = await reportOn(files, settings, { ...look, fixes: options.format === 'sarif' }, terminal);
  if (baseline && updateBaseline) {
    const count = await baseline.update(found);
    terminal.error(`${options.baseline}: ${counted(count, 'finding')} accepted.\n`);
    return 0;
  }
  const { report, accepted, stale } = baseline?.without(found) ?? { report: found, accepted: 0, stale: [] };
  for (const { rule, file } of stale) {
    terminal.error(`${options.baseline}: ${rule} in ${file} is not found any more; --update-baseline takes it out.\n`);
  }
  // The difference is all that a dry run writes, so that it can be piped.
  if (dryRun) terminal.error(`${summary(report)} ${counted(fixed, 'file')} would change.\n`);
  else {
    const write = WRITERS[options.format];
    terminal.out(await write(report, new Located(terminal), { fixed, accepted, colors: terminal.colors }));
  }
  return report.findings.some(({ severity }) => !isLower(severity, options.failOn)) ? 1 : 0;
}

async function reportOn(
  files: readonly NamedFile[],
  settings: Settings,
  options: CheckerOptions,
  terminal: Terminal,
): Promise<Report> {
  const { progress } = terminal;
  if (progress === undefined) return createChecker(terminal.files, undefined, options).check(files, settings);
  const report = await createChecker(withProgress(terminal.files, progress), undefined, options).check(files, settings);
  progress('');
  return report;
}
