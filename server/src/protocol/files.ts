/**
 * Requests from the server to a client that can read files for it: in a browser, and where a workspace is on no disk.
 * A client that answers them says so with `clientFiles: true` in its initialization options.
 */

/** Asks for the text of a file: `ReadFileParams` → `ReadFileResult`. */
export const READ_FILE_REQUEST = 'clearmlSecure/readFile';

/** Asks what stands in a folder: `ListFolderParams` → `ListFolderResult`. */
export const LIST_FOLDER_REQUEST = 'clearmlSecure/listFolder';

export interface ReadFileParams {
  readonly uri: string;
  /** A larger file is not wanted. */
  readonly maxBytes: number;
}

/** The text as UTF-8, a byte order mark included. Only regular files in the workspace folders are read. */
export type ReadFileResult =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableFileReason };

export type UnreadableFileReason = 'not-regular' | 'too-large' | 'not-text' | 'no-permission' | 'outside-workspace';

export interface ListFolderParams {
  /** With a slash at its end. */
  readonly uri: string;
}

/** `null` where there is no such folder in the workspace, or it can't be read. */
export type ListFolderResult = readonly { readonly name: string; readonly kind: 'file' | 'folder' | 'other' }[] | null;
