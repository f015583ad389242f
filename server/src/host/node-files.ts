import { constants, type Stats } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type FileContent, type FileSystem, type FolderEntry, MAX_FILE_BYTES } from '../deployment/file-system.ts';

/** Files of this machine, by `file:` URI. Only regular files are opened: a FIFO or a device could block for ever. */
export const nodeFiles: FileSystem = { read, list, real };

async function read(uri: string): Promise<FileContent> {
  const path = localPath(uri);
  if (path === undefined) return { kind: 'missing' };
  let found: Stats;
  try {
    found = await stat(path);
  } catch (error) {
    return failure(error);
  }
  if (!found.isFile()) return { kind: 'unreadable', reason: 'not-regular' };
  if (found.size > MAX_FILE_BYTES) return { kind: 'unreadable', reason: 'too-large' };
  return readRegular(path, found.size);
}

/** Opened without waiting, in case the file was swapped for a FIFO since. What grew since is read anew. */
async function readRegular(path: string, size: number): Promise<FileContent> {
  try {
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      // Some file systems give no size; a mebibyte for every small file would keep the garbage collector busy.
      const buffer = Buffer.alloc((size === 0 ? MAX_FILE_BYTES : size) + 1);
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
      if (bytesRead > MAX_FILE_BYTES) return { kind: 'unreadable', reason: 'too-large' };
      if (bytesRead > size && size > 0) return await readRegular(path, 0);
      return decode(buffer.subarray(0, bytesRead));
    } finally {
      await handle.close();
    }
  } catch (error) {
    return failure(error);
  }
}

function decode(bytes: Uint8Array): FileContent {
  try {
    // The BOM stays: pyhocon refuses a file that begins with one.
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { kind: 'unreadable', reason: 'not-text' };
  }
}

function failure(error: unknown): FileContent {
  const code = (error as { code?: string }).code;
  if (code === 'EACCES' || code === 'EPERM') return { kind: 'unreadable', reason: 'no-permission' };
  return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'missing' } : { kind: 'unreadable', reason: 'not-regular' };
}

async function list(folderUri: string): Promise<readonly FolderEntry[] | undefined> {
  const path = localPath(folderUri);
  if (path === undefined) return undefined;
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return await Promise.all(
      entries.map(async (entry) => {
        const found = entry.isSymbolicLink() ? await stat(join(path, entry.name)).catch(() => entry) : entry;
        return { name: entry.name, kind: found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other' } as const;
      }),
    );
  } catch {
    return undefined;
  }
}

async function real(uri: string): Promise<string | undefined> {
  const path = localPath(uri);
  if (path === undefined) return undefined;
  try {
    return pathToFileURL(await realpath(path)).href + (uri.endsWith('/') ? '/' : '');
  } catch {
    return undefined;
  }
}

/** `undefined` for every other scheme, and for a host: a UNC path would make Windows log in there. */
function localPath(uri: string): string | undefined {
  try {
    const url = new URL(uri);
    return url.protocol === 'file:' && url.host === '' ? fileURLToPath(url) : undefined;
  } catch {
    return undefined;
  }
}
