import { type FileSystemWatcher, WatchKind } from 'vscode-languageserver';
import { fileName } from '../deployment/file-kind.ts';
import { folderOf, plain } from '../deployment/uri-path.ts';

/** Files that concern us wherever they turn up. */
const NAMES = '{*compose*.yml,*compose*.yaml,.env,.env.*,*.env,*.conf,*.hocon,.clearml-secure.yaml,.gitignore}';
const COMES_OR_GOES = WatchKind.Create | WatchKind.Delete;

/** The roots that an editor watches by itself, and whether it can be asked for more. */
export interface WatchedPlaces {
  /** URIs with a slash at their end. */
  readonly workspaceFolders: readonly string[];
  /** True where a pattern may start in a folder outside of the workspace. */
  readonly elsewhere: boolean;
}

/**
 * What a client is asked to watch so that no change of these files and folders is missed: files that concern us by their
 * name; those that a deployment reads under any other name; the folders that were listed, and those above them, whose
 * renaming or removal tells of no file in them.
 * @param uris of files, and of folders with a slash at their end
 */
export function watchPatterns(uris: Iterable<string>, places: WatchedPlaces): readonly FileSystemWatcher[] {
  const watchers = new Map<string, FileSystemWatcher>();
  const add = (watcher: FileSystemWatcher) => watchers.set(JSON.stringify(watcher), watcher);
  add({ globPattern: `**/${NAMES}` });
  for (const uri of uris) {
    const root = workspaceFolderOf(uri, places);
    const isFolder = uri.endsWith('/');
    if (root !== undefined) {
      const path = escaped(plain(uri).slice(plain(root).length));
      if (isFolder) add({ globPattern: `**/${path}*`, kind: COMES_OR_GOES });
      else add({ globPattern: `**/${path}` });
      const parts = path.split('/').slice(0, -1);
      for (const above of parts.map((_, index) => parts.slice(0, index + 1).join('/'))) {
        add({ globPattern: `**/${above}`, kind: COMES_OR_GOES });
      }
    } else if (places.elsewhere) {
      const baseUri = folderOf(uri).replace(/(?<=[^/])\/$/, '');
      add({ globPattern: { baseUri, pattern: NAMES } });
      if (isFolder) add({ globPattern: { baseUri, pattern: '*' }, kind: COMES_OR_GOES });
      else add({ globPattern: { baseUri, pattern: escaped(fileName(uri)) } });
    }
  }
  return [...watchers.values()];
}

/** True where the client can be asked to tell of every change. */
export function canBeWatched(uri: string, places: WatchedPlaces): boolean {
  return places.elsewhere || workspaceFolderOf(uri, places) !== undefined;
}

function workspaceFolderOf(uri: string, { workspaceFolders }: WatchedPlaces): string | undefined {
  return workspaceFolders.find((folder) => plain(uri).startsWith(plain(folder)));
}

/** A path as a glob pattern that matches it: editors agree on no escape, but `?` is any one character everywhere. */
function escaped(path: string): string {
  return path.replace(/[*?[\]{}!,\\]/g, '?');
}
