import type { FileSystem } from '../deployment/file-system.ts';

/** Where a server has no files of its own (a browser's worker), open documents are all there is. */
export const noFiles: FileSystem = {
  read: async () => ({ kind: 'missing' }),
  list: async () => undefined,
};
