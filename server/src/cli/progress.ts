import type { FileSystem } from '../deployment/file-system.ts';

/** Often enough to see that something happens. */
const EVERY_FILES = 50;

/** Files that tell how many of them were read, now and then. */
export function withProgress(files: FileSystem, show: (line: string) => void): FileSystem {
  let count = 0;
  return {
    read(uri) {
      count++;
      if (count % EVERY_FILES === 0) show(`${count} files read…`);
      return files.read(uri);
    },
    list: (folderUri) => files.list(folderUri),
  };
}
