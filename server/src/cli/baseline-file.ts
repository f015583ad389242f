import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { CommandError } from './command-error.ts';

/** What a baseline holds. */
export interface BaselineContent {
  /** Keeps others from finding out by trial what an identity stands for. */
  readonly salt: string;
  readonly findings: readonly BaselineEntry[];
}

export interface BaselineEntry {
  readonly rule: string;
  /** From the baseline's folder, with slashes. */
  readonly file: string;
  /** Salted checksum of rule, file and the token's path in it; no value has a part in it. */
  readonly identity: string;
}

/**
 * Reads a baseline. Throws `CommandError` for a file that is none; for one that is not there too, unless it may be: a
 * mistyped name must not pass for an empty baseline.
 */
export async function readBaseline(path: string, mayBeMissing: boolean): Promise<BaselineContent> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (missing && mayBeMissing) return { salt: randomBytes(16).toString('hex'), findings: [] };
    throw new CommandError(`${path}: ${missing ? 'no such file; --update-baseline makes it' : 'it can’t be read'}`);
  }
  const { version, salt, findings } = parsed(text);
  if (version !== 1 || typeof salt !== 'string' || !Array.isArray(findings) || !findings.every(isEntry)) {
    throw new CommandError(`${path}: not a baseline of this version`);
  }
  return { salt, findings };
}

/** Writes a baseline, ordered so that it changes little from one time to the next. */
export async function writeBaseline(path: string, { salt, findings }: BaselineContent): Promise<void> {
  const ordered = findings.toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  await writeFile(path, `${JSON.stringify({ version: 1, salt, findings: ordered }, undefined, 2)}\n`).catch(() => {
    throw new CommandError(`${path}: it can’t be written`);
  });
}

function keyOf({ file, rule, identity }: BaselineEntry): string {
  return `${file}\0${rule}\0${identity}`;
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function isEntry(value: unknown): value is BaselineEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { rule, file, identity } = value as Record<string, unknown>;
  return [rule, file, identity].every((each) => typeof each === 'string');
}
