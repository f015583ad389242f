import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, type FileHandle, mkdir, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileChange } from '../analysis/working-copy.ts';
import { fileKind } from '../deployment/file-kind.ts';
import { CommandError } from './command-error.ts';

/**
 * Writes changed files, all or none: first each is looked at, whether it is still what was read and may be written.
 * Then each is written beside its place and moved there, with the mode and the owner it had.
 * Throws `CommandError` for a file that can't be written.
 * @param folders real paths of folders; what a link leads to outside of them is not written
 */
export async function writeFiles(changes: readonly FileChange[], folders: readonly string[]): Promise<void> {
  const targets = await Promise.all(changes.map((change) => targetOf(change, folders)));
  for (const target of targets) await (target.before === undefined ? create(target) : replace(target));
}

interface Target extends FileChange {
  /** Where the text really stands, behind all links. */
  readonly path: string;
}

async function targetOf(change: FileChange, folders: readonly string[]): Promise<Target> {
  const named = fileURLToPath(change.uri);
  const path = change.before === undefined ? await newPath(named) : await realpath(named).catch(() => gone(named));
  if (!isInside(path, folders))
    throw new CommandError(`${named}: it leads to ${path}, which is not among the files to fix`);
  if (change.before === undefined) return { ...change, path };
  const { mode } = await stat(path);
  // Root may write everything; somebody took the right to write away on purpose.
  if ((mode & 0o222) === 0) throw new CommandError(`${named}: the file is read-only`);
  await access(path, constants.W_OK).catch(() => {
    throw new CommandError(`${named}: you may not write this file`);
  });
  const bytes = await readFile(path);
  if (!bytes.equals(Buffer.from(change.before)))
    throw new CommandError(`${named}: it was changed meanwhile; run it again`);
  return { ...change, path };
}

/** Where a new file would stand: its folder may be a link, and need not be there yet. */
async function newPath(named: string): Promise<string> {
  const missing: string[] = [];
  for (let folder = named; ; folder = dirname(folder)) {
    const real = folder === named ? undefined : await realpath(folder).catch(() => undefined);
    if (real !== undefined) return join(real, ...missing.reverse());
    missing.push(basename(folder));
  }
}

function gone(named: string): never {
  throw new CommandError(`${named}: it is gone; run it again`);
}

/** Whether a path is one of the folders or below. */
export function isInside(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => {
    const below = relative(folder, path);
    return below !== '..' && !below.startsWith(`..${sep}`) && !below.startsWith(sep) && !/^[a-z]:/i.test(below);
  });
}

/** A `.env` holds secrets, so only its owner reads it. */
async function create({ uri, path, after }: Target): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const mode = fileKind(uri) === 'dotenv' ? 0o600 : 0o666;
  await written(
    path,
    () => open(path, 'wx', mode),
    (file) => file.writeFile(after),
  );
}

async function replace({ path, after }: Target): Promise<void> {
  const { mode, uid, gid } = await stat(path);
  const beside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}`);
  await written(
    path,
    () => open(beside, 'wx', 0o600),
    async (file) => {
      try {
        await file.writeFile(after);
        const made = await file.stat();
        if (made.uid !== uid || made.gid !== gid) await file.chown(uid, gid);
        await file.chmod(mode & 0o7777);
        await file.sync();
        await rename(beside, path);
      } catch (error) {
        await rm(beside, { force: true });
        throw error;
      }
    },
  );
}

async function written(
  path: string,
  opened: () => Promise<FileHandle>,
  write: (file: FileHandle) => Promise<void>,
): Promise<void> {
  try {
    const file = await opened();
    await write(file).finally(() => file.close());
  } catch (error) {
    throw new CommandError(`${path}: it could not be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
}
