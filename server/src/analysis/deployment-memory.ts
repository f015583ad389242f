import type { FileContent, FolderEntry } from '../deployment/file-system.ts';
import type { ReadDeployment } from './deployment-reader.ts';
import { RecentlyUsed } from './recently-used.ts';
import type { Needs, Snapshot } from './snapshot.ts';

interface Remembered {
  readonly needs: Needs;
  readonly contents: readonly FileContent[];
  readonly folders: readonly (readonly FolderEntry[] | undefined)[];
  readonly deployment: ReadDeployment;
}

/** Deployments as they were last put together, for as long as all that they were made of is the same. */
export class DeploymentMemory {
  readonly #entries = new RecentlyUsed<Remembered>(MOST_ENTRIES);

  /** What a deployment was made of the last time: brought at once, it is put together in one go. */
  needs(key: string): Needs | undefined {
    return this.#entries.get(key)?.needs;
  }

  /** The deployment of the last time, if every file and folder that it was made of is here and the same. */
  recall(key: string, snapshot: Snapshot): ReadDeployment | undefined {
    const last = this.#entries.get(key);
    if (last === undefined) return undefined;
    const { needs, contents, folders, deployment } = last;
    const same =
      needs.uris.every((uri, index) => sameContent(contents[index], snapshot.content(uri))) &&
      needs.folders.every((uri, index) => sameEntries(folders[index], snapshot.folder(uri)));
    return same ? deployment : undefined;
  }

  keep(key: string, needs: Needs, snapshot: Snapshot, deployment: ReadDeployment): void {
    this.#entries.set(key, {
      needs,
      contents: needs.uris.map((uri) => snapshot.content(uri)),
      folders: needs.folders.map((uri) => snapshot.folder(uri)),
      deployment,
    });
  }
}

/** Enough for what an editor has open; a run over thousands of files must not keep them all. */
const MOST_ENTRIES = 64;

function sameContent(left: FileContent | undefined, right: FileContent): boolean {
  if (left === undefined || left.kind !== right.kind) return false;
  if (left.kind === 'text' && right.kind === 'text') return left.text === right.text;
  return (
    left.kind === 'missing' || (right.kind === 'unreadable' && left.kind === right.kind && left.reason === right.reason)
  );
}

function sameEntries(left: readonly FolderEntry[] | undefined, right: readonly FolderEntry[] | undefined): boolean {
  if (left === right) return true;
  if (left?.length !== right?.length) return false;
  return left?.every(({ name, kind }, index) => right?.[index]?.name === name && right[index]?.kind === kind) ?? false;
}
