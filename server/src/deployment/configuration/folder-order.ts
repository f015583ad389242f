import type { Loader } from '../../clearml/release-loader.ts';

/** Which of two files in one folder comes first is up to the file system: both ways are looked at where it matters. */
export type FolderOrder = 'ascending' | 'descending';

/**
 * The order that Python's `rglob` gives: a folder's own files before those of its sub-folders, folder by folder.
 * @param files with paths relative to the directory
 */
export function inFolderOrder<File extends { readonly path: string }>(
  files: readonly File[],
  order: FolderOrder,
): readonly File[] {
  const sign = order === 'ascending' ? 1 : -1;
  return [...files].sort((left, right) => comparePaths(left.path.split('/'), right.path.split('/'), sign));
}

function comparePaths(left: readonly string[], right: readonly string[], sign: 1 | -1): number {
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const last = index === left.length - 1;
    const otherLast = index === right.length - 1;
    if (last !== otherLast) return last ? -1 : 1;
    if (part !== other) return part < other ? -sign : sign;
  }
  return 0;
}

/**
 * True where the order may matter: two files whose order the file system decides stand for the same or for nested
 * sections. A dash in front of an element names the same section where the loader takes it off.
 */
export function orderMatters(
  files: readonly { readonly path: string; readonly section: readonly string[] }[],
  loader: Loader,
): boolean {
  const sections = files.map(({ path, section }) => ({
    folder: path.replace(/[^/]*$/, ''),
    key: section.map((part) => (loader.replacesByDash ? part.replace(/^-/, '') : part)),
  }));
  return sections.some((left, index) =>
    sections.slice(index + 1).some((right) => isPrefix(left.key, right.key) && !isOrdered(left.folder, right.folder)),
  );
}

function isPrefix(left: readonly string[], right: readonly string[]): boolean {
  return left.slice(0, right.length).every((part, index) => part === right[index]);
}

/** Files of a folder come before those of the folders in it. */
function isOrdered(left: string, right: string): boolean {
  return left !== right && (left.startsWith(right) || right.startsWith(left));
}
