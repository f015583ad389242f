import { foldersUp, isWorkTree } from '../../deployment/git.ts';
import type { Snapshot } from '../snapshot.ts';
import { PROJECT_FILE, type ProjectFile, readProjectFile } from './project-file.ts';

/**
 * The nearest project file of a folder and those above it, up to the workspace folder or the root of the repository.
 * @param isTop true for a folder above which nobody looks
 */
export function findProjectFile(
  snapshot: Snapshot,
  folder: string,
  isTop: (folder: string) => boolean,
): ProjectFile | undefined {
  for (const each of foldersUp(folder, isTop)) {
    const uri = each + PROJECT_FILE;
    const content = snapshot.content(uri);
    if (content.kind === 'text') return readProjectFile(uri, content.text);
    if (isWorkTree(each, (file) => snapshot.content(file))) return undefined;
  }
  return undefined;
}
