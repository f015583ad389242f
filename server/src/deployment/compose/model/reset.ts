import { type ComposeMap, type ComposeNode, withValue } from './node.ts';

/**
 * Takes out of a project what a later document's `!reset` and `!override` name. Values of a list can't be named: a
 * variable of an `environment` in list form stays. Source: compose-go loader/reset.go, `applyNullOverrides`.
 */
export function applyResets(project: ComposeMap, resets: readonly (readonly string[])[]): ComposeMap {
  return resets.reduce((result, path) => without(result, path), project);
}

function without(map: ComposeMap, [key, ...rest]: readonly string[]): ComposeMap {
  const value = key === undefined ? undefined : map.entries.get(key)?.value;
  if (key === undefined || value === undefined) return map;
  if (rest.length === 0) return withValue(map, key, undefined);
  const smaller: ComposeNode = value.kind === 'map' ? without(value, rest) : value;
  return smaller === value ? map : withValue(map, key, smaller);
}
