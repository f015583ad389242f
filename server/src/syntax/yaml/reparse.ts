import { isMap, isNode, type Node, Pair, type YAMLMap } from 'yaml';
import type { Span, SyntaxProblem } from '../span.ts';
import { readAnchors } from './anchors.ts';
import { spanOf } from './mapping.ts';
import { HALF_TYPED, parseYaml, SHORT, type YamlTree } from './parse.ts';
import { shiftedCopy, withItems } from './shift.ts';

/**
 * Reads a text that differs from one read before. Where the difference lies inside one entry of a block mapping that is
 * itself inside the file's mapping (a service of `services`, a variable of its environment), only that entry is read
 * anew, the smallest that will do: those before it are the same nodes, those behind it copies that stand elsewhere. Where
 * the entry could mean something else by itself, or anything is unusual, a larger one is read, in the end the whole text.
 * The tree is the one that `parseYaml` gives, as far as anybody looks at it.
 */
export function reparseYaml(before: YamlTree, text: string): YamlTree {
  for (const entry of changedEntries(before, text)) {
    const tree = withOneEntryRead(before, text, entry);
    if (tree !== undefined) return tree;
  }
  return parseYaml(text);
}

function withOneEntryRead(before: YamlTree, text: string, entry: Entry): YamlTree | undefined {
  const by = text.length - before.text.length;
  const { map, index } = entry;
  const read = readBetween(text.slice(entry.lines.start, entry.lines.end + by), entry);
  if (read === undefined) return undefined;
  const fresh = shiftedCopy(read.entries, read.moved);
  let isLast = isLastOf(entry);
  let whole = withReplaced(entry, fresh.items, fresh.range, isLast, by);
  for (const level of entry.around) {
    const pair = new Pair(level.map.items[level.index]?.key, whole);
    const end = whole.range?.[2] ?? 0;
    isLast &&= isLastOf(level);
    whole = withReplaced(level, [pair], [spanOf(level.map).start, end, end], isLast, by);
  }
  const nodes =
    before.nodes === 0 ? 0 : before.nodes - countOf(map.items.slice(index, index + 1)) + countOf(fresh.items);
  const problems = read.problems.map(({ span, message }) => ({
    span: { start: span.start + read.moved, end: span.end + read.moved },
    message,
  }));
  return { text, roots: [whole], anchors: before.anchors, problems, nodes };
}

/**
 * A mapping with other entries in the place of one.
 * @param range what it would be if they were all there is
 * @param isLast true where it ends with them
 * @param by how much further on everything behind them stands
 */
function withReplaced(
  { map, index }: Level,
  pairs: readonly Pair[],
  range: YAMLMap['range'],
  isLast: boolean,
  by: number,
): YAMLMap {
  const behind = map.items.slice(index + 1);
  const moved = by === 0 ? behind : behind.map((pair) => shiftedCopy(pair, by));
  const [, end = 0, nodeEnd = 0] = isLast ? (range ?? []) : (map.range ?? []).map((each) => each + by);
  const start = index === 0 ? (range?.[0] ?? 0) : spanOf(map).start;
  return withItems(map, [...map.items.slice(0, index), ...pairs, ...moved], [start, end, nodeEnd]);
}

function isLastOf({ map, index }: Level): boolean {
  return index === map.items.length - 1;
}

/** An entry of a mapping. */
interface Level {
  readonly map: YAMLMap;
  readonly index: number;
  /** By how many blanks its key is indented. */
  readonly column: number;
}

/** An entry of a mapping inside the file's mapping. */
interface Entry extends Level {
  /** The entries that it is in, the innermost first. */
  readonly around: readonly Level[];
  /** From the beginning of its key's line to that of the next key, whichever mapping that stands in. */
  readonly lines: Span;
  /** By how many blanks the next key is indented. */
  readonly nextColumn: number;
}

/** The entries that hold all that is different, the innermost first; none where the file is not plain enough. */
function changedEntries({ text: old, roots, anchors, problems, nodes }: YamlTree, text: string): readonly Entry[] {
  const [root] = roots;
  if (roots.length !== 1 || anchors.size > 0 || (text.length > SHORT && nodes === 0)) return [];
  if (text.startsWith('%') || text.includes('\n%')) return [];
  const changed = difference(old, text);
  const found: Entry[] = [];
  let around: readonly Level[] = [];
  let behind: Pair | undefined;
  for (let map: unknown = root; isBlockMap(map); ) {
    const index = lastBefore(map, changed.start);
    const [key, next] = [map.items[index], map.items[index + 1] ?? behind];
    if (!isWritten(key) || (next !== undefined && !isWritten(next))) break;
    const lines = {
      start: lineOf(old, startOf(key)),
      end: next === undefined ? old.length : lineOf(old, startOf(next)),
    };
    const level = { map, index, column: startOf(key) - lines.start };
    const inside = changed.start >= lines.start && changed.end <= lines.end;
    const indented = /^ *$/.test(old.slice(lines.start, startOf(key)));
    const nextIndented = next === undefined || /^ *$/.test(old.slice(lines.end, startOf(next)));
    const deeper = level.column > (around[0]?.column ?? -1) && (around.length > 0 || level.column === 0);
    if (!inside || !indented || !nextIndented || !deeper) break;
    const known = problems.length === 0 || areOfHalfTyped(problems, key, lines.end);
    // Comments at the end of a file belong to all that ends there.
    if (around.length > 0 && known && next !== undefined)
      found.unshift({ ...level, around, lines, nextColumn: startOf(next) - lines.end });
    around = [level, ...around];
    behind = next;
    map = key.value;
  }
  return found;
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
const KEY = 'x:\n';

interface ReadEntry {
  /** The mapping with the entry alone. */
  readonly entries: YAMLMap;
  readonly problems: readonly SyntaxProblem[];
  /** How much further on in the file all of it stands. */
  readonly moved: number;
}

/** Reads an entry; `undefined` where it may not be one. */
function readBetween(written: string, { column, nextColumn, around, lines }: Entry): ReadEntry | undefined {
  // Less deep than its key nothing belongs to it.
  const outside = new RegExp(`^(?! {${column}}|[ \\t]*$)`, 'm');
  const columns = [...around.map((level) => level.column).toReversed(), column];
  if (!columns.includes(nextColumn) || !written.endsWith('\n')) return undefined;
  if (EXPLICIT_KEY.test(written) || outside.test(written)) return undefined;
  const keyAt = (indent: number) => ' '.repeat(indent) + KEY;
  const above = columns.slice(0, -1).map(keyAt).join('');
  const context = above + written + keyAt(nextColumn);
  const { roots, problems, nodes } = parseYaml(context);
  if (roots.length !== 1 || nodes === Number.POSITIVE_INFINITY) return undefined;
  let read: unknown = roots[0];
  for (const each of columns) {
    if (!isBlockMap(read)) return undefined;
    if (each === nextColumn) {
      const last = read.items.pop();
      if (last === undefined || startOf(last) !== context.length - KEY.length) return undefined;
    }
    if (each === column) break;
    if (read.items.length !== 1) return undefined;
    read = read.items[0]?.value;
  }
  if (!isBlockMap(read)) return undefined;
  const [first] = read.items;
  // A blank line before the key may belong to the value above it.
  if (!isWritten(first) || startOf(first) !== above.length + column) return undefined;
  const known = read.items.length === 1 && areOfHalfTyped(problems, first, above.length + written.length);
  if (problems.length > 0 && !known) return undefined;
  // They reach beyond an entry.
  if (readAnchors(read.items).used) return undefined;
  return { entries: read, problems, moved: lines.start - above.length };
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
