import { type FileChangeType, type FileSystemWatcher, type GlobPattern, WatchKind } from 'vscode-languageserver';

export type Change = readonly [uri: string, type: FileChangeType];

/** What an editor tells of: changes that somebody asked to watch, and no other. */
export function watched(
  changes: readonly Change[],
  watchers: readonly FileSystemWatcher[],
  folder: string,
): readonly Change[] {
  return changes.filter(([uri, type]) =>
    watchers.some(({ globPattern, kind = EVERYTHING }) => {
      // Created is 1, Changed 2, Deleted 3; the kinds are 1, 2, 4.
      return (kind & (1 << (type - 1))) !== 0 && matches(globPattern, decodeURIComponent(uri), folder);
    }),
  );
}

const EVERYTHING = WatchKind.Create | WatchKind.Change | WatchKind.Delete;

function matches(pattern: GlobPattern, path: string, folder: string): boolean {
  if (typeof pattern === 'string') return path.startsWith(folder) && regExp(pattern).test(path.slice(folder.length));
  const { baseUri } = pattern;
  const base = `${decodeURIComponent(typeof baseUri === 'string' ? baseUri : baseUri.uri).replace(/\/$/, '')}/`;
  return path.startsWith(base) && regExp(pattern.pattern).test(path.slice(base.length));
}

const known = new Map<string, RegExp>();

/** A glob pattern of the Language Server Protocol (3.17, “GlobPattern”), as far as this server makes use of it. */
function regExp(pattern: string): RegExp {
  const compiled =
    known.get(pattern) ?? new RegExp(`^${pattern.replace(/\*\*\/|[*?{},]|[.+^$()|[\]\\]/g, part)}$`, 's');
  known.set(pattern, compiled);
  return compiled;
}

const PARTS: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '*': '[^/]*',
  '?': '[^/]',
  '{': '(?:',
  '}': ')',
  ',': '|',
};

function part(text: string): string {
  return PARTS[text] ?? `\\${text}`;
}
