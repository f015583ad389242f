import type { DotenvFile } from '../deployment/compose/environment-layers.ts';
import type { UnreadableFile } from '../deployment/deployment.ts';
import { fileName } from '../deployment/file-kind.ts';
import { type FileContent, type FileSystem, type FolderEntry, MAX_FILE_BYTES } from '../deployment/file-system.ts';
import { folderOf } from '../deployment/uri-path.ts';
import { parseDotenv } from '../syntax/dotenv/index.ts';
import { evaluateHocon, type HoconResult, type HoconTree, parseHocon } from '../syntax/hocon/index.ts';
import { memoizeByIdentity } from '../syntax/memo.ts';
import { parseYaml, reparseYaml, type YamlTree } from '../syntax/yaml/index.ts';
import { ParseCache } from './parse-cache.ts';

/** URIs of files and folders that somebody asked for. */
export interface Needs {
  readonly uris: readonly string[];
  readonly folders: readonly string[];
}

/** Parsed files, kept while their text is the same. One for a checker's life. */
export class ParsedFiles {
  readonly yaml = new ParseCache(
    (text, before: YamlTree | undefined): YamlTree =>
      before === undefined ? parseYaml(text) : reparseYaml(before, text),
  );
  readonly dotenv = new ParseCache(parseDotenv);
  readonly hocon = new ParseCache((text): { readonly tree: HoconTree; readonly result: HoconResult } => {
    const tree = parseHocon(text);
    // What the container's environment holds is not known here, so an unresolved `${X}` is no error yet.
    return { tree, result: evaluateHocon(tree, { env: (name) => (/^\w+$/.test(name) ? '' : undefined) }) };
  });
}

/**
 * The files as they are at one moment: each is read once, when somebody first asks for it, and stays the same for the
 * rest of a check. Asking is synchronous; what is not here yet is noted and brought by `settle`.
 */
export class Snapshot {
  readonly #files: FileSystem;
  readonly #parsed: ParsedFiles;
  readonly #contents = new Map<string, FileContent>();
  readonly #folders = new Map<string, readonly FolderEntry[] | undefined>();
  readonly #wanted = new Set<string>();
  readonly #wantedFolders = new Set<string>();
  #asked = new Set<string>();
  #askedFolders = new Set<string>();

  constructor(files: FileSystem, parsed: ParsedFiles) {
    this.#files = files;
    this.#parsed = parsed;
  }

