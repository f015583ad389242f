import { memoizeByIdentity, once } from '../../syntax/memo.ts';
import type { YamlTree } from '../../syntax/yaml/index.ts';
import { consistencyProblems } from './consistency.ts';
import type { DotenvFile, VariableScope } from './environment-layers.ts';
import type { ProjectFiles } from './model/files.ts';
import { loadModel } from './model/load.ts';
import { type ComposeMap, type ComposeNode, entriesAt, nodeAt, textAt } from './model/node.ts';
import type { ComposeProblem } from './model/problem.ts';
import { schemaProblems } from './model/schema.ts';
import { portBudget } from './port-entry.ts';
import { type ComposeService, readService } from './service.ts';

/** A Compose project as Docker Compose would load it. */
export interface ComposeProject {
  /** URIs of the files that it starts from, in order; the first one gives it its name here. */
  readonly roots: readonly string[];
  readonly variables: VariableScope;
  readonly services: readonly ComposeService[];
  readonly root: ComposeMap | undefined;
  /** Keys of networks that other projects or the local network reach: `external`, macvlan, ipvlan. */
  readonly openNetworks: ReadonlySet<string>;
  /** Keys of those that give a container an address in the local network: macvlan, ipvlan, and not `internal`. */
  readonly localNetworks: ReadonlySet<string>;
  /** What Compose would refuse. Checked when it is asked for. */
  readonly problems: () => readonly ComposeProblem[];
  /** True where the files are only a part of a project, or can't be read as a whole: what is absent proves nothing. */
  readonly partial: boolean;
}

/** What a project is loaded from. */
export interface ProjectSource {
  readonly roots: readonly string[];
  /** URI, with a slash at its end, that relative paths start from. */
  readonly directory: string;
  readonly variables: VariableScope;
  readonly profiles?: readonly string[];
  /** True for a file that stands alone but is made to be merged over another. */
  readonly partial?: boolean;
}

/** Loads a project. Never throws; what has an unexpected shape is told and left out. */
export function loadProject(files: ProjectFiles, source: ProjectSource): ComposeProject {
  const problems: ComposeProblem[] = [];
  const { roots, variables } = source;
  const { root, states } = loadModel(files, roots, source.directory, variables, [], problems);
  const profiles = new Set([...(source.profiles ?? []), ...listed(variables.lookup('COMPOSE_PROFILES'))]);
  const services: ComposeService[] = [];
  const context = { files, variables, profiles, ports: portBudget() };
  for (const entry of entriesAt(root, 'services')) {
    if (entry.value.kind === 'map') services.push(readService(context, entry, entry.value));
  }
  const partial = source.partial === true || problems.some((problem) => UNREAD.has(problem.kind));
  return {
    roots,
    variables,
    services,
    root,
    openNetworks: networksThat(root, (network) => isExternal(network) || isLocal(network)),
    localNetworks: networksThat(root, (network) => isLocal(network) && textAt(network, 'internal') !== 'true'),
    problems: once(() => {
      const consistency = root === undefined ? [] : consistencyProblems(root, services);
      return unique([...problems, ...states.flatMap(schemaProblems), ...consistency]);
    }),
    partial,
  };
}

/** After these a part of the project is out of sight. */
const UNREAD: ReadonlySet<ComposeProblem['kind']> = new Set(['yaml', 'file-missing', 'extends', 'merge']);

function listed(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function networksThat(root: ComposeMap | undefined, holds: (network: ComposeNode) => boolean): ReadonlySet<string> {
  return new Set(entriesAt(root, 'networks').flatMap(({ key, value }) => (holds(value) ? [key] : [])));
}

function isExternal(network: ComposeNode): boolean {
  const external = nodeAt(network, 'external');
  return external?.kind === 'map' || !['false', undefined].includes(textAt(external));
}

function isLocal(network: ComposeNode): boolean {
  return /^(?:macvlan|ipvlan)/.test(textAt(network, 'driver') ?? '');
}

function unique(problems: readonly ComposeProblem[]): readonly ComposeProblem[] {
  const keyOf = ({ kind, at, message }: ComposeProblem) => `${kind} ${at.uri} ${at.span.start} ${message}`;
  return [...new Map(problems.map((problem) => [keyOf(problem), problem])).values()];
}

/** Every dotenv file that the project reads: for interpolation, and for its containers. */
export function dotenvFiles(project: ComposeProject): readonly DotenvFile[] {
  return [...filesOf(project).dotenv.values()];
}

/** Every compose file that something of the project stands in, in the order of merging. */
export function composeFiles(project: ComposeProject): ReadonlyMap<string, YamlTree> {
  return filesOf(project).compose;
}

/** The text of one of the project's files. */
export function fileText(project: ComposeProject, uri: string): string | undefined {
  const { compose, dotenv } = filesOf(project);
  return compose.get(uri)?.text ?? dotenv.get(uri)?.tree.text;
}

interface FilesByUri {
  readonly compose: ReadonlyMap<string, YamlTree>;
  readonly dotenv: ReadonlyMap<string, DotenvFile>;
}

/** Collected once: rules ask for every token. */
const filesOf = memoizeByIdentity((project: ComposeProject): FilesByUri => {
  const parts = [...(project.root?.parts ?? []), ...project.services.flatMap((service) => service.node.parts)];
  const passed = project.services.flatMap((service) => service.envFiles.flatMap((reference) => reference.file ?? []));
  return {
    compose: new Map(parts.map(({ file }) => [file.uri, file.tree])),
    dotenv: new Map([...project.variables.files, ...passed].map((file) => [file.uri, file])),
  };
});
