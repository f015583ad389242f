import { type FileReading, readFile } from './file-layer.ts';
import { type FolderOrder, inFolderOrder, orderMatters } from './folder-order.ts';
import { emptyMap, type HeldMap } from './held.ts';
import { includesFrom } from './includes.ts';
import { putAt } from './merge.ts';
import type { DirectoryContent } from './mounts.ts';
import type { LoadingProblem } from './problem.ts';
import { isConfigurationFile, sectionPath } from './section-path.ts';
import type { Source, Statement } from './source.ts';
import type { Surroundings } from './surroundings.ts';

/** What the files of one configuration directory state. */
export interface DirectoryReading {
  /** In the order of `inOrder('ascending')`. */
  readonly statements: readonly Statement[];
  /** The directory's tree if the file system gives its files in this order. */
  readonly inOrder: (order: FolderOrder) => HeldMap;
  readonly orderMatters: boolean;
  readonly problems: readonly LoadingProblem[];
  readonly doubtful: boolean;
}

interface PlacedFile {
  readonly path: string;
  readonly section: readonly string[];
  readonly reading: FileReading;
}

/** Reads every `*.conf` of a directory, sub-folders too (config/basic.py, `_read_recursive`). */
export function readDirectory(path: string, content: DirectoryContent, surroundings: Surroundings): DirectoryReading {
  const files = content.files.filter((file) => isConfigurationFile(file.path));
  const placed = inFolderOrder(files, 'ascending').map((file): PlacedFile => {
    const folder = `${path}/${file.path}`.replace(/\/[^/]*$/, '');
    const include = includesFrom(surroundings.mounts, folder);
    return { path: file.path, section: sectionPath(file.path), reading: readFile(file, include, surroundings) };
  });
  const named = placed.filter(({ section }) => section.length > 0);
  return {
    statements: named.map(({ section, reading: { source, content } }) => {
      return { source, tree: putAt(emptyMap(source), section, content) };
    }),
    inOrder: (order) => together(inFolderOrder(named, order)),
    orderMatters: orderMatters(named, surroundings.loader),
    problems: placed.flatMap(({ section, reading }) => [
      ...reading.problems,
      ...(section.length === 0 ? [nameless(reading.source)] : []),
    ]),
    doubtful: placed.some(({ reading }) => reading.doubtful),
  };
}

const NO_FILE: Source = { layer: 'file' };

function together(files: readonly PlacedFile[]): HeldMap {
  return files.reduce((tree, { section, reading }) => putAt(tree, section, reading.content), emptyMap(NO_FILE));
}

function nameless({ uri = '' }: Source): LoadingProblem {
  const message = 'ClearML Server stops at a configuration file whose name has no letter before .conf.';
  return { code: 'file-name', message, location: { uri, span: { start: 0, end: 0 } } };
}
