import { DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import { folderOf, plain } from '../deployment/uri-path.ts';
import type { Watch } from './kept-files.ts';
import type { Session } from './session.ts';
import { canBeWatched, type WatchedPlaces, watchPatterns } from './watch-patterns.ts';

/** Asks the client to watch the files and folders that checks ask for. A client that can't be asked watches nothing. */
export class Watching implements Watch {
  readonly #session: Session;
  /** What checks have asked for so far. */
  readonly #wanted = new Set<string>();
  readonly #registered = new Set<string>();
  #covered: ReadonlySet<string> = new Set();
  /** How many of those wanted the client was asked to watch. */
  #asked = 0;
  #update: Promise<void> | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  covers(uri: string): boolean {
    this.#wanted.add(uri);
    return this.#covered.has(uri);
  }

  /** True where what happened to a file or folder can change what a check gives. */
  concerns(uri: string): boolean {
    const [changed, folder] = [plain(uri), plain(folderOf(uri))];
    for (const each of this.#wanted) {
      const wanted = plain(each);
      if (wanted === changed || wanted === folder || wanted.startsWith(`${changed}/`)) return true;
    }
    return false;
  }

  /** What is inside the workspace is watched by another pattern than what is outside. */
  foldersChanged(): void {
    this.#covered = new Set();
    if (Number.isFinite(this.#asked)) this.#asked = 0;
  }

  /**
   * Has the client watch what was asked for since the last time. Only what is read after that is kept. One request at a
   * time; what is asked for meanwhile goes into the next.
   * @returns whether the client watches more than before; several who wait for the same request are told once
   */
  async update(): Promise<boolean> {
    if (!this.#session.client.workspace?.didChangeWatchedFiles?.dynamicRegistration) return false;
    if (this.#update !== undefined) return this.#update.then(() => false);
    const { size } = this.#registered;
    this.#update = this.#register()
      .catch(() => {
        // A client that refuses is not asked again: files are read each time.
        this.#asked = Number.POSITIVE_INFINITY;
      })
      .finally(() => {
        this.#update = undefined;
      });
    await this.#update;
    return this.#registered.size > size;
  }

  async #register(): Promise<void> {
    while (this.#asked < this.#wanted.size) {
      const wanted = [...this.#wanted];
      const places = this.#places();
      const watchers = watchPatterns(wanted, places).filter((each) => !this.#registered.has(JSON.stringify(each)));
      if (watchers.length > 0) {
        await this.#session.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
        for (const each of watchers) this.#registered.add(JSON.stringify(each));
      }
      this.#covered = new Set(wanted.filter((uri) => canBeWatched(uri, places)));
      this.#asked = wanted.length;
    }
  }

  #places(): WatchedPlaces {
    const {
      client,
      workspace: { folders: workspaceFolders },
    } = this.#session;
    return { workspaceFolders, elsewhere: client.workspace?.didChangeWatchedFiles?.relativePatternSupport === true };
  }
}
