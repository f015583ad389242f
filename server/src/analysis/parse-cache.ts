/** Remembers the last parse of each of the most recently used files, as long as its text is the same. */
export class ParseCache<Tree> {
  readonly #parse: (text: string, before: Tree | undefined) => Tree;
  readonly #entries = new Map<string, { readonly text: string; readonly tree: Tree }>();

  /** @param parse gets the tree of the file's last text too, where there is one */
  constructor(parse: (text: string, before: Tree | undefined) => Tree) {
    this.#parse = parse;
  }

  of(uri: string, text: string): Tree {
    const known = this.#entries.get(uri);
    const entry = known?.text === text ? known : { text, tree: this.#parse(text, known?.tree) };
    // Map keeps the order of insertion: taking the entry out and in again makes it the most recent one.
    this.#entries.delete(uri);
    this.#entries.set(uri, entry);
    const oldest = this.#entries.keys().next().value;
    if (this.#entries.size > MOST_ENTRIES && oldest !== undefined) this.#entries.delete(oldest);
    return entry.tree;
  }
}

/** Enough for the files of a large deployment; a run over thousands of files must not keep them all. */
const MOST_ENTRIES = 64;
