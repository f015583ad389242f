import type { Lookup } from '../lookup.ts';
import type { SyntaxProblem } from '../span.ts';
import { buildRoot, type Include } from './build.ts';
import { ConfigList, ConfigTree, ConfigValues, HoconError, type Item } from './config-tree.ts';
import type { HoconTree } from './nodes.ts';
import { resolveSubstitutions } from './resolve.ts';
import type { HoconMap, HoconValue } from './value.ts';

export interface HoconSurroundings {
  /** The process environment, which substitutions fall back to. */
  readonly env?: Lookup;
  /** Included files, by the name as written. */
  readonly include?: Include;
}

export type HoconResult =
  | { readonly ok: true; readonly value: HoconValue }
  /** pyhocon would throw. */
  | { readonly ok: false; readonly problems: readonly HoconProblem[] };

/** What pyhocon refuses; `uri` where it stands in an included file. */
export interface HoconProblem extends SyntaxProblem {
  readonly uri?: string;
}

/**
 * What pyhocon's `ConfigFactory.parse_string` gives for one text, substitutions put in. Each text is resolved alone, as
 * ClearML Server does it (apiserver/config/basic.py).
 */
export function evaluateHocon(
  tree: HoconTree,
  { env = () => undefined, include = () => undefined }: HoconSurroundings = {},
): HoconResult {
  if (tree.problems.length > 0) return { ok: false, problems: tree.problems };
  try {
    const root = buildRoot(tree.root, include);
    resolveSubstitutions(root, env);
    return { ok: true, value: toValue(root) };
  } catch (error) {
    if (error instanceof HoconError) return { ok: false, problems: [problemOf(error)] };
    throw error;
  }
}

function problemOf({ span: { start, end, uri }, message }: HoconError): HoconProblem {
  const problem = { span: { start, end }, message };
  return uri === undefined ? problem : { ...problem, uri };
}

function toValue(item: Item): HoconValue {
  if (item instanceof ConfigTree) {
    const entries = new Map([...item.entries].map(([key, value]) => [key, toValue(value)] as const));
    return (item.origin ? { kind: 'map', entries, origin: item.origin } : { kind: 'map', entries }) satisfies HoconMap;
  }
  if (item instanceof ConfigList) return { kind: 'list', items: item.items.map(toValue), origin: item.origin };
  return item instanceof ConfigValues ? { kind: 'null', origin: item.origin } : item;
}
