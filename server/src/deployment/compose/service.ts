import { isServerImage } from '../../clearml/images.ts';
import { type Role, roleOfName, rolesOfCommand } from '../../clearml/roles.ts';
import type { Location } from '../location.ts';
import { type EnvFileReference, readEnvFiles } from './container-environment.ts';
import { containerEnvironment, type EnvironmentEntry } from './environment.ts';
import type { VariableScope } from './environment-layers.ts';
import type { ProjectFiles } from './model/files.ts';
import { type ComposeEntry, type ComposeMap, type ComposeNode, isAbsent, nodeAt, textAt } from './model/node.ts';
import type { ComposeText } from './model/text.ts';
import { type PortBudget, type PortEntry, readPorts } from './port-entry.ts';
import { readVariables } from './variable.ts';
import { readVolumes, type Volume } from './volume.ts';

/** One service of a project, all its files put together. */
export interface ComposeService {
  readonly name: string;
  /** Its key, where it is first named. */
  readonly keyAt: Location;
  /** `services/redis`. */
  readonly path: string;
  readonly node: ComposeMap;
  /** False where it has profiles and none of them is asked for. */
  readonly active: boolean;
  readonly image: ComposeText | undefined;
  readonly built: boolean;
  /** Entrypoint and command, split into words. */
  readonly command: readonly string[];
  /** ClearML Server roles; none for every other service. */
  readonly roles: readonly Role[];
  readonly environment: readonly EnvironmentEntry[];
  readonly envFiles: readonly EnvFileReference[];
  readonly ports: readonly PortEntry[];
  readonly networkMode: ComposeText | undefined;
  readonly networks: readonly string[];
  /** Only started when one of these profiles is asked for; empty = always. */
  readonly profiles: readonly string[];
  readonly volumes: readonly Volume[];
  /** Container paths of `volumes`, `configs` and `secrets` entries, where they can be told. */
  readonly mounts: readonly string[];
}

/** What services are read with. */
export interface ServiceContext {
  readonly files: ProjectFiles;
  readonly variables: VariableScope;
  readonly profiles: ReadonlySet<string>;
  readonly ports: PortBudget;
}

export function readService(context: ServiceContext, { key, keyAt }: ComposeEntry, node: ComposeMap): ComposeService {
  const image = scalarAt(node, 'image');
  const command = [...words(nodeAt(node, 'entrypoint')), ...words(nodeAt(node, 'command'))];
  const profiles = texts(nodeAt(node, 'profiles'));
  const active =
    profiles.length === 0 || profiles.some((name) => context.profiles.has(name) || context.profiles.has('*'));
  const envFiles = readEnvFiles(context.files, nodeAt(node, 'env_file'));
  const stated = readVariables(nodeAt(node, 'environment'));
  const volumes = readVolumes(nodeAt(node, 'volumes'));
  return {
    name: key,
    keyAt,
    path: node.path,
    node,
    active,
    image,
    built: node.entries.has('build'),
    command,
    roles: rolesOf(key, textAt(node, 'container_name'), image?.value, command),
    environment: containerEnvironment(stated, envFiles, context.variables),
    envFiles,
    ports: readPorts(nodeAt(node, 'ports'), context.ports),
    networkMode: scalarAt(node, 'network_mode'),
    networks: namesOf(nodeAt(node, 'networks')),
    profiles,
    volumes,
    mounts: [...volumes.map((volume) => volume.target), ...fileTargets(node)],
  };
}

/** A role needs a server image or a command that only ClearML's images know; a name alone gives none. */
function rolesOf(name: string, container: string | undefined, image: string | undefined, command: readonly string[]) {
  const roles = rolesOfCommand(command);
  const server = image !== undefined && isServerImage(image);
  if (roles.length > 0 || !server || command.length > 0) {
    return server || image === undefined || roles.length > 0 ? roles : [];
  }
  const byName = roleOfName(name) ?? (container === undefined ? undefined : roleOfName(container));
  return byName === undefined ? [] : [byName];
}

/** A command in list form, or in string form split at blanks: quoting does not matter for the words we look for. */
function words(node: ComposeNode | undefined): readonly string[] {
  if (node?.kind === 'list') return node.items.map(({ value }) => textOrWritten(value));
  const text = textOrWritten(node).trim();
  return text === '' ? [] : text.split(/\s+/);
}

function textOrWritten(node: ComposeNode | undefined): string {
  const text = node?.kind === 'scalar' ? node.text : undefined;
  return text?.value ?? text?.written.text ?? '';
}

function scalarAt(node: ComposeNode, key: string): ComposeText | undefined {
  const found = nodeAt(node, key);
  return found?.kind === 'scalar' ? found.text : undefined;
}

/** The texts of a list. */
export function texts(node: ComposeNode | undefined): readonly string[] {
  return node?.kind === 'list' ? node.items.flatMap(({ value }) => textAt(value) ?? []) : [];
}

/** Names in map or list form: `networks`, `depends_on`. */
export function namesOf(node: ComposeNode | undefined): readonly string[] {
  return node?.kind === 'map' ? [...node.entries.keys()] : texts(node);
}

function fileTargets(node: ComposeMap): readonly string[] {
  return ['configs', 'secrets'].flatMap((key) => {
    const list = nodeAt(node, key);
    if (list?.kind !== 'list') return [];
    return list.items.flatMap(({ value }) => textAt(value, 'target') ?? []);
  });
}

/** True where a variable that the project does not show may be set: an env file that can't be read. */
export function hasUnseenVariables(service: ComposeService): boolean {
  return service.envFiles.some((reference) => reference.file === undefined);
}

/** True where nothing stands at a key, or null. */
export function lacks(service: ComposeService, key: string): boolean {
  return isAbsent(nodeAt(service.node, key));
}
