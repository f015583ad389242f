import type { DeploymentFiles } from '../files.ts';
import { encodePart } from '../uri-path.ts';
import type { ConfigurationDirectory, ConfigurationFile } from './input.ts';

/** Deeper and longer than any real configuration directory: what lies beyond makes it unknown. */
const MAX_DEPTH = 6;
const MAX_FILES = 300;

/** Files that a loader reads, and those that they include. */
const CONFIGURATION = /\.(?:conf|hocon|json|properties)$/i;

/**
 * A folder of this machine as a container sees it.
 * @param uri with a slash at its end
 */
export function readFolder(files: DeploymentFiles, uri: string): ConfigurationDirectory {
  const found: ConfigurationFile[] = [];
  return collect(files, uri, '', 0, found)
    ? { kind: 'known', files: found, uri }
    : { kind: 'unknown', reason: 'The directory is too large to be read as a whole.', files: found };
}

function collect(
  files: DeploymentFiles,
  uri: string,
  path: string,
  depth: number,
  found: ConfigurationFile[],
): boolean {
  const entries = files.folder(uri) ?? [];
  let complete = true;
  for (const { name, kind } of entries.toSorted((left, right) => (left.name < right.name ? -1 : 1))) {
    const own = { path: path + name, uri: uri + encodePart(name) };
    if (found.length >= MAX_FILES || depth >= MAX_DEPTH) return false;
    if (kind === 'folder') {
      if (name.endsWith('.conf')) found.push({ ...own, directory: true });
      complete = collect(files, `${own.uri}/`, `${own.path}/`, depth + 1, found) && complete;
    } else if (CONFIGURATION.test(name)) {
      found.push(readFile(files, own));
    }
  }
  return complete;
}

/** A file by its place in a container and on this machine. */
export function readFile(
  files: DeploymentFiles,
  own: { readonly path: string; readonly uri: string },
): ConfigurationFile {
  const content = files.content(own.uri);
  if (content.kind === 'text') return { ...own, text: content.text };
  if (content.kind === 'unreadable' && content.reason === 'not-text') return { ...own, notText: true };
  return { ...own, unknown: 'The file can’t be read here.' };
}
