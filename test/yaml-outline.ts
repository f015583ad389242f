import { isAlias, isCollection, isPair, isScalar } from 'yaml';
import type { YamlTree } from '../server/src/syntax/yaml/index.ts';

/** Everything of a node that somebody looks at. */
function shape(node: unknown): unknown {
  if (isPair(node)) return [shape(node.key), shape(node.value)];
  if (node === null || typeof node !== 'object') return node;
  const { tag, anchor, range } = node as { tag?: string; anchor?: string; range?: readonly number[] };
  const shared = { tag, anchor, range: range?.slice(0, 2) };
  if (isScalar(node)) return { ...shared, value: node.value, source: node.source, type: node.type };
  if (isAlias(node)) return { ...shared, alias: node.source };
  return isCollection(node) ? { ...shared, flow: node.flow === true, items: node.items.map(shape) } : node;
}

/** Everything of a tree that somebody looks at. */
export function outline({ text, roots, anchors, problems }: YamlTree) {
  return {
    text,
    roots: roots.map(shape),
    problems,
    anchors: [...anchors].map(([alias, target]) => [shape(alias), shape(target)]),
  };
}
