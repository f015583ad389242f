import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createChecker, type NamedFile } from '../analysis/checker.ts';
import { automaticEdits } from '../analysis/fix-all.ts';
import type { Report } from '../analysis/report.ts';
import type { Settings } from '../analysis/settings.ts';
import { createSecretSource } from '../clearml/secret-generator.ts';
import { applyEdits } from '../fixes/fix.ts';
import { SEVERITIES, type Severity } from '../rules/finding.ts';
import { findFiles, PathError } from './find-files.ts';
import { toGithub } from './github.ts';
import { toJson } from './json.ts';
import { Located } from './located.ts';
import type { ExitCode } from './program.ts';
import { toSarif } from './sarif.ts';
import type { Terminal } from './terminal.ts';
import { toText } from './text.ts';

export interface CheckOptions {
  /** A rule to explain instead of checking. */
  readonly explain?: string;
  readonly format: Format;
  readonly scope: 'clearml' | 'all';
  readonly failOn: Severity;
  readonly fix?: boolean;
}

const WRITERS = { text: toText, json: toJson, sarif: toSarif, github: toGithub } as const;
export type Format = keyof typeof WRITERS;
export const FORMATS = Object.keys(WRITERS);

/** Checks files and writes what was found; with `fix`, after replacing what may be replaced without asking. */
export async function check(paths: readonly string[], options: CheckOptions, terminal: Terminal): Promise<ExitCode> {
  let files: readonly NamedFile[];
  try {
    files = await findFiles(paths, terminal.directory);
  } catch (error) {
    if (!(error instanceof PathError)) throw error;
    terminal.error(`${error.message}\n`);
    return 2;
  }
  const settings: Settings = { scope: options.scope, rules: {} };
  const checker = createChecker(terminal.files);
  let report = await checker.check(files, settings);
  const fixed = options.fix ? await fixFiles(report) : 0;
  if (fixed > 0) report = await checker.check(files, settings);
  const located = new Located(terminal);
  terminal.out(await WRITERS[options.format](report, located, { fixed, colors: terminal.colors }));
  return isFailure(report, options.failOn) ? 1 : 0;
}

/** Rewrites each file with its automatic edits; gives the number of files changed. */
async function fixFiles(report: Report): Promise<number> {
  const secrets = createSecretSource();
  let fixed = 0;
  for (const uri of new Set(report.findings.map((finding) => finding.at.uri))) {
    const edits = automaticEdits(report, uri, secrets);
    if (edits.length === 0) continue;
    const path = fileURLToPath(uri);
    await writeFile(path, applyEdits(await readFile(path, 'utf8'), edits));
    fixed++;
  }
  return fixed;
}

function isFailure(report: Report, failOn: Severity): boolean {
  const worst = SEVERITIES.indexOf(failOn);
  return report.findings.some((finding) => SEVERITIES.indexOf(finding.severity) <= worst);
}
