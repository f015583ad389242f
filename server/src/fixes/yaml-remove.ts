import { isCollection, isPair, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { spanOf } from '../syntax/yaml/index.ts';
import type { TextEdit } from './fix.ts';
import { endOfLine, lineStart, nextLine } from './lines.ts';

/**
 * Takes an item out of a sequence, in block and flow style, with the comment on its line; comments on other lines stay.
 * @returns `undefined` where the item can't be told apart from its neighbours
 */
export function removeItem(text: string, list: YAMLSeq, index: number): TextEdit | undefined {
  const nodes = list.items as readonly Node[];
  const item = nodes[index];
  if (!item?.range) return undefined;
  const span = spanOf(item);
  if (list.flow) return removeFromFlow(text, nodes.map(spanOf), index);
  const dash = text.lastIndexOf('-', span.start - 1);
  const start = lineStart(text, dash);
  if (dash < 0 || text.slice(start, dash).trim() !== '') return undefined;
  return wholeLines(text, start, Math.max(contentEnd(item), span.start));
}

/** Takes a key with all it holds out of a mapping. */
export function removePair(text: string, map: YAMLMap, key: string): TextEdit | undefined {
  const index = map.items.findIndex((item) => String(item.key) === key);
  const pair = map.items[index];
  if (pair === undefined) return undefined;
  if (map.flow) return removeFromFlow(text, map.items.map(pairSpan), index);
  const span = pairSpan(pair);
  const start = lineStart(text, span.start);
  return text.slice(start, span.start).trim() === '' ? wholeLines(text, start, span.end) : undefined;
}

/** The place of a key and its value. */
export function pairSpan(pair: Pair): { start: number; end: number } {
  const key = spanOf(pair.key as Node);
  return { start: key.start, end: Math.max(contentEnd(pair.value as Node | null), key.end) };
}

/** Where a node's last value ends: comment lines after it count to a block collection, and are nobody's to remove. */
export function contentEnd(node: Node | null): number {
  if (!isCollection(node) || node.flow) return node?.range ? spanOf(node).end : 0;
  const last = node.items.at(-1);
  const end = isPair(last) ? pairSpan(last).end : contentEnd((last ?? null) as Node | null);
  return Math.max(end, spanOf(node).start);
}

/**
 * Lines from `start` to the one that holds the last character before `end`. Where these are the text's last and no break ends them, the break before them goes
 * instead, and empty lines with it.
 */
export function wholeLines(text: string, start: number, end: number): TextEdit {
  let last = end;
  while (last > start && /\s/.test(text.charAt(last - 1))) last--;
  const after = nextLine(text, Math.max(last - 1, start));
  if (after < text.length || endOfLine(text, Math.max(last - 1, start)) < text.length || start === 0) {
    return { span: { start, end: after }, newText: '' };
  }
  const breaks = /(?:(?:\r\n|\r|\n)[ \t]*)+$/.exec(text.slice(0, start));
  return { span: { start: breaks?.index ?? start, end: after }, newText: '' };
}

/** An item of a flow collection goes with the comma after it, or with the one before it where it is the last. */
function removeFromFlow(
  text: string,
  spans: readonly { start: number; end: number }[],
  index: number,
): TextEdit | undefined {
  const span = spans[index];
  if (span === undefined) return undefined;
  const next = spans[index + 1];
  if (next !== undefined) return { span: { start: span.start, end: next.start }, newText: '' };
  const previous = spans[index - 1];
  if (previous !== undefined) return { span: { start: previous.end, end: span.end }, newText: '' };
  const comma = /^\s*,/.exec(text.slice(span.end))?.[0].length ?? 0;
  return { span: { start: span.start, end: span.end + comma }, newText: '' };
}
