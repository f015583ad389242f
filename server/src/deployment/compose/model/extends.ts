import { memoizeByIdentity } from '../../../syntax/memo.ts';
import { folderOf, resolvePath } from '../../uri-path.ts';
import { convertDocument } from './convert.ts';
import type { ProjectFiles } from './files.ts';
import { mergeNodes } from './merge.ts';
import {
  type ComposeEntry,
  type ComposeFile,
  type ComposeMap,
  type ComposeNode,
  nodeAt,
  textAt,
  withEntries,
  withValue,
} from './node.ts';
import type { ComposeProblem } from './problem.ts';
import { applyResets } from './reset.ts';

/** What one document's `extends` are resolved with. */
export interface ExtendsContext {
  readonly files: ProjectFiles;
  readonly problems: ComposeProblem[];
  /** `!reset` and `!override` of the document: they take away from an extended service too. */
  readonly resets: readonly (readonly string[])[];
}

/**
 * Puts extended services below those that extend them: in the same document or in another file, whose own relative
 * paths and whose own `extends` stay its own. Overrides of other files are not seen.
 * Source: compose-spec 05-services.md, “extends”; compose-go loader/extends.go.
 */
export function applyExtends(context: ExtendsContext, root: ComposeNode): ComposeNode {
  const services = nodeAt(root, 'services');
  if (root.kind !== 'map' || services?.kind !== 'map') return root;
  if (![...services.entries.values()].some(({ value }) => nodeAt(value, 'extends') !== undefined)) return root;
  const resolved = new Map<string, ComposeEntry>();
  for (const [name, entry] of services.entries) {
    resolved.set(name, { ...entry, value: resolve(context, root, name, entry.value, new Set()) });
  }
  return withValue(root, 'services', withEntries(services, resolved));
}

/** Each service is followed to its end by itself, which makes a long chain of many services much work. */
const MOST_EXTENDS = 50;

function resolve(
  context: ExtendsContext,
  root: ComposeNode,
  name: string,
  service: ComposeNode,
  chain: Set<string>,
): ComposeNode {
  const reference = nodeAt(service, 'extends');
  if (reference === undefined || service.kind !== 'map') return service;
  const own = withoutExtends(service);
  const base = textAt(reference) ?? textAt(reference, 'service');
  const path = textAt(reference, 'file');
  const refuse = (kind: 'extends' | 'extends-cycle' | 'file-missing', message: string) => {
    context.problems.push({ kind, at: reference.at, message });
    return own;
  };
  if (base === undefined) return refuse('extends', 'This does not say which service is extended');
  const other = path === undefined ? root : otherRoot(context, reference, path);
  if (other === undefined) return refuse('file-missing', 'The file of the extended service can’t be read');
  const link = `${service.file.uri} ${name}`;
  if (chain.has(link)) return refuse('extends-cycle', `${name} extends itself through other services`);
  if (chain.size >= MOST_EXTENDS) return refuse('extends', 'More services extend one another than are followed');
  const found = nodeAt(other, 'services', base);
  if (found === undefined) return refuse('extends', `There is no service ${base} to extend here`);
  chain.add(link);
  const extended = resolve(context, other, base, found, chain);
  chain.delete(link);
  if (extended.kind !== 'map') return own;
  const kept = resetIn(name, extended, context.resets);
  return mergeNodes(kept, own, ['services', name], context.problems);
}

/** Every service that leads here asks. */
const withoutExtends = memoizeByIdentity((service: ComposeMap) => withValue(service, 'extends', undefined));

function resetIn(name: string, base: ComposeMap, resets: ExtendsContext['resets']): ComposeMap {
  const own = resets.filter((path) => path[0] === 'services' && path[1] === name).map((path) => path.slice(2));
  return applyResets(base, own);
}

/** Another file's content, read with this project's variables; what it resets or includes plays no part. */
function otherRoot(context: ExtendsContext, reference: ComposeNode, path: string): ComposeNode | undefined {
  const from: ComposeFile = reference.file;
  const uri = resolvePath(from.directory, path);
  const tree = uri === undefined ? undefined : context.files.yaml(uri);
  if (uri === undefined || tree === undefined) return undefined;
  const file: ComposeFile = { uri, tree, variables: from.variables, directory: folderOf(uri) };
  let merged: ComposeNode | undefined;
  tree.roots.forEach((root, index) => {
    const document = convertDocument(file, root, index);
    context.problems.push(...document.problems);
    merged = mergeNodes(merged, document.root, [], context.problems);
  });
  return merged;
}
