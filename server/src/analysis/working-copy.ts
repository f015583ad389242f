import type { FileContent, FileSystem, FolderEntry } from '../deployment/file-system.ts';
import { applyEdits, type FileEdit } from '../fixes/fix.ts';

/** A file that edits changed, or made. */
export interface FileChange {
  readonly uri: string;
  /** The text as it was read; `undefined` for a file that was not there. */
  readonly before: string | undefined;
  readonly after: string;
}

/** Files as they would be after some edits. Nothing is written; what was read once stays as it was. */
export class WorkingCopy implements FileSystem {
  readonly #below: FileSystem;
  readonly #read = new Map<string, Promise<FileContent>>();
  readonly #texts = new Map<string, string>();

  constructor(below: FileSystem) {
    this.#below = below;
  }

  async read(uri: string): Promise<FileContent> {
    const text = this.#texts.get(uri);
    return text === undefined ? this.#original(uri) : { kind: 'text', text };
  }

  async list(folderUri: string): Promise<readonly FolderEntry[] | undefined> {
    const known = await this.#below.list(folderUri);
    const own = [...this.#texts.keys()].flatMap((uri): FolderEntry[] => {
      const [name = '', below] = uri.startsWith(folderUri) ? uri.slice(folderUri.length).split('/') : [];
      return name === '' ? [] : [{ name: decodeURIComponent(name), kind: below === undefined ? 'file' : 'folder' }];
    });
    if (known === undefined && own.length === 0) return undefined;
    return [...new Map([...(known ?? []), ...own].map((entry) => [entry.name, entry])).values()];
  }

  /** Makes edits whose offsets are those of the texts as they are now; tells whether they changed anything. */
  async apply(edits: readonly FileEdit[]): Promise<boolean> {
    let changed = false;
    for (const { uri, edits: list } of edits) {
      const content = await this.read(uri);
      const before = content.kind === 'text' ? content.text : '';
      const after = applyEdits(before, list);
      if (after === before) continue;
      this.#texts.set(uri, after);
      changed = true;
    }
    return changed;
  }

  /** Every file whose text is another one now, in order of its URI. */
  async changes(): Promise<readonly FileChange[]> {
    const all = [...this.#texts].map(async ([uri, after]) => {
      const content = await this.#original(uri);
      return { uri, before: content.kind === 'text' ? content.text : undefined, after };
    });
    return (await Promise.all(all))
      .filter(({ before, after }) => before !== after)
      .sort((left, right) => (left.uri < right.uri ? -1 : 1));
  }

  #original(uri: string): Promise<FileContent> {
    const known = this.#read.get(uri) ?? this.#below.read(uri);
    this.#read.set(uri, known);
    return known;
  }
}
