import type { FileContent, FileSystem } from '../server/src/deployment/file-system.ts';

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
      return Object.keys(files)
        .filter((uri) => uri.startsWith(folderUri) && !uri.slice(folderUri.length).includes('/'))
        .map((uri) => decodeURIComponent(uri.slice(folderUri.length)));
    },
  };
}
