import ignore, { type Ignore } from 'ignore';
import type { FileContent } from './file-system.ts';
import { folderOf, plain } from './uri-path.ts';

/** What git would say of a deployment's files. Any file in one of the folders that it was made for may be asked about. */
export interface GitView {
  /** The work tree that holds a file; `undefined` outside of any. */
  readonly workTree: (uri: string) => WorkTree | undefined;
  /**
   * True where a `.gitignore` or `.git/info/exclude` of the work tree keeps the file out, and outside of any work tree.
   * What is ignored and in the index all the same can't be told, for the index is not read; nor are a user's own
   * excludes.
   */
  readonly isIgnored: (uri: string) => boolean;
}

/** A git work tree as one folder in it sees it. */
export interface WorkTree {
  /** URI with a slash at its end. */
  readonly root: string;
  /** The `.gitignore` of the folder and of those above it up to the root, the nearest first. */
  readonly ignoreFiles: readonly { readonly uri: string; readonly content: FileContent }[];
}

/**
 * Looks at some folders (URIs with a slash at their end) and those above them.
 * @param isTop true for a folder above which nobody looks
 */
export function gitView(
  folders: Iterable<string>,
  content: (uri: string) => FileContent,
  isTop: (folder: string) => boolean,
): GitView {
  const trees = new Map([...folders].map((folder) => [folder, findWorkTree(folder, isTop, content)]));
  const rules = new Map<string, Ignore>();
  const rulesOf = (folder: string, tree: WorkTree): Ignore => {
    const known = rules.get(folder) ?? ignoreRules(tree, content);
    rules.set(folder, known);
    return known;
  };
  const workTree = (uri: string) => trees.get(folderOf(uri));
  return {
    workTree,
    isIgnored(uri) {
      const tree = workTree(uri);
      return tree === undefined || rulesOf(folderOf(uri), tree).ignores(pathBelow(tree.root, uri));
    },
  };
}

/** A folder and those above it, the nearest first, to the top. */
export function foldersUp(folder: string, isTop: (folder: string) => boolean): readonly string[] {
  const folders: string[] = [];
  for (let at = folder; /^[\w+.-]+:.*\/$/.test(at); at = folderOf(at.slice(0, -1))) {
    folders.push(at);
    if (isTop(at) || /^[\w+.-]+:(?:\/\/[^/]*)?\/$/.test(at)) break;
  }
  return folders;
}

/** A `.git` folder has a HEAD; a linked work tree and a submodule have a file instead. */
export function isWorkTree(folder: string, content: (uri: string) => FileContent): boolean {
  return [content(`${folder}.git/HEAD`), content(`${folder}.git`)].some(({ kind }) => kind === 'text');
}

function findWorkTree(
  folder: string,
  isTop: (folder: string) => boolean,
  content: (uri: string) => FileContent,
): WorkTree | undefined {
  const ignoreFiles: { uri: string; content: FileContent }[] = [];
  for (const root of foldersUp(folder, isTop)) {
    const uri = `${root}.gitignore`;
    ignoreFiles.push({ uri, content: content(uri) });
    if (isWorkTree(root, content)) {
      content(excludeFile(root));
      return { root, ignoreFiles };
    }
  }
  return undefined;
}

function excludeFile(root: string): string {
  return `${root}.git/info/exclude`;
}

/** The rules of all files as the root would write them, weakest first: a later one wins. */
function ignoreRules({ root, ignoreFiles }: WorkTree, content: (uri: string) => FileContent): Ignore {
  const rules = ignore({ ignorecase: false });
  const exclude = content(excludeFile(root));
  if (exclude.kind === 'text') rules.add(linesOf(exclude.text));
  for (const { uri, content: own } of ignoreFiles.toReversed()) {
    if (own.kind !== 'text') continue;
    const folder = pathBelow(root, folderOf(uri)).replaceAll(/[\\*?[]/g, '\\$&');
    rules.add(linesOf(own.text).map((line) => (folder === '' ? line : fromRoot(folder, line))));
  }
  return rules;
}

function linesOf(text: string): readonly string[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  return lines.filter((line) => line.trim() !== '' && !line.startsWith('#'));
}

/**
 * A pattern of a `.gitignore` further down, as it would stand in the root's: one without a slash, or with one at its end
 * only, counts at any depth (git documentation, gitignore, “Pattern format”).
 * @param folder path with a slash at its end
 */
function fromRoot(folder: string, line: string): string {
  const negated = line.startsWith('!');
  const pattern = negated ? line.slice(1) : line;
  const anchored = /\/./.test(pattern.trimEnd());
  return `${negated ? '!' : ''}/${folder}${anchored ? pattern.replace(/^\//, '') : `**/${pattern}`}`;
}

/** The path of a file below a folder, as git spells it. */
function pathBelow(folder: string, uri: string): string {
  return plain(uri.slice(folder.length));
}
