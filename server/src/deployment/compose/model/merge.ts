import {
  type ComposeEntry,
  type ComposeItem,
  type ComposeList,
  type ComposeMap,
  type ComposeNode,
  isAbsent,
} from './node.ts';
import type { ComposeProblem } from './problem.ts';

/** How values at some places are merged where maps merge, lists append and single values are replaced otherwise. */
type Special = 'replace' | 'sequence' | 'mapping' | 'build';

const IN_SERVICE: Readonly<Record<string, Special>> = {
  command: 'replace',
  entrypoint: 'replace',
  'healthcheck/test': 'replace',
  annotations: 'sequence',
  dns: 'sequence',
  dns_opt: 'sequence',
  dns_search: 'sequence',
  env_file: 'sequence',
  environment: 'sequence',
  extra_hosts: 'sequence',
  label_file: 'sequence',
  labels: 'sequence',
  sysctls: 'sequence',
  tmpfs: 'sequence',
  'build/args': 'sequence',
  'build/labels': 'sequence',
  'deploy/labels': 'sequence',
  depends_on: 'mapping',
  models: 'mapping',
  networks: 'mapping',
  build: 'build',
};

/**
 * Merges a later value over an earlier one, as Compose merges override files, documents, included and extended services.
 * Null keeps what was there. Nothing is made unique here; whoever reads a list does that.
 * Source: compose-spec 13-merge.md; compose-go override/merge.go.
 * @param path keys from the project's root to the values
 * @param problems gets what can't be merged; the later value then wins
 */
export function mergeNodes(
  base: ComposeNode | undefined,
  over: ComposeNode,
  path: readonly string[],
  problems: ComposeProblem[],
): ComposeNode {
  if (base === undefined) return over;
  const special = path[0] === 'services' && path.length > 2 ? IN_SERVICE[path.slice(2).join('/')] : undefined;
  if (special === 'replace') return over;
  if (isAbsent(over)) return special === 'sequence' ? sequence(base) : base;
  if (isAbsent(base)) return over;
  if (special === 'sequence') return appended(sequence(base), sequence(over));
  if (special === 'mapping') return mergeMaps(mapping(base), mapping(over), path, problems);
  if (base.kind === 'scalar' || (special === 'build' && base.kind !== over.kind)) return over;
  if (base.kind === 'map' && over.kind === 'map') return mergeMaps(base, over, path, problems);
  if (base.kind === 'list' && over.kind === 'list') return appended(base, over);
  const what = base.kind === 'map' ? 'a mapping' : 'a list';
  problems.push({ kind: 'merge', at: over.at, message: `This can’t be merged over ${what} of an earlier file` });
  return over;
}

function mergeMaps(
  base: ComposeNode,
  over: ComposeNode,
  path: readonly string[],
  problems: ComposeProblem[],
): ComposeNode {
  if (base.kind !== 'map' || over.kind !== 'map') return over;
  const entries = new Map<string, ComposeEntry>(base.entries);
  for (const [key, entry] of over.entries) {
    const value = mergeNodes(entries.get(key)?.value, entry.value, [...path, key], problems);
    // The first file that names a thing is where it is at home.
    entries.set(key, { ...(entries.get(key) ?? entry), value });
  }
  return { ...over, entries, parts: [...base.parts, ...over.parts] };
}

function appended(base: ComposeList, over: ComposeList): ComposeList {
  return { ...over, items: [...base.items, ...over.items] };
}

/** A mapping or a single value as a list. */
function sequence(node: ComposeNode): ComposeList {
  if (node.kind === 'list') return node;
  const { file, at, path } = node;
  const items: readonly ComposeItem[] =
    node.kind === 'map'
      ? [...node.entries.values()].map((entry) => ({ value: entry.value, entry }))
      : isAbsent(node)
        ? []
        : [{ value: node }];
  return { kind: 'list', file, at, path, items };
}

/** A list of names as a mapping with nothing behind the names. */
function mapping(node: ComposeNode): ComposeMap {
  if (node.kind === 'map') return node;
  const { file, at, path } = node;
  const entries = new Map<string, ComposeEntry>();
  for (const { value } of node.kind === 'list' ? node.items : []) {
    const key = value.kind === 'scalar' ? value.text?.value : undefined;
    if (key !== undefined) {
      const nothing: ComposeNode = {
        kind: 'scalar',
        file,
        at: value.at,
        path: value.path,
        yaml: undefined,
        text: undefined,
      };
      entries.set(key, { key, keyAt: value.at, value: nothing });
    }
  }
  return { kind: 'map', file, at, path, entries, parts: [] };
}
