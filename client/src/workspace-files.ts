import { type Disposable, type FileStat, FileSystemError, FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  LIST_FOLDER_REQUEST,
  type ListFolderParams,
  type ListFolderResult,
  READ_FILE_REQUEST,
  type ReadFileParams,
  type ReadFileResult,
} from '../../server/src/protocol/files.ts';

/** Reads files of the workspace for a server that can't: in a browser, and where the workspace is on no disk. */
export function serveWorkspaceFiles(client: BaseLanguageClient): Disposable {
  const handlers = [
    client.onRequest<ReadFileResult, void>(READ_FILE_REQUEST, readFile),
    client.onRequest<ListFolderResult, void>(LIST_FOLDER_REQUEST, listFolder),
  ];
  return { dispose: () => handlers.forEach((each) => void each.dispose()) };
}

async function readFile({ uri, maxBytes }: ReadFileParams): Promise<ReadFileResult> {
  const file = Uri.parse(uri, true);
  const state = await stateOf(file);
  if ('kind' in state) return state;
  // Nothing but a regular file is opened: a FIFO or a device could block for ever.
  if ((state.type & FileType.File) === 0) return { kind: 'unreadable', reason: 'not-regular' };
  if (state.size > maxBytes) return { kind: 'unreadable', reason: 'too-large' };
  try {
    const bytes = await workspace.fs.readFile(file);
    // Some file systems give no size.
    return bytes.length > maxBytes ? { kind: 'unreadable', reason: 'too-large' } : decode(bytes);
  } catch (error) {
    return failure(error);
  }
}

async function listFolder({ uri }: ListFolderParams): Promise<ListFolderResult> {
  const folder = Uri.parse(uri, true);
  if ('kind' in (await stateOf(folder))) return null;
  try {
    const entries = await workspace.fs.readDirectory(folder);
    return entries.map(([name, type]) => ({ name, kind: kindOf(type) }));
  } catch {
    return null;
  }
}

/** What stands at a place that may be looked at, or why it may not. */
async function stateOf(uri: Uri): Promise<FileStat | Exclude<ReadFileResult, { kind: 'text' }>> {
  const folder = workspace.getWorkspaceFolder(uri);
  if (folder === undefined || uri.path.split('/').includes('..')) return { kind: 'missing' };
  try {
    if (!workspace.isTrusted && (await passesLink(folder.uri, uri))) {
      return { kind: 'unreadable', reason: 'outside-workspace' };
    }
    return await workspace.fs.stat(uri);
  } catch (error) {
    return failure(error);
  }
}

/** True where a link is on the way: it may lead anywhere, and nobody vouches for it. */
async function passesLink(folder: Uri, uri: Uri): Promise<boolean> {
  let at = folder;
  for (const part of uri.path.slice(folder.path.length).split('/').filter(Boolean)) {
    at = Uri.joinPath(at, part);
    if (((await workspace.fs.stat(at)).type & FileType.SymbolicLink) !== 0) return true;
  }
  return false;
}

/** A link counts as what it leads to. */
function kindOf(type: FileType): 'file' | 'folder' | 'other' {
  if ((type & FileType.File) !== 0) return 'file';
  return (type & FileType.Directory) !== 0 ? 'folder' : 'other';
}

function decode(bytes: Uint8Array): ReadFileResult {
  try {
    // The BOM stays: ClearML refuses a file that begins with one.
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { kind: 'unreadable', reason: 'not-text' };
  }
}

function failure(error: unknown): Exclude<ReadFileResult, { kind: 'text' }> {
  const code = error instanceof FileSystemError ? error.code : undefined;
  if (code === 'NoPermissions') return { kind: 'unreadable', reason: 'no-permission' };
  return code === 'FileNotFound' || code === 'FileNotADirectory'
    ? { kind: 'missing' }
    : { kind: 'unreadable', reason: 'not-regular' };
}
