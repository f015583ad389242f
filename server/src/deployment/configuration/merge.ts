import { emptyMap, type Held, type HeldMap, type Unknown } from './held.ts';

/**
 * Merges one layer over another: objects merge, everything else replaces. With `byDash` a key that begins with `-`
 * loses the dash and replaces an object too (apiserver/config/basic.py, `_merge_configs`); without, this is pyhocon's
 * `ConfigTree.merge_configs`. A section that comes as a whole keeps the dashes inside of it, as there.
 * @param own the entries that one fold made itself and may change: so thousands of layers are not copied each time
 */
export function mergeOver(below: HeldMap, above: HeldMap, byDash: boolean, own = new Set<object>()): HeldMap {
  // Whatever is below, it may be hidden: only what `above` sets is certain.
  if (above.rest !== undefined) return above;
  const entries = own.has(below.entries) ? (below.entries as Map<string, Held>) : new Map(below.entries);
  own.add(entries);
  for (const [written, value] of above.entries) {
    const replaces = byDash && written.startsWith('-');
    const key = replaces ? written.slice(1) : written;
    entries.set(key, replaces ? value : entryOver(entries.get(key), value, below.rest, byDash, own));
  }
  return { ...below, entries, source: above.source, origin: above.origin ?? below.origin };
}

function entryOver(
  known: Held | undefined,
  value: Held,
  rest: Unknown | undefined,
  byDash: boolean,
  own: Set<object>,
): Held {
  if (value.kind === 'value') return value;
  if (known?.kind === 'map') return mergeOver(known, value, byDash, own);
  // Below may be a section that nobody can see: it would shine through.
  if (known === undefined && rest !== undefined && value.rest === undefined) {
    return mergeOver({ ...emptyMap(value.source), rest }, value, byDash);
  }
  return value;
}

/**
 * Puts a file's content at the path its name stands for: pyhocon's `ConfigTree.put`. What stands in the way and is no
 * object is replaced.
 */
export function putAt(into: HeldMap, [key = '', ...rest]: readonly string[], value: Held): HeldMap {
  const known = into.entries.get(key);
  const entries = new Map(into.entries);
  if (rest.length > 0) {
    entries.set(key, putAt(known?.kind === 'map' ? known : emptyMap(value.source), rest, value));
  } else {
    entries.set(key, known?.kind === 'map' && value.kind === 'map' ? mergeOver(known, value, false) : value);
  }
  return { ...into, entries, source: value.source };
}
