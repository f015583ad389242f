import { directoryList } from './directories.ts';
import { type DirectoryReading, readDirectory } from './directory-layer.ts';
import { emptyMap, type Unknown, unknownMap } from './held.ts';
import type { LoadingProblem } from './problem.ts';
import type { Source, Statement } from './source.ts';
import type { Surroundings } from './surroundings.ts';

/** A directory that the process is told to read. */
export interface DirectoryState {
  /** Absolute, in the container; absent where a variable that nobody can tell names it. */
  readonly path?: string;
  readonly state: 'read' | 'missing' | 'unknown';
}

/** All configuration directories of a process, in order. */
export interface DirectoryLayers {
  readonly directories: readonly DirectoryState[];
  /** What is not known of a directory comes before what is. */
  readonly layers: readonly (DirectoryReading | Statement)[];
  readonly problems: readonly LoadingProblem[];
}

/** Reads the configuration directories that the process would read. */
export function readDirectories(surroundings: Surroundings): DirectoryLayers {
  const { loader, mounts, find } = surroundings;
  const list = directoryList(loader, find);
  if (list.kind === 'unknown') {
    const reason = `${list.variable.name} names the configuration directories, and its value can’t be told.`;
    const unknown: Unknown = { code: 'variable', reason, origin: list.variable.origin };
    return { directories: [{ state: 'unknown' }], layers: [unseen(unknown)], problems: [] };
  }
  const directories: DirectoryState[] = [];
  const layers: (DirectoryReading | Statement)[] = [];
  const problems: LoadingProblem[] = [];
  for (const path of list.paths) {
    const content = mounts.content(path);
    directories.push({
      path,
      state: content === undefined ? 'missing' : content.unknown === undefined ? 'read' : 'unknown',
    });
    if (content === undefined) {
      const location = list.variable?.origin ?? null;
      const stops = list.variable !== undefined && loader.missingDirectoryStops && !loader.directories.includes(path);
      if (stops) problems.push(missing(path, list.variable?.name ?? '', location));
      continue;
    }
    if (content.unknown !== undefined)
      layers.push(unseen({ code: 'directory', reason: content.unknown, origin: null }));
    layers.push(readDirectory(path, content, surroundings));
  }
  return { directories, layers, problems };
}

function unseen(why: Unknown): Statement {
  const source: Source = { layer: 'file' };
  return { source, tree: unknownMap(why, source) };
}

function missing(path: string, name: string, location: LoadingProblem['location']): LoadingProblem {
  const message = `${name} names ${path}, which is not there; this release stops while it warns of it.`;
  return { code: 'missing-directory', message, location, variable: name };
}

export const NOTHING = emptyMap({ layer: 'built-in' });
