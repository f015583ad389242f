import { mayMentionClearml } from '../clearml/mention.ts';
import { type FolderView, projectOfFile, projectOfFolder } from '../deployment/compose/discovery.ts';
import { below, NO_VARIABLES, type VariableScope, withVariables } from '../deployment/compose/environment-layers.ts';
import { loadProject, type ProjectSource } from '../deployment/compose/project.ts';
import { sectionPath } from '../deployment/configuration/section-path.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { type FileKind, fileKind, fileName } from '../deployment/file-kind.ts';
import type { FileSystem } from '../deployment/file-system.ts';
import { processesOf, processesOfFolder } from '../deployment/processes.ts';
import { encodePart, folderOf } from '../deployment/uri-path.ts';
import { ANYWHERE, isTop, type Workspace } from '../deployment/workspace.ts';
import { memoizeByIdentity } from '../syntax/memo.ts';
import { DeploymentMemory } from './deployment-memory.ts';
import { gitAround } from './git-around.ts';
import { hoconFiles, hoconOf } from './hocon-files.ts';
import { findProjectFile } from './project-file/find.ts';
import type { ProjectFile } from './project-file/project-file.ts';
import { RecentlyUsed } from './recently-used.ts';
import { type Needs, ParsedFiles, Snapshot } from './snapshot.ts';
import { isTooLarge, tooManyVariables } from './too-large.ts';

/** A deployment with the URIs of its files; `key` tells it from others. */
export interface ReadDeployment {
  readonly key: string;
  readonly deployment: Deployment;
  /** The compose files that it starts from. */
  readonly roots: readonly string[];
  /** Every file that exists, or would count if it did. */
  readonly uris: readonly string[];
  /** Those that exist. */
  readonly files: readonly string[];
  /** What counts for it: the nearest one above its first file. */
  readonly project?: ProjectFile;
}

/** What people say beside the files. */
export interface LookOptions {
  /** Variables that count like the shell's: they beat every `.env`. */
  readonly shell?: VariableScope;
  /** Profiles that are asked for beside those of COMPOSE_PROFILES. */
  readonly profiles?: readonly string[];
  /** True to leave empty what can have nothing of ClearML in it, which is told without parsing. */
  readonly onlyClearml?: boolean;
  /** True for a fresh installation: configuration directories that are out of reach are empty. */
  readonly fresh?: boolean;
}

/** Finds and reads deployments. Parsed files are kept while their text is the same. */
export class DeploymentReader {
  readonly #files: FileSystem;
  readonly #workspace: () => Workspace;
  readonly #parsed = new ParsedFiles();
  readonly #memory = new DeploymentMemory();

  constructor(files: FileSystem, workspace: () => Workspace = () => ANYWHERE) {
    this.#files = files;
    this.#workspace = workspace;
  }

