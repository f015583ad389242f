import { realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NamedFile } from '../analysis/checker.ts';
import type { LookOptions } from '../analysis/deployment-reader.ts';
import { fixFiles, preferredFix } from '../analysis/fix-files.ts';
import type { Settings } from '../analysis/settings.ts';
import { createSecretSource } from '../clearml/secret-generator.ts';
import type { SecretSource } from '../clearml/secrets.ts';
import { fileName } from '../deployment/file-kind.ts';
import { Located } from './located.ts';
import { maskText } from './mask-text.ts';
import type { Terminal } from './terminal.ts';
import { printable } from './text.ts';
import { unifiedDiff } from './unified-diff.ts';
import { isInside, writeFiles } from './write-files.ts';

export interface FixCommand {
  readonly paths: readonly string[];
  readonly files: readonly NamedFile[];
  readonly settings: Settings;
  readonly look: LookOptions;
  /** Every preferred fix; otherwise what needs no asking. */
  readonly all: boolean;
  /** Show what would change, and change nothing. */
  readonly dryRun: boolean;
}

/**
 * Fixes files, or shows what it would do. Passwords that it made up are shown once, on standard error.
 * @returns the number of files changed, or to change
 */
export async function fix(
  { paths, files, settings, look, all, dryRun }: FixCommand,
  terminal: Terminal,
): Promise<number> {
  const folders = await foldersOf(paths, terminal.directory);
  const located = new Located(terminal);
  const drawn = new Map<string, string>();
  const { changes, passwords, refused } = await fixFiles(files, terminal.files, {
    settings,
    look,
    which: all ? preferredFix : 'automatic',
    mayEdit: (uri) => isInside(fileURLToPath(uri), folders),
    secrets: labelled(createSecretSource(), drawn),
  });
  for (const uri of refused)
    terminal.error(`${printable(located.path(uri))} is left alone: it is outside of what was named.\n`);
  if (dryRun) {
    for (const { uri, before, after } of changes) {
      const show = (line: string) => (fileName(uri) === '.gitignore' ? line : maskText(line, drawn));
      terminal.out(unifiedDiff(printable(located.path(uri)), before, after, show));
    }
    return changes.length;
  }
  await writeFiles(changes, folders);
  for (const { finding, password } of passwords) {
    terminal.error(`Password of a login in ${printable(located.path(finding.at.uri))}, shown this once: ${password}\n`);
  }
  return changes.length;
}

/** Remembers what each fresh value is. */
function labelled(source: SecretSource, labels: Map<string, string>): SecretSource {
  const label = (value: string, kind: string) => {
    labels.set(value, `<fresh ${kind}>`);
    return value;
  };
  return {
    key: () => label(source.key(), 'key'),
    secret: () => label(source.secret(), 'secret'),
    password: () => label(source.password(), 'password'),
    hash: (password) => label(source.hash(password), 'hash'),
  };
}

/** The folders that may be changed: those that were named, those of named files, and the working directory. */
async function foldersOf(paths: readonly string[], directory: string): Promise<readonly string[]> {
  const named = paths.map((path) => resolve(directory, path));
  const folders = await Promise.all(
    named.map(async (path) => ((await stat(path)).isDirectory() ? path : dirname(path))),
  );
  folders.push(directory);
  const real = await Promise.all(folders.map((folder) => realpath(folder).catch(() => folder)));
  return [...new Set([...folders, ...real])];
}
