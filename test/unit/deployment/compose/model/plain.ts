import { NO_VARIABLES } from '../../../../../server/src/deployment/compose/environment-layers.ts';
import { type ComposeNode, nodeAt } from '../../../../../server/src/deployment/compose/model/node.ts';
import { type ComposeProject, loadProject } from '../../../../../server/src/deployment/compose/project.ts';
import { parseDotenv } from '../../../../../server/src/syntax/dotenv/index.ts';
import { parseYaml } from '../../../../../server/src/syntax/yaml/index.ts';

const FOLDER = 'file:///w/';

/** Text by file name. */
export type Files = Readonly<Record<string, string>>;

/** The project that starts from some of the files, from all of them where none are named. */
export function projectOf(files: Files, roots: readonly string[] = Object.keys(files)): ComposeProject {
  const texts = new Map(Object.entries(files).map(([name, text]) => [FOLDER + name, text]));
  const read = <Tree>(uri: string, parse: (text: string) => Tree) => {
    const text = texts.get(uri);
    return text === undefined ? undefined : parse(text);
  };
  const source = { roots: roots.map((name) => FOLDER + name), directory: FOLDER, variables: NO_VARIABLES };
  const dotenv = (uri: string) => read(uri, (text) => ({ uri, tree: parseDotenv(text) }));
  return loadProject({ yaml: (uri) => read(uri, parseYaml), dotenv }, source);
}

/** What stands at a path of a project, as plain values. */
export function valueAt({ root }: ComposeProject, ...path: readonly string[]): unknown {
  return plain(nodeAt(root, ...path));
}

function plain(node: ComposeNode | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === 'scalar') return node.text?.value ?? null;
  if (node.kind === 'map') return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, plain(value)]));
  return node.items.map(({ value, entry }) => (entry === undefined ? plain(value) : [entry.key, plain(value)]));
}

/** What Compose refuses: kind, the text at the place, message. */
export function problemsOf(files: Files, roots?: readonly string[]): readonly (readonly string[])[] {
  return projectOf(files, roots)
    .problems()
    .map(({ kind, at: { uri, span }, message }) => [
      kind,
      files[uri.slice(FOLDER.length)]?.slice(span.start, span.end) ?? '',
      message,
    ]);
}
