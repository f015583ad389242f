import { imageTag, isServerImage } from '../clearml/images.ts';
import type { ConfigurationRole } from '../clearml/release-loader.ts';
import type { EnvironmentEntry } from './compose/environment.ts';
import type { ComposeProject } from './compose/project.ts';
import type { ComposeService } from './compose/service.ts';
import { containerDirectories, type OutOfReach } from './configuration/container-directories.ts';
import { readFolder } from './configuration/folder.ts';
import type { ConfigurationFile, ConfigurationInput, ProcessVariable } from './configuration/input.ts';
import { type LoadedConfiguration, loadConfiguration } from './configuration/load.ts';
import type { DeploymentFiles } from './files.ts';

/** A server process of ClearML and what it would hold. */
export interface ClearmlProcess {
  readonly role: ConfigurationRole;
  /** `undefined` for a configuration directory that no compose file mounts. */
  readonly service: ComposeService | undefined;
  /** What it would hold; loaded when it is first asked for. */
  readonly configuration: LoadedConfiguration;
  /** The configuration files of its directories, also those that it does not load. */
  readonly files: readonly ConfigurationFile[];
  /**
   * URI, with a slash at its end, of the folder of this machine whose files win over those of its other directories;
   * `undefined` where none is within reach.
   */
  readonly folder: string | undefined;
}

/**
 * Every process of a project that reads ClearML's configuration; a service of several roles gives several.
 */
export function processesOf(
  project: ComposeProject,
  files: DeploymentFiles,
  outOfReach: OutOfReach = {},
): readonly ClearmlProcess[] {
  return project.services.flatMap((service) => {
    const roles = service.roles.filter((role) => role !== 'webserver');
    if (roles.length === 0) return [];
    const directories = containerDirectories(files, service, project.root, outOfReach);
    const shared = { release: releaseInput(service), variables: service.environment.map(processVariable), directories };
    return roles.map((role) => toProcess({ role, ...shared }, service, files));
  });
}

/**
 * The processes that would read a directory which nothing mounts here: an API server and a file server of the newest
 * release.
 * @param folder URI with a slash at its end
 */
export function processesOfFolder(folder: string, files: DeploymentFiles): readonly ClearmlProcess[] {
  const directories = new Map([['/opt/clearml/config', readFolder(files, folder)]]);
  const shared = { release: undefined, variables: [], directories };
  return (['apiserver', 'fileserver'] as const).map((role) => toProcess({ role, ...shared }, undefined, files));
}

function toProcess(
  input: ConfigurationInput,
  service: ComposeService | undefined,
  files: DeploymentFiles,
): ClearmlProcess {
  return new LazyProcess({ ...input, parse: (uri, text) => files.parseHocon(uri, text) }, service);
}

class LazyProcess implements ClearmlProcess {
  readonly service: ComposeService | undefined;
  readonly files: readonly ConfigurationFile[];
  readonly #input: ConfigurationInput;
  #loaded: LoadedConfiguration | undefined;

  constructor(input: ConfigurationInput, service: ComposeService | undefined) {
    this.service = service;
    this.files = [...input.directories.values()].flatMap((directory) => directory.files ?? []);
    this.#input = input;
  }

  get role(): ConfigurationRole {
    return this.#input.role;
  }

  get configuration(): LoadedConfiguration {
    this.#loaded ??= loadConfiguration(this.#input);
    return this.#loaded;
  }

  get folder(): string | undefined {
    const last = this.configuration.directories.findLast(({ state }) => state !== 'missing');
    return last?.path === undefined ? undefined : folderAt(last.path, this.#input.directories);
  }
}

function folderAt(path: string, directories: ConfigurationInput['directories']): string | undefined {
  const directory = directories.get(path);
  return directory?.kind === 'known' ? directory.uri : undefined;
}

function releaseInput({ image, built }: ComposeService): ConfigurationInput['release'] {
  const reference = image?.value;
  if (reference !== undefined && isServerImage(reference)) return imageTag(reference);
  if (built) return { unknown: 'The image is built here, and what is in it can’t be seen.' };
  return { unknown: 'The image is none of ClearML Server’s known ones.' };
}

/** A variable as the process gets it, with the place where its value is written. */
export function processVariable({
  name,
  value,
  unset,
  at,
  nameAt,
  via,
  pieces,
  source,
}: EnvironmentEntry): ProcessVariable {
  const references = pieces.flatMap(({ reference }) => (reference === undefined ? [] : [reference]));
  const way = [...references, ...(via === undefined ? [] : [via])];
  if (unset.length > 0) {
    const reason = `${unset.join(' and ')} ${unset.length > 1 ? 'are' : 'is'} set in no file that is visible here.`;
    return { name, value: { unknown: reason }, origin: at, via: way };
  }
  if (value === undefined && source === 'environment') {
    return { name, value: { unknown: 'It is supplied when the server is started.' }, origin: at, via: way };
  }
  // A value that comes whole from a variable stands where the variable is set.
  const [only, ...others] = pieces;
  const origin = only?.reference !== undefined && others.length === 0 ? only.at : at;
  return { name, value: value ?? null, origin: value === undefined ? nameAt : origin, via: way };
}
