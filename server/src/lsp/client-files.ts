import type { Connection } from 'vscode-languageserver';
import { type FileContent, type FileSystem, MAX_FILE_BYTES } from '../deployment/file-system.ts';
import { isInside, type Workspace } from '../deployment/workspace.ts';
import {
  LIST_FOLDER_REQUEST,
  type ListFolderParams,
  type ListFolderResult,
  READ_FILE_REQUEST,
  type ReadFileParams,
  type ReadFileResult,
} from '../protocol/files.ts';

const MISSING: FileContent = { kind: 'missing' };

/** What decides whether a client is asked for files. */
export interface Asking {
  /** True once the client has said that it answers. */
  readonly clientFiles: boolean;
  readonly workspace: Workspace;
}

/**
 * Files of the host, and through the client those that the host can't read: every scheme but `file:`. They are asked for
 * inside the workspace folders only.
 * @param host `undefined` where there are none, as in a browser's worker: then the client reads all
 * @param asking consulted each time
 */
export function withClientFiles(connection: Connection, host: FileSystem | undefined, asking: Asking): FileSystem {
  const isHosts = (uri: string) => !asking.clientFiles || (host !== undefined && uri.startsWith('file:'));
  return {
    async read(uri) {
      if (isHosts(uri)) return host?.read(uri) ?? MISSING;
      if (!isInside(asking.workspace, uri)) return MISSING;
      const params: ReadFileParams = { uri, maxBytes: MAX_FILE_BYTES };
      return connection.sendRequest<ReadFileResult>(READ_FILE_REQUEST, params).catch(() => MISSING);
    },
    async list(uri) {
      if (isHosts(uri)) return host?.list(uri);
      if (!isInside(asking.workspace, uri)) return undefined;
      const params: ListFolderParams = { uri };
      const answer = connection.sendRequest<ListFolderResult>(LIST_FOLDER_REQUEST, params).catch(() => null);
      return (await answer) ?? undefined;
    },
    // The client follows no link out of a folder that nobody vouches for.
    real: async (uri) => (isHosts(uri) && host?.real !== undefined ? host.real(uri) : uri),
  };
}
