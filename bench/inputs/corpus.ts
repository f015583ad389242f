import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fileKind } from '../../server/src/deployment/file-kind.ts';

/** A directory that holds compose files and nothing else. */
export interface Corpus {
  readonly directory: string;
  readonly files: number;
  readonly bytes: number;
  readonly remove: () => void;
}

/**
 * Copies the compose files below some directories to one of its own, all of them again and again until there are at
 * least so many: a few files say more of how long a process takes to start.
 */
export function copyCorpus(sources: readonly string[], least: number): Corpus {
  const directory = mkdtempSync(join(tmpdir(), 'clearml-secure-bench-'));
  const found = sources.flatMap((source) => composeFiles(source).map((path) => ({ source, path })));
  let files = 0;
  let bytes = 0;
  for (let round = 0; files < least && found.length > 0; round++) {
    for (const [index, { source, path }] of found.entries()) {
      const target = join(directory, `${round}`, `${sources.indexOf(source)}`, relative(source, path));
      mkdirSync(dirname(target), { recursive: true });
      copyFileSync(path, target);
      files = round * found.length + index + 1;
      bytes += statSync(path).size;
    }
  }
  return { directory, files, bytes, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

function composeFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => fileKind(pathToFileURL(path).href) === 'compose')
    .sort();
}
