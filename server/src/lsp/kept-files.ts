import type { FileContent, FileSystem, FolderEntry } from '../deployment/file-system.ts';
import { folderOf, plain } from '../deployment/uri-path.ts';

/** Knows which files and folders (URI with a slash at its end) the client tells us changes of. */
export interface Watch {
  /** True where every change from now on will be told. Asking makes it one that should be. */
  covers(uri: string): boolean;
}

/**
 * A file system that is asked once for what is watched, and again after `forget`. What nobody watches is read each time:
 * a time stamp alone would miss a second change within its grain.
 */
export class KeptFiles implements FileSystem {
  readonly #below: FileSystem;
  readonly #watch: Watch;
  readonly #contents = new Map<string, Promise<FileContent>>();
  readonly #folders = new Map<string, Promise<readonly FolderEntry[] | undefined>>();

  constructor(below: FileSystem, watch: Watch) {
    this.#below = below;
    this.#watch = watch;
  }

  read(uri: string): Promise<FileContent> {
    return this.#kept(this.#contents, uri, () => this.#below.read(uri));
  }

  list(folderUri: string): Promise<readonly FolderEntry[] | undefined> {
    return this.#kept(this.#folders, folderUri, () => this.#below.list(folderUri));
  }

  async real(uri: string): Promise<string | undefined> {
    return this.#below.real === undefined ? uri : this.#below.real(uri);
  }

  /** Something happened to a file, or to a folder and so to all in it. Editors differ in how they escape a URI. */
  forget(uri: string): void {
    const changed = plain(uri);
    this.#folders.delete(plain(folderOf(uri)));
    for (const known of [this.#contents, this.#folders]) {
      known.delete(changed);
      for (const key of known.keys()) if (key.startsWith(`${changed}/`)) known.delete(key);
    }
  }

  /** What is watched is no longer the same. */
  forgetAll(): void {
    this.#contents.clear();
    this.#folders.clear();
  }

  #kept<Answer>(known: Map<string, Promise<Answer>>, uri: string, ask: () => Promise<Answer>): Promise<Answer> {
    if (!this.#watch.covers(uri)) return ask();
    const key = plain(uri);
    const answer = known.get(key) ?? ask();
    known.set(key, answer);
    return answer;
  }
}