  /**
   * Runs a pure function until it asks for no file that is not here.
   * @returns its result and what it asked for
   */
  async settle<Result>(load: () => Result): Promise<{ readonly result: Result } & Needs> {
    for (;;) {
      this.#asked = new Set();
      this.#askedFolders = new Set();
      const result = load();
      const needs = { uris: [...this.#asked], folders: [...this.#askedFolders] };
      if (this.#wanted.size === 0 && this.#wantedFolders.size === 0) return { result, ...needs };
      await this.bring({ uris: [...this.#wanted], folders: [...this.#wantedFolders] });
    }
  }

  /** Brings files before anybody asks: those that were needed the last time most likely are again. */
  async bring({ uris, folders }: Needs): Promise<void> {
    this.#wanted.clear();
    this.#wantedFolders.clear();
    const missing = uris.filter((uri) => !this.#contents.has(uri));
    const unlisted = folders.filter((uri) => !this.#folders.has(uri));
    await Promise.all([
      ...missing.map(async (uri) =>
        this.#contents.set(uri, this.#isAbsent(uri) ? MISSING : await this.#files.read(uri)),
      ),
      ...unlisted.map(async (uri) => this.#folders.set(uri, await this.#files.list(uri))),
    ]);
  }

  /**
   * True where a folder that was listed shows that there is no such file: most of what is asked for is not there. Some
   * file systems don't tell upper from lower case, nor one composition of an accent from the other.
   */
  #isAbsent(uri: string): boolean {
    for (let at = uri; /^[\w+.-]+:.*\/./.test(at); at = folderOf(at).slice(0, -1)) {
      const folder = folderOf(at);
      const entries = this.#folders.get(folder);
      if (entries === undefined) continue;
      return !foldedNames(entries).has(folded(fileName(at)));
    }
    return false;
  }

  /** What stands in a folder; `undefined` where it can't be read. */
  folder(uri: string): readonly FolderEntry[] | undefined {
    this.#askedFolders.add(uri);
    if (!this.#folders.has(uri)) this.#wantedFolders.add(uri);
    return this.#folders.get(uri);
  }

  /** Names of the files in a folder. */
  names(uri: string): ReadonlySet<string> {
    const entries = this.folder(uri);
    return entries === undefined ? NO_NAMES : fileNames(entries);
  }

  content(uri: string): FileContent {
    this.#asked.add(uri);
    const known = this.#contents.get(uri);
    if (known === undefined) this.#wanted.add(uri);
    return known ?? { kind: 'missing' };
  }

  yaml(uri: string): YamlTree | undefined {
    const text = this.#text(uri);
    const tree = text === undefined ? undefined : this.#parsed.yaml.of(uri, text);
    return tree !== undefined && tree.nodes > MAX_NODES ? undefined : tree;
  }

  dotenv(uri: string): DotenvFile | undefined {
    const text = this.#text(uri);
    return text === undefined ? undefined : { uri, tree: this.#parsed.dotenv.of(uri, text) };
  }

  /** Parses a text, or remembers how it was parsed. */
  parseHocon(uri: string, text: string): HoconTree {
    return this.#parsed.hocon.of(uri, text).tree;
  }

  /** @param text what stands inside another file, for a `uri` that is no file's */
  hocon(uri: string, text = this.#text(uri)): { readonly tree: HoconTree; readonly result: HoconResult } | undefined {
    return text === undefined ? undefined : this.#parsed.hocon.of(uri, text);
  }

  /** Those of some files that exist and can't be analysed. */
  unreadable(uris: readonly string[]): readonly UnreadableFile[] {
    return uris.flatMap((uri): UnreadableFile[] => {
      const content = this.content(uri);
      if (content.kind === 'missing') return [];
      if (content.kind === 'unreadable') return [{ uri, reason: content.reason, span: { start: 0, end: 0 } }];
      const reason = refusal(content.text) ?? this.#tooManyNodes(uri, content.text);
      return reason === undefined ? [] : [{ uri, reason, span: firstLine(content.text) }];
    });
  }

  #tooManyNodes(uri: string, text: string): 'too-large' | undefined {
    return /\.ya?ml$/i.test(uri) && this.#parsed.yaml.of(uri, text).nodes > MAX_NODES ? 'too-large' : undefined;
  }

  #text(uri: string): string | undefined {
    const content = this.content(uri);
    return content.kind === 'text' && refusal(content.text) === undefined ? content.text : undefined;
  }
}

const MISSING: FileContent = { kind: 'missing' };

const NO_NAMES: ReadonlySet<string> = new Set();

const fileNames = memoizeByIdentity(
  (entries: readonly FolderEntry[]): ReadonlySet<string> =>
    new Set(entries.flatMap(({ name, kind }) => (kind === 'folder' ? [] : name))),
);

const foldedNames = memoizeByIdentity(
  (entries: readonly FolderEntry[]): ReadonlySet<string> => new Set(entries.map(({ name }) => folded(name))),
);

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

const MAX_NODES = 50_000;

function refusal(text: string): UnreadableFile['reason'] | undefined {
  return text.length > MAX_FILE_BYTES ? 'too-large' : text.includes('\0') ? 'not-text' : undefined;
}

function firstLine(text: string) {
  const end = text.slice(0, 1000).search(/[\r\n]/);
  return { start: 0, end: end < 0 ? Math.min(text.length, 1000) : end };
}
