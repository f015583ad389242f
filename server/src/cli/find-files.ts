import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { glob } from 'tinyglobby';
import type { NamedFile } from '../analysis/checker.ts';
import { type FileKind, fileKind } from '../deployment/file-kind.ts';
import { CommandError } from './command-error.ts';

/**
 * Turns paths into the files to check: a directory stands for every file in it that concerns us by its name; a file
 * named by a person is checked whatever it is called. Throws `CommandError` for what is not there or is of no known kind.
 */
export async function findFiles(paths: readonly string[], directory: string): Promise<readonly NamedFile[]> {
  const found = await Promise.all(paths.map((path) => filesAt(resolve(directory, path), path)));
  const byUri = new Map(found.flat().map((file) => [file.uri, file]));
  return [...byUri.values()].sort((left, right) => (left.uri < right.uri ? -1 : 1));
}

async function filesAt(path: string, named: string): Promise<readonly NamedFile[]> {
  const info = await stat(path).catch(() => undefined);
  if (info === undefined) throw new CommandError(`${named}: no such file or directory`);
  if (!info.isDirectory()) {
    const uri = pathToFileURL(path).href;
    const kind = fileKind(uri) ?? kindOfEnding(path);
    if (kind === undefined) throw new CommandError(`${named}: neither a compose file, nor .conf, nor .env`);
    return [{ uri, kind }];
  }
  const files = await glob('**', {
    cwd: path,
    absolute: true,
    dot: true,
    followSymbolicLinks: false,
    expandDirectories: false,
    ignore: ['**/node_modules/**', '**/.git/**'],
  });
  return files.flatMap((file) => {
    const uri = pathToFileURL(file).href;
    const kind = fileKind(uri);
    return kind === undefined ? [] : [{ uri, kind }];
  });
}

function kindOfEnding(path: string): FileKind | undefined {
  if (/\.ya?ml$/i.test(path)) return 'compose';
  return /\.conf$/i.test(path) ? 'hocon' : undefined;
}
