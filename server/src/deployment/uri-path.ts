/**
 * Where a path in a configuration file leads. Relative paths start in a folder; absolute ones on the folder's machine.
 * @param folder URI with a slash at its end
 * @returns a URI without one; `undefined` for what is no file of that machine (`~`, a URL, a UNC path, a variable)
 */
export function resolvePath(folder: string, path: string): string | undefined {
  const forward = /^[A-Za-z]:[\\/]/.test(path) ? `/${path.replaceAll('\\', '/')}` : path;
  if (forward === '' || /^(?:~|\\\\|\/\/|[a-z][\w+.-]+:|git@)/i.test(forward) || forward.includes('\0'))
    return undefined;
  const [, origin = '', start = '/'] = /^([a-z][\w+.-]*:(?:\/\/[^/]*)?)(\/.*)$/i.exec(folder) ?? [];
  const parts = forward.startsWith('/') ? [] : start.split('/').slice(1, -1);
  for (const part of forward.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(encodePart(part));
  }
  return `${origin}/${parts.join('/')}`;
}

/** A part of a path as editors write it in URIs. Half of a character outside the first plane stands for no file. */
export function encodePart(part: string): string {
  return encodeURIComponent(part.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
}

/** The folder of a file, with a slash at its end. */
export function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1);
}

/** A folder's URI with a slash at its end. */
export function asFolder(uri: string): string {
  return uri.endsWith('/') ? uri : `${uri}/`;
}

/** A URI as it is compared, and a path in it as people write it: nothing percent-encoded. */
export function plain(uri: string): string {
  if (!uri.includes('%')) return uri;
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
