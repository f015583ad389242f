import { Alias, isAlias, isMap, isPair, isScalar, isSeq, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';

/** The same node or pair, and all below it, standing so many characters further on. Nothing of the original changes. */
export function shiftedCopy<Part>(part: Part, by: number): Part {
  return copyOf(part, by) as Part;
}

function copyOf(part: unknown, by: number): unknown {
  if (isPair(part)) return new Pair(copyOf(part.key, by), copyOf(part.value, by));
  if (isScalar(part)) return shift(Object.assign(new Scalar(part.value), part), by);
  if (isAlias(part)) return shift(Object.assign(new Alias(part.source), part), by);
  if (isMap(part)) return shift(withCopies(Object.assign(new YAMLMap(), part), by), by);
  return isSeq(part) ? shift(withCopies(Object.assign(new YAMLSeq(), part), by), by) : part;
}

function withCopies<List extends { items: unknown[] }>(list: List, by: number): List {
  list.items = list.items.map((item) => copyOf(item, by));
  return list;
}

function shift<Node extends { range?: readonly [number, number, number] | null | undefined }>(copy: Node, by: number) {
  const { range } = copy;
  if (range) copy.range = [range[0] + by, range[1] + by, range[2] + by];
  return copy;
}

/** The same mapping with other entries, standing elsewhere. */
export function withItems(map: YAMLMap, items: YAMLMap['items'], range: [number, number, number]): YAMLMap {
  const copy: YAMLMap = Object.assign(new YAMLMap(), map);
  copy.items = items;
  copy.range = range;
  return copy;
}
