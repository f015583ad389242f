import { memoizeByIdentity } from '../syntax/memo.ts';
import { isSince, type Release } from './release.ts';
import type { Role } from './roles.ts';

/** The roles that read ClearML's HOCON configuration. */
export type ConfigurationRole = Exclude<Role, 'webserver'>;

/** How the processes of one role and release find and merge their configuration. */
export interface Loader {
  /** Read in this order where no variable names others. */
  readonly directories: readonly string[];
  /** Variables that name other directories instead; the first that counts wins. */
  readonly directoryVariables: readonly string[];
  /** Before 1.0.0 an empty one named the process's own working directory. */
  readonly emptyDirectoryCounts: boolean;
  /** Some old releases failed while they printed the warning about a missing directory. */
  readonly missingDirectoryStops: boolean;
  /** What relative directories start from (docker/build/internal_files/entrypoint.sh). */
  readonly workingDirectory: string;
  /** Prefixes of variables that carry settings; each later one beats the earlier ones. */
  readonly prefixes: readonly string[];
  readonly lowerCase: boolean;
  /** True where a key that begins with `-` replaces an object instead of merging into it. */
  readonly replacesByDash: boolean;
}

/**
 * Sources: apiserver/config/basic.py and fileserver/config/basic.py of clearml/clearml-server at every tag (before 0.17.0
 * server/config/basic.py). async_delete runs the API server's code.
 */
export function loaderOf(role: ConfigurationRole, release: Release): Loader {
  const { apiserver, fileserver } = loadersOf(release);
  return role === 'fileserver' ? fileserver : apiserver;
}

const loadersOf = memoizeByIdentity((release: Release) => {
  const since = (version: string) => isSince(release, version);
  return { apiserver: apiserverLoader(since), fileserver: fileserverLoader(since) };
});

/** The variable that carries a setting, in capitals where they are read; `undefined` for a release that reads none. */
export function variableOf({ prefixes, lowerCase }: Loader, setting: string): string | undefined {
  const prefix = prefixes.at(-1);
  const path = setting.replaceAll('.', '__');
  return prefix === undefined ? undefined : prefix + (lowerCase ? path.toUpperCase() : path);
}

type Since = (version: string) => boolean;

function apiserverLoader(since: Since): Loader {
  return {
    directories: [
      ...((since('0.10.0') && !since('1.0.0')) || since('1.0.1') ? ['/opt/trains/config'] : []),
      ...(since('1.0.0') ? ['/opt/clearml/config'] : []),
    ],
    ...variables(since, '0.10.0', '0.11.0'),
    lowerCase: since('0.15.0'),
    missingDirectoryStops: since('0.10.0') && !since('0.15.0'),
    workingDirectory: since('0.17.0') ? '/opt/clearml' : '/opt/trains',
    replacesByDash: since('1.0.0'),
  };
}

function fileserverLoader(since: Since): Loader {
  const directory = since('1.0.0') ? '/opt/clearml/config' : '/opt/trains/config';
  return {
    directories: since('0.10.1') ? [directory] : [],
    ...variables(since, '0.10.1', '0.15.1'),
    lowerCase: true,
    missingDirectoryStops: since('0.10.1') && !since('1.0.2'),
    workingDirectory: since('0.17.0') ? '/opt/clearml/fileserver' : '/opt/trains/fileserver',
    replacesByDash: false,
  };
}

function variables(since: Since, directoriesFrom: string, valuesFrom: string) {
  const clearml = since('1.0.0');
  return {
    directoryVariables: [
      ...(clearml ? ['CLEARML_CONFIG_DIR'] : []),
      ...(since(directoriesFrom) ? ['TRAINS_CONFIG_DIR'] : []),
    ],
    emptyDirectoryCounts: !clearml,
    prefixes: [...(since(valuesFrom) ? ['TRAINS__'] : []), ...(clearml ? ['CLEARML__'] : [])],
  };
}
