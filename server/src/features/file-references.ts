import { isMap, isSeq, type Node } from 'yaml';
import type { ReadDeployment } from '../analysis/deployment-reader.ts';
import type { ComposeFile } from '../deployment/compose/model/node.ts';
import { readText } from '../deployment/compose/model/text.ts';
import type { ComposeProject } from '../deployment/compose/project.ts';
import { splitVolume } from '../deployment/compose/volume.ts';
import { fileName } from '../deployment/file-kind.ts';
import { resolvePath } from '../deployment/uri-path.ts';
import type { Span } from '../syntax/span.ts';
import { entriesOf, entryOf, follow, itemsOf, scalarText } from '../syntax/yaml/index.ts';

/** A place in a compose file that names another file. */
export interface FileReference {
  /** What stands between the quotes; of a volume only its source. */
  readonly span: Span;
  readonly kind: 'env_file' | 'include' | 'extends' | 'mount' | 'configs' | 'secrets';
  /** A file that exists and that the deployment reads. */
  readonly target: string;
}

/**
 * The files that a compose file names: `env_file`, `include`, `extends`, mounted configuration, `configs` and `secrets`.
 * Only those that the deployment reads are told, so each exists and stands where we may look. A directory counts as
 * the first configuration file in it.
 */
export function fileReferences({ deployment, files }: ReadDeployment, uri: string): readonly FileReference[] {
  const file = deployment.compose && composeFileOf(deployment.compose, uri);
  if (file === undefined) return [];
  return namedPaths(file).flatMap(({ node, kind }): FileReference[] => {
    const place = pathAt(file, node, kind);
    const named = place && resolvePath(file.directory, place.path);
    const target = named === undefined ? undefined : existing(named, files);
    return place === undefined || target === undefined ? [] : [{ span: place.span, kind, target }];
  });
}

/** A file of a project, with what it is read with. */
export function composeFileOf({ root, services }: ComposeProject, uri: string): ComposeFile | undefined {
  const parts = [...(root?.parts ?? []), ...services.flatMap(({ node }) => node.parts)];
  return parts.find(({ file }) => file.uri === uri)?.file;
}

interface NamedPath {
  readonly node: Node | null;
  readonly kind: FileReference['kind'];
}

function namedPaths({ tree }: ComposeFile): readonly NamedPath[] {
  const below = (node: unknown, ...keys: readonly string[]): Node | null =>
    keys.reduce<Node | null>((at, key) => entryOf(tree, at, key)?.value ?? null, follow(tree, node));
  const each = (kind: FileReference['kind'], node: Node | null, key = 'path'): readonly NamedPath[] => {
    if (isSeq(node)) return itemsOf(tree, node).flatMap((item) => each(kind, item.node, key));
    return isMap(node) ? each(kind, below(node, key), key) : [{ kind, node }];
  };
  return tree.roots.flatMap((root) => [
    ...each('include', below(root, 'include')),
    ...itemsOf(tree, below(root, 'include')).flatMap(({ node }) => each('env_file', below(node, 'env_file'))),
    ...entriesOf(tree, below(root, 'services')).flatMap(({ value }) => [
      ...each('env_file', below(value, 'env_file')),
      ...each('extends', below(value, 'extends', 'file')),
      ...each('mount', below(value, 'volumes'), 'source'),
    ]),
    ...(['configs', 'secrets'] as const).flatMap((kind) =>
      entriesOf(tree, below(root, kind)).flatMap(({ value }) => each(kind, below(value, 'file'))),
    ),
  ]);
}

function pathAt(file: ComposeFile, node: Node | null, kind: FileReference['kind']) {
  const written = scalarText(file.tree, node);
  const value = readText(file, node)?.value;
  if (written === undefined || value === undefined) return undefined;
  // The short form of a volume names the place in the container, too.
  const source = kind === 'mount' ? splitVolume(value).source || value : value;
  const plain = written.text.startsWith(source);
  const span = plain ? written.locate({ start: 0, end: source.length }) : undefined;
  return { path: source, span: span ?? written.content };
}

/** The file itself, or the one of a directory that is looked for first. */
function existing(uri: string, files: readonly string[]): string | undefined {
  if (files.includes(uri)) return uri;
  const within = files.filter((file) => file.startsWith(`${uri}/`)).sort();
  return FIRST.map((name) => within.find((file) => fileName(file) === name)).find(Boolean) ?? within[0];
}

const FIRST = ['secure.conf', 'apiserver.conf'];
