import type { CancellationToken } from 'vscode-languageserver';
import { fileKind } from '../deployment/file-kind.ts';
import type { FileSystem } from '../deployment/file-system.ts';
import { encodePart } from '../deployment/uri-path.ts';

/** Folders in which nobody keeps a deployment. */
const SKIPPED = new Set(['node_modules', '.git', '.hg', '.svn', '.venv', 'venv', '__pycache__']);
/** Deeper than any deployment lies; a circle of links ends here, too. */
const MAX_DEPTH = 8;

/** The files of ours in some folders and below, for clients that don't list them. */
export async function workspaceFiles(
  files: FileSystem,
  folders: readonly string[],
  token: CancellationToken,
): Promise<readonly string[]> {
  const found: string[] = [];
  const todo = folders.map((uri) => ({ uri, depth: 0 }));
  for (let next = todo.shift(); next !== undefined && !token.isCancellationRequested; next = todo.shift()) {
    const { uri: folder, depth } = next;
    for (const { name, kind } of (await files.list(folder)) ?? []) {
      const uri = folder + encodePart(name);
      if (kind === 'folder' && depth < MAX_DEPTH && !SKIPPED.has(name)) todo.push({ uri: `${uri}/`, depth: depth + 1 });
      if (kind === 'file' && fileKind(uri) !== undefined) found.push(uri);
    }
  }
  return found.sort();
}
