import { isMap, isNode, type Node, Pair, type YAMLMap } from 'yaml';
import type { Span, SyntaxProblem } from '../span.ts';
import { readAnchors } from './anchors.ts';
import { spanOf } from './mapping.ts';
import { HALF_TYPED, parseYaml, SHORT, type YamlTree } from './parse.ts';
import { shiftedCopy, withItems } from './shift.ts';

/**
 * Reads a text that differs from one read before. Where the difference lies inside one entry of a block mapping that is
 * itself an entry of the file (one service of `services`), only that entry is read anew: those before it are the same
 * nodes, those behind it copies that stand elsewhere. Where the entry could mean something else by itself, or anything
 * is unusual, the whole text is read. The tree is the one that `parseYaml` gives, as far as anybody looks at it.
 */
export function reparseYaml(before: YamlTree, text: string): YamlTree {
  return withOneEntryRead(before, text) ?? parseYaml(text);
}

function withOneEntryRead(before: YamlTree, text: string): YamlTree | undefined {
  const entry = changedEntry(before, text);
  if (entry === undefined || (text.length > SHORT && before.nodes === 0)) return undefined;
  const { root, outer, map, index, lines } = entry;
  const by = text.length - before.text.length;
  const read = readBetween(text.slice(lines.start, lines.end + by), entry);
  if (read === undefined) return undefined;
  const moved = lines.start - ABOVE.length;
  const fresh = shiftedCopy(read.entries, moved);
  const behind = (pairs: readonly Pair[]) => (by === 0 ? pairs : pairs.map((pair) => shiftedCopy(pair, by)));
  const isLast = index === map.items.length - 1;
  const inner = withItems(map, [...map.items.slice(0, index), ...fresh.items, ...behind(map.items.slice(index + 1))], {
    start: index === 0 ? spanOf(fresh).start : spanOf(map).start,
    end: isLast ? spanOf(fresh).end : spanOf(map).end + by,
  });
  const pair = new Pair(root.items[outer]?.key, inner);
  const whole = withItems(root, [...root.items.slice(0, outer), pair, ...behind(root.items.slice(outer + 1))], {
    start: spanOf(root).start,
    end: spanOf(root).end + by,
  });
  const nodes =
    before.nodes === 0 ? 0 : before.nodes - countOf(map.items.slice(index, index + 1)) + countOf(fresh.items);
  const problems = read.problems.map(({ span, message }) => ({
    span: { start: span.start + moved, end: span.end + moved },
    message,
  }));
  return { text, roots: [whole], anchors: before.anchors, problems, nodes };
}

/** An entry of a mapping inside the file's mapping. */
interface Entry {
  readonly root: YAMLMap;
  /** Which entry of the file's mapping holds the other one. */
  readonly outer: number;
  readonly map: YAMLMap;
  readonly index: number;
  /** From the beginning of its key's line to that of the next key, whichever mapping that stands in. */
  readonly lines: Span;
  /** By how many blanks its key is indented. */
  readonly column: number;
  /** By how many the next key is, in the same mapping or in the file's. */
  readonly nextColumn: number;
}

/** The entry that holds all that is different; `undefined` where there is none, or the file is not plain enough. */
function changedEntry({ text: old, roots, anchors, problems }: YamlTree, text: string): Entry | undefined {
  const [root] = roots;
  if (roots.length !== 1 || anchors.size > 0 || !isBlockMap(root)) return undefined;
  if (text.startsWith('%') || text.includes('\n%')) return undefined;
  const changed = difference(old, text);
  const outer = lastBefore(root, changed.start);
  const map = root.items[outer]?.value;
  if (!isBlockMap(map)) return undefined;
  const index = lastBefore(map, changed.start);
  const [key, next] = [map.items[index], map.items[index + 1] ?? root.items[outer + 1]];
  // Comments at the end of a file belong to all that ends there.
  if (!isWritten(key) || !isWritten(next)) return undefined;
  const lines = { start: lineOf(old, startOf(key)), end: lineOf(old, startOf(next)) };
  const column = startOf(key) - lines.start;
  const onTop = startOf(root.items[0] ?? key) === lineOf(old, startOf(root.items[0] ?? key));
  const inside = onTop && changed.start >= lines.start && changed.end <= lines.end && column > 0;
  const indented = /^ *$/.test(old.slice(lines.start, startOf(key)));
  const nextIndented = /^ *$/.test(old.slice(lines.end, startOf(next)));
  const known = problems.length === 0 || areOfHalfTyped(problems, key, lines.end);
  return inside && indented && nextIndented && known
    ? { root, outer, map, index, lines, column, nextColumn: startOf(next) - lines.end }
    : undefined;
}

