import { RecentlyUsed } from './recently-used.ts';

/** Remembers the last parse of each of the most recently used files, as long as its text is the same. */
export class ParseCache<Tree> {
  readonly #parse: (text: string, before: Tree | undefined) => Tree;
  readonly #entries = new RecentlyUsed<{ readonly text: string; readonly tree: Tree }>(MOST_ENTRIES);

  /** @param parse gets the tree of the file's last text too, where there is one */
  constructor(parse: (text: string, before: Tree | undefined) => Tree) {
    this.#parse = parse;
  }

  of(uri: string, text: string): Tree {
    const known = this.#entries.get(uri);
    if (known?.text === text) return known.tree;
    const tree = this.#parse(text, known?.tree);
    this.#entries.set(uri, { text, tree });
    return tree;
  }
}

/** Enough for the files of a large deployment; a run over thousands of files must not keep them all. */
const MOST_ENTRIES = 64;
