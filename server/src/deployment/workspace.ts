import type { FileSystem } from './file-system.ts';
import { plain } from './uri-path.ts';

/** What somebody opened, and whether they vouch for it. */
export interface Workspace {
  /** URIs with a slash at their end; none: files are opened one by one, or named on a command line. */
  readonly folders: readonly string[];
  readonly trusted: boolean;
}

/** No workspace: a command line says itself what is to be read. */
export const ANYWHERE: Workspace = { folders: [], trusted: true };

/** True for what stands in one of the folders, and for the folders themselves. */
export function isInside({ folders }: Pick<Workspace, 'folders'>, uri: string): boolean {
  const asked = plain(uri);
  // Whoever made the URI may not have resolved it.
  return !/\/\.\.?(?:\/|$)/.test(asked) && folders.some((folder) => asked.startsWith(plain(folder)));
}

/** True for a workspace folder itself: nobody looks for what it belongs to above it. */
export function isTop({ folders }: Workspace, folder: string): boolean {
  return folders.some((each) => plain(each) === plain(folder));
}

/** True where a fix may change or make a file: in the workspace folders, where there are any. */
export function mayEdit(workspace: Workspace, uri: string): boolean {
  return workspace.folders.length === 0 || uri.startsWith('untitled:') || isInside(workspace, uri);
}

/**
 * Files as far as a workspace may see them: all where it is trusted, else what is in its folders, links counted as what
 * they lead to.
 */
export function seenFrom(files: FileSystem, workspace: () => Workspace): FileSystem {
  const real = async (uri: string) => (files.real === undefined ? uri : files.real(uri));
  /** `undefined`: there is no such file. */
  const leadsInside = async (uri: string): Promise<boolean | undefined> => {
    const target = await real(uri);
    if (target === undefined) return undefined;
    const folders = await Promise.all(workspace().folders.map(real));
    return isInside({ folders: folders.filter((folder) => folder !== undefined) }, target);
  };
  return {
    async read(uri) {
      if (workspace().trusted) return files.read(uri);
      if (!isInside(workspace(), uri)) return { kind: 'missing' };
      const inside = await leadsInside(uri);
      if (inside === undefined) return { kind: 'missing' };
      return inside ? files.read(uri) : { kind: 'unreadable', reason: 'outside-workspace' };
    },
    async list(folderUri) {
      if (workspace().trusted) return files.list(folderUri);
      const seen = isInside(workspace(), folderUri) && (await leadsInside(folderUri)) === true;
      return seen ? files.list(folderUri) : undefined;
    },
  };
}
