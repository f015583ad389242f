import { splitPath } from '../../syntax/hocon/index.ts';

/** True for the files that the loader reads: `rglob("*.conf")`, hidden ones too, the suffix in lower case only. */
export function isConfigurationFile(path: string): boolean {
  return path.endsWith('.conf');
}

/**
 * The path that a file's content stands under: `secure` for secure.conf, `services.auth` for services/auth.conf. Folders
 * count, and dots and pyhocon's other special characters split further (`_read_recursive` of config/basic.py).
 * @param path relative to the configuration directory
 * @returns nothing where the name has no part left; the server does not start then
 */
export function sectionPath(path: string): readonly string[] {
  const [, folders = '', name = ''] = /^(.*\/)?([^/]*)$/s.exec(path) ?? [];
  // Python's `with_suffix("")` takes no suffix off a name that is nothing else.
  const stem = name === '.conf' ? name : name.slice(0, -'.conf'.length);
  return splitPath([...folders.split('/').filter((part) => part !== ''), stem].join('.'));
}
