import { type Alias, isAlias, isCollection, isPair, type Node } from 'yaml';

/** The node that each alias stands for; an alias of nothing has no entry. */
export type AnchorMap = ReadonlyMap<Alias, Node>;

/**
 * Finds what every alias stands for, in one walk in text order: the last anchor of that name before it. Anchors carry
 * over from one document of a stream to the next, as in Docker Compose's loader. O(nodes), not recursive;
 * the nodes are counted on the way.
 * @returns `used`: whether there is an anchor or an alias at all, of something or of nothing
 */
export function readAnchors(roots: readonly unknown[]): { targets: AnchorMap; nodes: number; used: boolean } {
  let nodes = 0;
  let used = false;
  const byName = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  const todo: unknown[] = [...roots].reverse();
  while (todo.length > 0) {
    const node = todo.pop();
    nodes++;
    if (isAlias(node)) {
      used = true;
      const target = byName.get(node.source);
      if (target !== undefined) targets.set(node, target);
    } else if (isPair(node)) {
      todo.push(node.value, node.key);
    } else if (node !== null && typeof node === 'object') {
      const anchor = (node as { anchor?: string }).anchor;
      if (anchor !== undefined) byName.set(anchor, node as Node);
      if (isCollection(node)) for (let at = node.items.length - 1; at >= 0; at--) todo.push(node.items[at]);
    }
  }
  return { targets, nodes, used: used || byName.size > 0 };
}