  /** A look at the files as they are now; every file is read once at most. */
  look(options: LookOptions = {}): DeploymentLook {
    // With other variables the same files are another deployment.
    const same = options.shell === undefined && options.profiles === undefined;
    const memory = same ? this.#memory : new DeploymentMemory();
    const snapshot = new Snapshot(this.#files, this.#parsed);
    return new DeploymentLook(snapshot, memory, options, this.#workspace());
  }
}

/** Further up than this no compose file is looked for that reaches a file by `include`, `extends` or a mount. */
const PARENT_FOLDERS = 3;
/** In a folder with more compose files than this each is taken by itself. */
const MOST_SIBLINGS = 50;
/** Enough for a folder and those above it; a look at thousands of folders must not keep all that is in them. */
const MOST_AT_ONCE = 64;

/** The deployments as they are at one moment. */
export class DeploymentLook {
  readonly #snapshot: Snapshot;
  readonly #memory: DeploymentMemory;
  readonly #options: LookOptions;
  readonly #workspace: Workspace;
  readonly #projects = new RecentlyUsed<Promise<ReadDeployment>>(MOST_AT_ONCE);
  readonly #folders = new RecentlyUsed<Promise<readonly ReadDeployment[]>>(MOST_AT_ONCE);
  readonly #projectFiles = new Map<string, Promise<FoundProjectFile>>();

  constructor(snapshot: Snapshot, memory: DeploymentMemory, options: LookOptions, workspace: Workspace) {
    this.#snapshot = snapshot;
    this.#memory = memory;
    this.#options = options;
    this.#workspace = workspace;
  }

  /** The deployments that a file is part of: those of its folder and above that read it, else the file by itself. */
  async deploymentsOf(uri: string, kind: FileKind | undefined): Promise<readonly ReadDeployment[]> {
    const reaching = (await this.#listedBy(folderOf(uri))).filter((each) => each.uris.includes(uri));
    if (kind === undefined) return reaching;
    for (const folder of foldersAbove(uri)) {
      for (const each of await this.#projectsIn(folder)) if (each.uris.includes(uri)) reaching.push(each);
    }
    const alone = reaching.filter((each) => each.key === uri);
    // A file that others include is part of theirs, and no deployment of its own.
    if (reaching.length > alone.length) return reaching.filter((each) => each.key !== uri);
    if (alone.length > 0) return alone;
    return [await this.#lone(uri, kind)];
  }

  /** What `docker compose` would take in a folder, and every other compose file there by itself. */
  #projectsIn(folder: string): Promise<readonly ReadDeployment[]> {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const reading = this.#readFolder(folder);
    this.#folders.set(folder, reading);
    return reading;
  }

  async #readFolder(folder: string): Promise<readonly ReadDeployment[]> {
    const snapshot = this.#snapshot;
    const { result: names } = await snapshot.settle(() => snapshot.names(folder));
    const main = await this.main(folder);
    const { project } = await this.#projectFile(folder);
    const composeNames = composeNamesAmong(names);
    const deployments = main === undefined ? [] : [main];
    if (composeNames.length > MOST_SIBLINGS) return deployments;
    for (const name of composeNames) {
      const uri = folder + encodePart(name);
      const taken = main?.roots.includes(uri) === true || isListed(project, [uri]);
      if (!taken) deployments.push(await this.#single(uri));
    }
    return deployments;
  }

  /** The deployments that the project file above a folder lists. */
  async #listedBy(folder: string): Promise<ReadDeployment[]> {
    const { project } = await this.#projectFile(folder);
    const listed: ReadDeployment[] = [];
    for (const { files, env } of project?.deployments ?? []) listed.push(await this.listed(files, env));
    return listed;
  }

  /** The project file that counts in a folder, as `.clearml-secure.yaml` there or above. */
  projectFile(folder: string): Promise<ProjectFile | undefined> {
    return this.#projectFile(folder).then(({ project }) => project);
  }

  /** With the files that decide which one it is, and what it brings in. */
  #projectFile(folder: string): Promise<FoundProjectFile> {
    const known = this.#projectFiles.get(folder);
    if (known !== undefined) return known;
    const finding = this.#snapshot
      .settle(() => findProjectFile(this.#snapshot, folder, (each) => isTop(this.#workspace, each)))
      .then(({ result: project, uris }) => ({ project, uris: [...uris, ...(project?.envFiles ?? [])] }));
    this.#projectFiles.set(folder, finding);
    return finding;
  }

  async #single(uri: string): Promise<ReadDeployment> {
    const { project } = await this.#projectFile(folderOf(uri));
    const { result } = await this.#snapshot.settle(() =>
      projectOfFile(this.#view(folderOf(uri), new Set(), project), uri),
    );
    return this.#project(result);
  }

  /** @param env variables that count like the shell's, of a listed deployment */
  #view(
    folder: string,
    names: ReadonlySet<string>,
    project: ProjectFile | undefined,
    env: Readonly<Record<string, string>> = {},
  ): FolderView {
    const dotenv = (uri: string) => this.#snapshot.dotenv(uri);
    const files = (project?.envFiles ?? []).flatMap((uri) => dotenv(uri) ?? []);
    return { folder, names, dotenv, shell: below(withVariables(this.#options.shell ?? NO_VARIABLES, env), files) };
  }

  /**
   * Some files taken together, as with `-f a -f b`.
   * @param env variables that count like the shell's
   */
  async listed(roots: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<ReadDeployment> {
    const directory = folderOf(roots[0] ?? '');
    const { project } = await this.#projectFile(directory);
    const { result } = await this.#snapshot.settle(() =>
      projectOfFile(this.#view(directory, new Set(), project, env), roots[0] ?? ''),
    );
    return this.#project({ ...result, roots }, Object.keys(env).length > 0 ? JSON.stringify(env) : '-f');
  }

  /** What `docker compose` would take in a folder; `undefined` where there is nothing, or a project file lists it. */
  async main(folder: string): Promise<ReadDeployment | undefined> {
    const { result: names } = await this.#snapshot.settle(() => this.#snapshot.names(folder));
    const { project } = await this.#projectFile(folder);
    const { result } = await this.#snapshot.settle(() => projectOfFolder(this.#view(folder, names, project)));
    return result === undefined || isListed(project, result.roots) ? undefined : this.#project(result);
  }

  /** @param mark tells apart what the same files are taken for */
  #project(source: ProjectSource, mark = ''): Promise<ReadDeployment> {
    const key = [...source.roots, ...(mark === '' ? [] : [mark])].join(' ');
    const known = this.#projects.get(key);
    if (known !== undefined) return known;
    const reading = this.#readProject(key, source);
    this.#projects.set(key, reading);
    return reading;
  }

  async #readProject(key: string, source: ProjectSource): Promise<ReadDeployment> {
    const { profiles = [], onlyClearml, fresh: empty } = this.#options;
    const snapshot = this.#snapshot;
    const { project } = await this.#projectFile(folderOf(source.roots[0] ?? ''));
    const skip = onlyClearml && project?.scope !== 'all' && !(await this.#mayConcernClearml(source));
    if (skip) return { ...this.#empty(key, source), ...(project && { project }) };
    return this.#unlessKnown(key, { uris: source.roots, folders: [] }, async () => {
      const { result, uris, folders } = await snapshot.settle(() => {
        const compose = loadProject(snapshot, { ...source, profiles });
        if (isTooLarge(compose)) return NO_FILES;
        const processes = processesOf(compose, snapshot, { standIns: project?.configDirectories, empty });
        return { compose, processes, hocon: hoconFiles(snapshot, processes) };
      });
      const all = [...uris, `${source.directory}.env`, ...source.variables.files.map((file) => file.uri)];
      const refused = result === NO_FILES ? source.roots : [];
      return { key, deployment: result, uris: [...new Set(all)], folders, refused };
    });
  }

  /** Told by the texts of the files that a project starts from; what can't be read may hold anything. */
  async #mayConcernClearml({ roots, variables, directory }: ProjectSource): Promise<boolean> {
    await this.#snapshot.bring({ uris: [...roots, `${directory}.env`], folders: [] });
    const [dotenv, ...own] = [`${directory}.env`, ...roots].map((uri) => this.#snapshot.content(uri));
    const texts = own.flatMap((content) => (content.kind === 'text' ? content.text : []));
    const others = variables.files.some(({ uri }) => uri !== `${directory}.env`);
    if (others || texts.length < own.length || dotenv?.kind === 'unreadable') return true;
    return mayMentionClearml(texts, dotenv?.kind === 'text' ? dotenv.text : undefined);
  }

  #empty(key: string, { roots, directory }: ProjectSource): ReadDeployment {
    const uris = [...roots, `${directory}.env`];
    const files = uris.filter((uri) => this.#snapshot.content(uri).kind !== 'missing');
    return { key, deployment: NOTHING, roots, uris, files };
  }

  async #lone(uri: string, kind: FileKind): Promise<ReadDeployment> {
    if (kind === 'compose') return this.#single(uri);
    if (kind === 'hocon') return this.#directory(uri);
    return this.#unlessKnown(`alone ${uri}`, { uris: [uri], folders: [] }, async () => {
      const { result: dotenv } = await this.#snapshot.settle(() => this.#snapshot.dotenv(uri));
      const deployment = { hocon: [], processes: [], ...(dotenv && { dotenv }) };
      return { key: uri, deployment, uris: [uri], folders: [] };
    });
  }

  /** A configuration directory that no compose file mounts, or a configuration file outside of any. */
  async #directory(uri: string): Promise<ReadDeployment> {
    const snapshot = this.#snapshot;
    return this.#unlessKnown(`alone ${uri}`, { uris: [uri], folders: [] }, async () => {
      const { result, uris, folders } = await snapshot.settle(() => {
        const candidates = [folderOf(uri), folderOf(folderOf(uri).slice(0, -1))];
        const folder = candidates.find((each) => isDirectory(snapshot, each));
        const processes = folder === undefined ? [] : processesOfFolder(folder, snapshot);
        const files = hoconFiles(snapshot, processes);
        if (files.some((file) => file.uri === uri)) return { key: folder ?? uri, processes, hocon: files };
        const hocon = snapshot.hocon(uri);
        const section = sectionPath(fileName(uri));
        return { key: uri, processes: [], hocon: hoconOf(uri, section, hocon) };
      });
      const { key, ...deployment } = result;
      return { key, deployment, uris: [...new Set([uri, ...uris])], folders };
    });
  }

  /**
   * Reads a deployment, or gives the one of the last time if all that it was made of is the same.
   * @param name tells it from others in the memory
   * @param first what it surely needs, for the first time
   */
  async #unlessKnown(name: string, first: Needs, read: () => Promise<NewlyRead>): Promise<ReadDeployment> {
    const snapshot = this.#snapshot;
    const { project, uris: projectUris } = await this.#projectFile(folderOf(first.uris[0] ?? ''));
    await snapshot.bring(this.#memory.needs(name) ?? { ...first, uris: [...first.uris, ...projectUris] });
    const known = this.#memory.recall(name, snapshot);
    if (known !== undefined) return known;
    const { key, deployment, uris, folders, refused = [] } = await read();
    const around = new Set([...uris.map(folderOf), ...folders]);
    const { result: git, uris: gitUris } = await snapshot.settle(gitAround(around, snapshot, this.#workspace));
    const files = uris.filter((uri) => snapshot.content(uri).kind !== 'missing');
    const roots = deployment.compose?.roots ?? refused;
    const unreadable = [...refused.map(tooManyVariables), ...snapshot.unreadable(uris)];
    const complete = { ...deployment, unreadable, git };
    const whole = { key, deployment: complete, roots, uris, files, ...(project && { project }) };
    this.#memory.keep(name, { uris: [...uris, ...gitUris, ...projectUris], folders }, snapshot, whole);
    return whole;
  }
}

const NO_FILES: NewlyRead['deployment'] = { hocon: [], processes: [] };

const NOTHING: Deployment = {
  ...NO_FILES,
  unreadable: [],
  git: { workTree: () => undefined, isIgnored: () => true },
};

/** A deployment that was read just now, with the folders that it depends on. */
interface NewlyRead extends Pick<ReadDeployment, 'key' | 'uris'> {
  readonly deployment: Omit<Deployment, 'unreadable' | 'git'>;
  readonly folders: readonly string[];
  /** The files it starts from, where they come to more than is analysed. */
  readonly refused?: readonly string[];
}

/** In order. What a compose file is called does not depend on its folder. */
const composeNamesAmong = memoizeByIdentity((names: ReadonlySet<string>): readonly string[] =>
  [...names].filter((name) => fileKind(encodePart(name)) === 'compose').sort(),
);

interface FoundProjectFile {
  readonly project: ProjectFile | undefined;
  readonly uris: readonly string[];
}

/** True for files that a project file says how to take. */
function isListed(project: ProjectFile | undefined, uris: readonly string[]): boolean {
  const listed = new Set(project?.deployments.flatMap(({ files }) => files));
  return uris.every((uri) => listed.has(uri));
}

/** A configuration directory is known by one of the files that hold secrets and logins. */
function isDirectory(snapshot: Snapshot, folder: string): boolean {
  const names = snapshot.names(folder);
  return names.has('secure.conf') || names.has('apiserver.conf');
}

/** The folder of a file and some above it, the nearest first. */
function foldersAbove(uri: string): readonly string[] {
  const folders = [folderOf(uri)];
  while (folders.length <= PARENT_FOLDERS) {
    const parent = folderOf((folders.at(-1) ?? '').slice(0, -1));
    if (!/^[\w+.-]+:\/\/[^/]*\/./.test(parent) && !/^[\w+.-]+:\/[^/]/.test(parent)) break;
    folders.push(parent);
  }
  return folders;
}
