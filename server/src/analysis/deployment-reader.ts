import { readProject } from '../deployment/compose/project.ts';
import {
  NO_ENVIRONMENT,
  type ProjectEnvironment,
  projectEnvironment,
} from '../deployment/compose/project-environment.ts';
import type { Deployment, UnreadableFile } from '../deployment/deployment.ts';
import { type FileKind, fileKind, fileName, siblingUri } from '../deployment/file-kind.ts';
import { type FileContent, type FileSystem, MAX_FILE_BYTES } from '../deployment/file-system.ts';
import { parseDotenv } from '../syntax/dotenv/index.ts';
import { evaluateHocon, parseHocon } from '../syntax/hocon/index.ts';
import { parseYaml } from '../syntax/yaml/index.ts';
import { ParseCache } from './parse-cache.ts';

/** A deployment with the URIs of its files; `key` tells it from others. */
export interface ReadDeployment {
  readonly key: string;
  readonly deployment: Deployment;
  readonly uris: readonly string[];
}

/** Finds and reads the deployments that a file is part of. Parsed files are kept while their text is the same. */
export class DeploymentReader {
  readonly #files: FileSystem;
  readonly #yaml = new ParseCache(parseYaml);
  readonly #dotenv = new ParseCache(parseDotenv);
  readonly #hocon = new ParseCache((text) => {
    const tree = parseHocon(text);
    // What the container's environment holds is not known here, so an unresolved `${X}` is no error yet.
    return { tree, result: evaluateHocon(tree, { env: (name) => (/^\w+$/.test(name) ? '' : undefined) }) };
  });

  constructor(files: FileSystem) {
    this.#files = files;
  }

  async deploymentsOf(uri: string, kind: FileKind | undefined): Promise<readonly ReadDeployment[]> {
    if (kind === 'compose') return [await this.#compose(uri)];
    if (kind === 'hocon') return [await this.#lone(uri, (text) => ({ hocon: { uri, ...this.#hocon.of(uri, text) } }))];
    if (kind !== 'dotenv') return [];
    const composeFiles = fileName(uri) === '.env' ? await this.#composeFilesBeside(uri) : [];
    if (composeFiles.length > 0) return Promise.all(composeFiles.map((file) => this.#compose(file)));
    return [await this.#lone(uri, (text) => ({ dotenv: { uri, tree: this.#dotenv.of(uri, text) } }))];
  }

  async #composeFilesBeside(uri: string): Promise<readonly string[]> {
    const names = await this.#files.list(siblingUri(uri, ''));
    return names.map((name) => siblingUri(uri, name)).filter((sibling) => fileKind(sibling) === 'compose');
  }

  async #compose(uri: string): Promise<ReadDeployment> {
    const unreadable: UnreadableFile[] = [];
    const text = textOf(uri, await this.#files.read(uri), unreadable);
    const environment = await this.#environment(siblingUri(uri, '.env'), unreadable);
    const uris = environment.uri === undefined ? [uri] : [uri, environment.uri];
    if (text === undefined) return { key: uri, deployment: { unreadable }, uris };
    const tree = this.#yaml.of(uri, text);
    if (tree.nodes > MAX_NODES) {
      unreadable.push({ uri, reason: 'too-large', span: firstLine(text) });
      return { key: uri, deployment: { unreadable }, uris };
    }
    return { key: uri, deployment: { compose: readProject(uri, tree, environment), unreadable }, uris };
  }

  async #environment(uri: string, unreadable: UnreadableFile[]): Promise<ProjectEnvironment> {
    const content = await this.#files.read(uri);
    const text = textOf(uri, content, unreadable);
    return text === undefined ? NO_ENVIRONMENT : projectEnvironment(uri, this.#dotenv.of(uri, text));
  }

  async #lone(uri: string, parse: (text: string) => Omit<Deployment, 'unreadable'>): Promise<ReadDeployment> {
    const unreadable: UnreadableFile[] = [];
    const text = textOf(uri, await this.#files.read(uri), unreadable);
    const parsed = text === undefined ? {} : parse(text);
    return { key: uri, deployment: { ...parsed, unreadable }, uris: [uri] };
  }
}

const MAX_NODES = 50_000;

function textOf(uri: string, content: FileContent, unreadable: UnreadableFile[]): string | undefined {
  if (content.kind === 'missing') return undefined;
  if (content.kind === 'unreadable') {
    unreadable.push({ uri, reason: content.reason, span: { start: 0, end: 0 } });
    return undefined;
  }
  const { text } = content;
  const reason = text.length > MAX_FILE_BYTES ? 'too-large' : text.includes('\0') ? 'not-text' : undefined;
  if (reason === undefined) return text;
  unreadable.push({ uri, reason, span: firstLine(text) });
  return undefined;
}

function firstLine(text: string) {
  const end = text.slice(0, 1000).search(/[\r\n]/);
  return { start: 0, end: end < 0 ? Math.min(text.length, 1000) : end };
}
