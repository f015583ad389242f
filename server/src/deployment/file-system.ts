/**
 * The one way files come into the core. Node, a browser's extension host and tests each bring their own;
 * open editors are laid over it, so that unsaved text wins over the disk.
 */
export interface FileSystem {
  /** Reads a regular file of at most `MAX_FILE_BYTES`. Never throws: what can't be read is said in the answer. */
  read(uri: string): Promise<FileContent>;
  /**
   * What stands in a folder (its URI ends in `/`), not below it, in any order. Never throws: `undefined` where there is
   * no such folder or it can't be read.
   */
  list(folderUri: string): Promise<readonly FolderEntry[] | undefined>;
  /** The URI of what a file or folder is once links are followed; `undefined` where there is none. */
  real?(uri: string): Promise<string | undefined>;
}

export interface FolderEntry {
  readonly name: string;
  /** A link counts as what it leads to. */
  readonly kind: 'file' | 'folder' | 'other';
}

export type FileContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason };

/** Why a file that exists gives no text. */
export type UnreadableReason = 'not-regular' | 'too-large' | 'not-text' | 'no-permission' | 'outside-workspace';

/** Larger files are not analysed; one `unreadable-file` finding says so. */
export const MAX_FILE_BYTES = 1024 * 1024;