/** What of `old` is not in `text` at the same place, counted from the front or from the back. */
function difference(old: string, text: string): Span {
  const most = Math.min(old.length, text.length);
  let start = 0;
  while (start < most && old.charCodeAt(start) === text.charCodeAt(start)) start++;
  let same = 0;
  while (same < most - start && old.charCodeAt(old.length - 1 - same) === text.charCodeAt(text.length - 1 - same))
    same++;
  return { start, end: old.length - same };
}

/** The last entry whose key begins at or before an offset; -1 for none. */
function lastBefore(map: YAMLMap, offset: number): number {
  return map.items.findLastIndex((pair) => startOf(pair) <= offset);
}

/** An empty key stands behind what is before it. */
function isWritten(pair: Pair | undefined): pair is Pair {
  const span = spanOf((pair?.key ?? {}) as Node);
  return span.end > span.start;
}

function startOf({ key }: Pair): number {
  return spanOf(key as Node).start;
}

function lineOf(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** A tag or an anchor of the mapping itself would count for its entries too. */
function isBlockMap(node: unknown): node is YAMLMap {
  return isMap(node) && node.flow !== true && node.anchor === undefined && node.tag === undefined;
}

/** A key that stands alone, without a colon behind it. */
const EXPLICIT_KEY = /^[ \t-]*\?/m;

/** What an entry is read with around it stands for what is around it in the file: how it ends depends on what follows. */
const ABOVE = 'x:\n';
const NEXT = 'x:\n';

interface ReadEntry {
  readonly entries: YAMLMap;
  readonly problems: readonly SyntaxProblem[];
}

/** The mapping with the entry alone, offsets counted from `ABOVE`; `undefined` where it may not be one entry. */
function readBetween(lines: string, { column, nextColumn }: Entry): ReadEntry | undefined {
  // Less deep than its key nothing belongs to it.
  const outside = new RegExp(`^(?! {${column}}|[ \\t]*$)`, 'm');
  if (EXPLICIT_KEY.test(lines) || outside.test(lines) || !lines.endsWith('\n')) return undefined;
  const context = ABOVE + lines + ' '.repeat(nextColumn) + NEXT;
  const { roots, problems, nodes } = parseYaml(context);
  const [root] = roots;
  if (roots.length !== 1 || nodes === Number.POSITIVE_INFINITY || !isBlockMap(root)) return undefined;
  const read = root.items[0]?.value;
  const sibling = nextColumn === column;
  if (!isBlockMap(read) || root.items.length !== (sibling ? 1 : 2)) return undefined;
  const [first] = read.items;
  const last = (sibling ? read : root).items.at(-1);
  const isNext = last !== undefined && startOf(last) === context.length - NEXT.length;
  if (!isWritten(first) || first === last || !isNext) return undefined;
  // A blank line before the key may belong to the value above it.
  if (startOf(first) !== ABOVE.length + column) return undefined;
  if (sibling) read.items.pop();
  const known = read.items.length === 1 && areOfHalfTyped(problems, first, ABOVE.length + lines.length);
  if (problems.length > 0 && !known) return undefined;
  // They reach beyond an entry.
  return readAnchors(read.items).used ? undefined : { entries: read, problems };
}

/**
 * True for what is wrong below an entry's key while another key or a quoted value is typed. Other mistakes, and those in
 * the entry's own key, may change how what is around it is read.
 */
function areOfHalfTyped(problems: readonly SyntaxProblem[], { value }: Pair, end: number): boolean {
  const start = isNode(value) ? spanOf(value).start : end;
  return problems.every(({ span, message }) => HALF_TYPED.has(message) && span.start >= start && span.end <= end);
}

function countOf(pairs: readonly Pair[]): number {
  return readAnchors(pairs).nodes;
}
