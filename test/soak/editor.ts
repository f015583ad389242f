import { type ClientCapabilities, type Diagnostic, FileChangeType } from 'vscode-languageserver';
import { folderOf } from '../../server/src/deployment/uri-path.ts';
import { RICH, TestClient } from '../lsp/client.ts';
import { FOLDER } from '../lsp/deployment.ts';
import { memoryFiles } from '../memory-files.ts';
import { type Change, watched } from './watch.ts';

const WATCHING: ClientCapabilities = {
  ...RICH,
  workspace: {
    ...RICH.workspace,
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
  },
};

/** What a user sees of each file: JSON of its findings, by URI; no entry for none. */
export type Shown = ReadonlyMap<string, string>;

/** An editor with a server of its own: open documents, what it shows, and a disk that others change, too. */
export class SoakEditor {
  readonly client: TestClient;
  readonly disk: Record<string, string>;
  readonly texts = new Map<string, string[]>();
  readonly #pulled = new Map<
    string,
    { readonly resultId: string | undefined; readonly items: readonly Diagnostic[] }
  >();
  readonly #pushed = new Map<string, readonly Diagnostic[]>();
  readonly #pending: Promise<void>[] = [];
  #folders: ReadonlySet<string>;
  #refreshes = 0;

  constructor(disk: Record<string, string>, settings: unknown = {}) {
    this.disk = disk;
    this.#folders = foldersOf(disk);
    this.client = new TestClient(memoryFiles(disk));
    this.client.settings = settings;
  }

  async start(open: Iterable<readonly [uri: string, text: string]> = []): Promise<this> {
    await this.client.initialize(WATCHING, [FOLDER]);
    for (const [uri, text] of open) await this.open(uri, text);
    return this;
  }

  get openFiles(): readonly string[] {
    return [...this.texts.keys()];
  }

  textOf(uri: string): string {
    return this.client.document(uri).getText();
  }

  async open(uri: string, text: string): Promise<void> {
    if (this.texts.has(uri)) return;
    this.texts.set(uri, []);
    await this.client.open(uri, text);
    await this.pull(uri);
  }

  async close(uri: string): Promise<void> {
    this.texts.delete(uri);
    this.#pulled.delete(uri);
    await this.client.close(uri);
  }

  /** Puts a text in place of the old one, as the smallest change that does. */
  async edit(uri: string, text: string): Promise<void> {
    const document = this.client.document(uri);
    const old = document.getText();
    let start = 0;
    while (start < Math.min(old.length, text.length) && old[start] === text[start]) start++;
    let end = 0;
    while (end < Math.min(old.length, text.length) - start && old.at(-1 - end) === text.at(-1 - end)) end++;
    const range = { start: document.positionAt(start), end: document.positionAt(old.length - end) };
    await this.client.change(uri, range, text.slice(start, text.length - end));
  }

  async pull(uri: string): Promise<void> {
    const known = this.#pulled.get(uri);
    const report = await this.client.pull(uri, known?.resultId);
    if (!this.texts.has(uri)) return;
    const items = report.kind === 'full' ? report.items : (known?.items ?? []);
    this.#pulled.set(uri, { resultId: report.resultId, items });
  }

  /** Asks and goes on: the text may change before the answer comes, and then it is asked again. */
  pullLater(uri: string): void {
    this.#pending.push(this.pull(uri).catch(() => (this.texts.has(uri) ? this.pull(uri) : undefined)));
  }

  /** The disk changed: tells what is watched of it, and of folders that came and went with their files. */
  async happened(...changes: readonly Change[]): Promise<void> {
    const [before, now] = [this.#folders, foldersOf(this.disk)];
    this.#folders = now;
    const came = [...now].filter((uri) => !before.has(uri)).map((uri): Change => [uri, FileChangeType.Created]);
    const went = [...before].filter((uri) => !now.has(uri)).map((uri): Change => [uri, FileChangeType.Deleted]);
    const told = watched([...changes, ...came, ...went], this.client.watchers, FOLDER);
    if (told.length > 0) await this.client.happened(...told);
  }

  write(uri: string, text: string): Promise<void> {
    const type = uri in this.disk ? FileChangeType.Changed : FileChangeType.Created;
    this.disk[uri] = text;
    return this.happened([uri, type]);
  }

  /** What is shown once the server has nothing more to say. */
  async shown(): Promise<Shown> {
    await Promise.all(this.#pending.splice(0));
    let quiet = 0;
    while (quiet < 2) {
      const before = this.client.registrations + this.client.pushed.length;
      await this.client.settled();
      if (this.#refreshes !== this.client.refreshes) {
        this.#refreshes = this.client.refreshes;
        for (const uri of this.openFiles) await this.pull(uri);
        quiet = 0;
      } else quiet = before === this.client.registrations + this.client.pushed.length ? quiet + 1 : 0;
    }
    for (const { uri, diagnostics } of this.client.pushed.splice(0)) this.#pushed.set(uri, diagnostics);
    const all = [...this.#pushed, ...[...this.#pulled].map(([uri, { items }]) => [uri, items] as const)];
    const found = all.filter(([, items]) => items.length > 0);
    return new Map(found.map(([uri, items]) => [uri, JSON.stringify(items)] as const).sort());
  }

  /** Forgets what only tests look at. */
  forget(): void {
    this.client.sent = '';
    this.client.settingsAsked.length = 0;
  }
}

function foldersOf(disk: Readonly<Record<string, string>>): ReadonlySet<string> {
  return new Set(Object.keys(disk).map((uri) => folderOf(uri).slice(0, -1)));
}
