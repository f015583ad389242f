import type { Loader } from '../../clearml/release-loader.ts';
import type { ProcessVariable } from './input.ts';
import type { FindVariable } from './source.ts';

/** The directories that a process reads, in order; each later one wins. */
export type DirectoryList =
  | {
      readonly kind: 'known';
      /** Absolute container paths. */
      readonly paths: readonly string[];
      /** The variable that names them, where they are not the default ones. */
      readonly variable?: ProcessVariable;
    }
  /** A variable whose value nobody can tell names them. */
  | { readonly kind: 'unknown'; readonly variable: ProcessVariable };

/**
 * `CLEARML_CONFIG_DIR`, else `TRAINS_CONFIG_DIR`, replaces the default list (config/basic.py, `_get_paths`): split at
 * `:`, `$VAR` and `~` expanded.
 */
export function directoryList(loader: Loader, find: FindVariable): DirectoryList {
  for (const name of loader.directoryVariables) {
    const variable = find(name);
    if (variable === undefined || variable.value === null) continue;
    if (typeof variable.value !== 'string') return { kind: 'unknown', variable };
    if (variable.value === '' && !loader.emptyDirectoryCounts) continue;
    const paths = variable.value.split(':').map((path) => absolutePath(path, loader.workingDirectory, find));
    return paths.every((path) => path !== undefined)
      ? { kind: 'known', paths, variable }
      : { kind: 'unknown', variable };
  }
  return { kind: 'known', paths: loader.directories };
}

/** `undefined` where it depends on something that can't be seen. */
function absolutePath(written: string, workingDirectory: string, find: FindVariable): string | undefined {
  let known = true;
  // Python's `os.path.expandvars`: what is not set stays as it is written.
  const expanded = written.replace(/\$(?:(\w+)|\{([^}]*)\})/g, (whole, bare?: string, braced?: string) => {
    const value = find(bare ?? braced ?? '')?.value ?? whole;
    if (typeof value === 'string') return value;
    known = false;
    return '';
  });
  const home = expandHome(expanded, find);
  if (!known || home === undefined) return undefined;
  return normalPath(home.startsWith('/') ? home : `${workingDirectory}/${home}`);
}

/** The images run as root. */
function expandHome(path: string, find: FindVariable): string | undefined {
  const [, user, rest = ''] = /^~([^/]*)(.*)$/s.exec(path) ?? [];
  if (user === undefined) return path;
  if (user !== '') return user === 'root' ? `/root${rest}` : undefined;
  const home = find('HOME')?.value ?? '/root';
  return typeof home === 'string' ? home + rest : undefined;
}

/** An absolute path without `.`, `..`, doubled and trailing slashes. */
export function normalPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
