import type { SecretSource } from '../clearml/secrets.ts';
import type { FileSystem } from '../deployment/file-system.ts';
import type { FileEdit, Fix } from '../fixes/fix.ts';
import type { Finding } from '../rules/finding.ts';
import { createChecker, type NamedFile } from './checker.ts';
import type { LookOptions } from './deployment-reader.ts';
import { automaticEdits } from './fix-all.ts';
import type { Report } from './report.ts';
import type { Settings } from './settings.ts';
import { type FileChange, WorkingCopy } from './working-copy.ts';

/** Which of a finding's fixes to take; none where it is to be left alone. */
export type Choose = (finding: Finding) => Fix | undefined;

/** The first choice for every finding but hints: what they speak of works. */
export function preferredFix({ severity, fixes }: Finding): Fix | undefined {
  return severity === 'hint' ? undefined : fixes.find(({ preferred }) => preferred);
}

export interface FixOptions {
  readonly settings: Settings;
  /** What was said beside the files. */
  readonly look?: LookOptions;
  /** `automatic`: what needs no asking and stays in its file; or what says which way out to take, if any. */
  readonly which: 'automatic' | Choose;
  /** Whether a file may be changed or made. */
  readonly mayEdit: (uri: string) => boolean;
  readonly secrets: SecretSource;
}

export interface FixOutcome {
  readonly changes: readonly FileChange[];
  /** Passwords that people log in with from now on: no file holds them, only their hashes. */
  readonly passwords: readonly { readonly finding: Finding; readonly password: string }[];
  /** Files that a fix would have had to change and must not. */
  readonly refused: readonly string[];
  /** What is found afterwards. Places are those of the changed texts. */
  readonly left: readonly Finding[];
}

/** Deployments have a few dozen findings; a fix that brings another finding, and so on for ever, is an error of ours. */
const MOST_FIXES = 500;

/**
 * Fixes what can be fixed, one fix at a time: after each the deployment is checked again, so that no fix works on what
 * another one changed. Ends when nothing changes any more. Nothing is written.
 */
export async function fixFiles(
  files: readonly NamedFile[],
  from: FileSystem,
  options: FixOptions,
): Promise<FixOutcome> {
  const copy = new WorkingCopy(from);
  const checker = createChecker(copy, undefined, options.look);
  const { which } = options;
  const state: State = { ...options, given: new Set(), passwords: [], refused: new Set() };
  const step = (report: Report) =>
    which === 'automatic' ? automaticStep(report, state) : chosenStep(report, state, which);
  const left = new Map<string, Finding>();
  for (const file of files) {
    for (let count = 0; count < MOST_FIXES; count++) {
      const report = await checker.check([file], options.settings);
      const edits = step(report);
      if (edits === undefined) {
        for (const each of report.findings) left.set(`${each.rule} ${each.at.uri} ${each.path}`, each);
        break;
      }
      await copy.apply(edits);
    }
  }
  const refused = [...state.refused].sort();
  return { changes: await copy.changes(), passwords: state.passwords, refused, left: [...left.values()] };
}

interface State extends FixOptions {
  /** Findings that had their fix. One that is still there afterwards is left alone. */
  readonly given: Set<string>;
  readonly passwords: { finding: Finding; password: string }[];
  readonly refused: Set<string>;
}

function automaticStep(report: Report, { mayEdit, given, secrets, refused }: State): readonly FileEdit[] | undefined {
  for (const uri of new Set(report.findings.map(({ at }) => at.uri))) {
    const key = `${uri} ${report.findings.filter(({ at }) => at.uri === uri).length}`;
    if (given.has(key)) continue;
    given.add(key);
    const edits = automaticEdits(report, uri, secrets);
    if (edits.length === 0) continue;
    if (mayEdit(uri)) return [{ uri, edits }];
    refused.add(uri);
  }
  return undefined;
}

function chosenStep({ findings }: Report, state: State, choose: Choose): readonly FileEdit[] | undefined {
  const count = findings.filter(({ severity }) => severity !== 'hint').length;
  for (const finding of findings) {
    const fix = choose(finding);
    const key = `${finding.rule} ${finding.at.uri} ${finding.path} ${count}`;
    if (fix === undefined || state.given.has(key)) continue;
    state.given.add(key);
    const outside = fix.uris.filter((uri) => !state.mayEdit(uri));
    if (outside.length === 0) return editsOf(finding, fix, state);
    for (const uri of outside) state.refused.add(uri);
  }
  return undefined;
}

function editsOf(finding: Finding, fix: Fix, { secrets, passwords }: State): readonly FileEdit[] {
  return fix.edits({
    ...secrets,
    key: () => secrets.key(),
    secret: () => secrets.secret(),
    password: () => {
      const password = secrets.password();
      if (fix.drawsPassword) passwords.push({ finding, password });
      return password;
    },
  });
}
