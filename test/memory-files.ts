import type { FileContent, FileSystem, FolderEntry } from '../server/src/deployment/file-system.ts';

/**
 * Files that exist only in a test. A text stands for a file that can be read; an answer of `FileSystem.read` for one
 * that can't.
 */
export function memoryFiles(files: Readonly<Record<string, string | FileContent>>): FileSystem {
  return {
    async read(uri) {
      const file = files[uri];
      if (file === undefined) return { kind: 'missing' };
      return typeof file === 'string' ? { kind: 'text', text: file } : file;
    },
    async list(folderUri) {
      const below = Object.keys(files).flatMap((uri) => (uri.startsWith(folderUri) ? uri.slice(folderUri.length) : []));
      if (below.length === 0) return undefined;
      const entries = below.map((path): [string, FolderEntry] => {
        const [name = '', ...rest] = path.split('/').map(decodeURIComponent);
        return [name, { name, kind: rest.length > 0 ? 'folder' : 'file' }];
      });
      return [...new Map(entries).values()];
    },
  };
}
