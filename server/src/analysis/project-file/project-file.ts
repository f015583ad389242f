import ignore from 'ignore';
import type { Location } from '../../deployment/location.ts';
import { folderOf, plain, resolvePath } from '../../deployment/uri-path.ts';
import type { Severity } from '../../rules/finding.ts';
import { parseProjectFile } from './parse.ts';

/** What a project says of itself, for editor and command line alike. */
export const PROJECT_FILE = '.clearml-secure.yaml';

/** The content of a project file; what it doesn't say is empty. */
export interface ProjectSettings {
  readonly scope?: 'clearml' | 'all';
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** Folders that stand for a path of a container, or of another machine. */
  readonly configDirectories: Readonly<Record<string, string>>;
  /** Env files whose variables count like the shell's. */
  readonly envFiles: readonly string[];
  readonly deployments: readonly ListedDeployment[];
  /** Patterns, as in a `.gitignore`, of files that are not checked. */
  readonly ignore: readonly string[];
}

/** Compose files that are taken together, as with `docker compose -f a -f b`, and variables that count like the shell's. */
export interface ListedDeployment {
  readonly files: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export const NO_SETTINGS: ProjectSettings = {
  rules: {},
  configDirectories: {},
  envFiles: [],
  deployments: [],
  ignore: [],
};

/** A project file with its paths resolved: URIs, those of folders with a slash at their end. */
export interface ProjectFile extends Pick<ProjectSettings, 'scope' | 'rules'> {
  readonly uri: string;
  readonly configDirectories: ReadonlyMap<string, string>;
  readonly envFiles: readonly string[];
  readonly deployments: readonly ListedDeployment[];
  /** True for a file that is not to be checked. */
  readonly ignores: (uri: string) => boolean;
  /** Why nothing of it counts. */
  readonly problem?: { readonly at: Location; readonly message: string };
}

export function readProjectFile(uri: string, text: string): ProjectFile {
  const { settings, problem } = parseProjectFile(text);
  const { scope, rules, configDirectories, envFiles, deployments } = settings;
  const folder = folderOf(uri);
  const resolved = (paths: readonly string[]) => paths.flatMap((path) => resolvePath(folder, path) ?? []);
  const patterns = ignore({ ignorecase: false }).add(settings.ignore);
  return {
    uri,
    ...(scope && { scope }),
    rules,
    configDirectories: new Map(
      Object.entries(configDirectories).map(([path, target]) => [path, `${resolvePath(folder, target)}/`]),
    ),
    envFiles: resolved(envFiles),
    deployments: deployments.map(({ files, env }) => ({ files: resolved(files), env })),
    ignores: (file) => file.startsWith(folder) && patterns.ignores(plain(file.slice(folder.length))),
    ...(problem && { problem: { at: { uri, span: problem.span }, message: problem.message } }),
  };
}
