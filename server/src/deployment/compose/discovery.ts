import { resolvePath } from '../uri-path.ts';
import { below, type DotenvFile, NO_VARIABLES, type VariableScope } from './environment-layers.ts';
import type { ProjectSource } from './project.ts';

/** Base file names, the preferred one first. Source: compose-go cli/options.go, `DefaultFileNames`. */
const BASE_NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];

/** Names of the override that is read with any base. Source: `DefaultOverrideFileNames`. */
const OVERRIDE_NAMES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

/** What a folder is looked at with. */
export interface FolderView {
  /** URI with a slash at its end. */
  readonly folder: string;
  /** Names of its files. */
  readonly names: ReadonlySet<string>;
  readonly dotenv: (uri: string) => DotenvFile | undefined;
  /** What counts like the shell: it beats every `.env`. */
  readonly shell?: VariableScope;
}

/**
 * The project that `docker compose` would take in a folder: the files that COMPOSE_FILE names, else the first base file
 * there is with its override. `undefined` where the folder holds none.
 */
export function projectOfFolder(view: FolderView): ProjectSource | undefined {
  const { folder, names, dotenv, shell = NO_VARIABLES } = view;
  const own = dotenv(`${folder}.env`);
  const variables = below(shell, own === undefined ? [] : [own]);
  const listed = variables.lookup('COMPOSE_FILE');
  if (listed !== undefined && listed !== '') {
    return listedProject(view, variables, listed, own);
  }
  const base = BASE_NAMES.find((name) => names.has(name));
  if (base === undefined) return undefined;
  const override = OVERRIDE_NAMES.find((name) => names.has(name));
  const roots = [base, ...(override === undefined ? [] : [override])].map((name) => folder + name);
  return { roots, directory: folder, variables };
}

/** Files of COMPOSE_FILE: relative ones start in the folder, all else in the folder of the first. */
function listedProject(
  { folder, dotenv, shell = NO_VARIABLES }: FolderView,
  variables: VariableScope,
  listed: string,
  own: DotenvFile | undefined,
): ProjectSource | undefined {
  const separator = variables.lookup('COMPOSE_PATH_SEPARATOR') || (/^[A-Za-z]:[\\/]|;/.test(listed) ? ';' : ':');
  const roots = listed.split(separator).flatMap((path) => resolvePath(folder, path.trim()) ?? []);
  const [first] = roots;
  if (first === undefined) return undefined;
  const directory = first.slice(0, first.lastIndexOf('/') + 1);
  const other = directory === folder ? undefined : dotenv(`${directory}.env`);
  const files = [other, own].filter((file) => file !== undefined);
  return { roots, directory, variables: below(shell, files) };
}

/** A compose file taken by itself, as with `-f`. */
export function projectOfFile({ folder, dotenv, shell = NO_VARIABLES }: FolderView, uri: string): ProjectSource {
  const own = dotenv(`${folder}.env`);
  const partial = /\.override\.ya?ml$/i.test(uri);
  return { roots: [uri], directory: folder, variables: below(shell, own === undefined ? [] : [own]), partial };
}
