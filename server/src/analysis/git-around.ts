import { type GitView, gitView } from '../deployment/git.ts';
import { isTop, type Workspace } from '../deployment/workspace.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * What git would take of what stands in some folders.
 *
 * The view lives as long as its deployment. It stands here so that it leads to the snapshot alone: what is made inside a
 * look leads to the look, and with it to every deployment that was read in the same check.
 */
export function gitAround(folders: ReadonlySet<string>, snapshot: Snapshot, workspace: Workspace): () => GitView {
  return () =>
    gitView(
      folders,
      (uri) => snapshot.content(uri),
      (folder) => isTop(workspace, folder),
    );
}
