import {
  type ConfigurationDirectory,
  type ConfigurationFile,
  type ConfigurationInput,
  type LoadedConfiguration,
  loadConfiguration,
  type ProcessVariable,
} from '../../../../server/src/deployment/configuration/index.ts';

/** A process as a test describes it. */
export interface Process {
  readonly role?: ConfigurationInput['role'];
  readonly release?: ConfigurationInput['release'];
  /** In `/opt/clearml/config` unless the path is absolute; a path that ends in `/` is a folder. */
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Directories that can't be seen. */
  readonly unseen?: readonly string[];
}

const CONFIG = '/opt/clearml/config';

/** Loads the configuration of a process: each top folder of the files is a mount of its own, a file's URI is its path. */
export function load({ role = 'apiserver', release, files = {}, env = {}, unseen = [] }: Process): LoadedConfiguration {
  const mounts = new Map<string, ConfigurationFile[]>();
  for (const [path, text] of Object.entries(files)) {
    const absolute = path.startsWith('/') ? path : `${CONFIG}/${path}`;
    const mount = absolute.startsWith(`${CONFIG}/`) ? CONFIG : absolute.split('/').slice(0, -1).join('/');
    const file = { path: absolute.slice(mount.length + 1).replace(/\/$/, ''), uri: `file://${absolute}` };
    const entry = path.endsWith('/') ? { ...file, directory: true as const } : { ...file, text };
    mounts.set(mount, [...(mounts.get(mount) ?? []), entry]);
  }
  const directories = new Map<string, ConfigurationDirectory>();
  for (const [mount, entries] of mounts) directories.set(mount, { kind: 'known', files: entries });
  for (const path of unseen) {
    const entries = mounts.get(path) ?? [];
    directories.set(path, { kind: 'unknown', reason: 'It is on another machine.', files: entries });
  }
  const variables = Object.entries(env).map(([name, value]) => variable(name, value));
  return loadConfiguration({ role, release, variables, directories });
}

/** A variable that stands in compose.yaml, at an offset of its own for each name. */
export function variable(name: string, value: ProcessVariable['value']): ProcessVariable {
  const at = [...name].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0);
  return { name, value, origin: { uri: 'file:///compose.yaml', span: { start: at, end: at + 1 } }, via: [] };
}
