import type { HoconMap, HoconValue } from '../syntax/hocon/index.ts';
import data from './builtin.json' with { type: 'json' };
import { isSince, type Release } from './release.ts';
import type { ConfigurationRole } from './release-loader.ts';

/**
 * The configuration that ClearML Server brings along, per release: `secure`, `apiserver.auth`, `apiserver.cors`,
 * `services.auth`, `hosts` and `fileserver`. Source: apiserver/config/default/ and fileserver/config/default/ of
 * clearml/clearml-server at every tag. Each entry of the data says what changed since the one before it.
 */
interface Change {
  readonly from: string;
  readonly set?: Readonly<Record<string, unknown>>;
  readonly unset?: readonly string[];
}

const CHANGES: Readonly<Record<'apiserver' | 'fileserver', readonly Change[]>> = data;

/** The built-in tree of a role and release. Its values stand in no file that a user has: their origins mean nothing. */
export function builtInConfiguration(role: ConfigurationRole, release: Release): HoconMap {
  const key = `${role} ${release.name}`;
  const known = KNOWN.get(key) ?? build(role, release);
  KNOWN.set(key, known);
  return known;
}

/** There are few releases, and every process of a deployment asks for one. */
const KNOWN = new Map<string, HoconMap>();

function build(role: ConfigurationRole, release: Release): HoconMap {
  const root: Branch = new Map();
  for (const [path, value] of builtInSettings(role, release)) put(root, path.split('.'), value);
  return toMap(root);
}

/** The same as dotted paths. */
function builtInSettings(role: ConfigurationRole, release: Release): ReadonlyMap<string, unknown> {
  const changes = CHANGES[role === 'fileserver' ? 'fileserver' : 'apiserver'];
  const settings = new Map<string, unknown>();
  for (const [index, { from, set = {}, unset = [] }] of changes.entries()) {
    if (index > 0 && !isSince(release, from)) break;
    for (const path of unset) settings.delete(path);
    for (const [path, value] of Object.entries(set)) settings.set(path, value);
  }
  return settings;
}

/** Every path that some release of a server gave a value. */
export function builtInPaths(kind: 'apiserver' | 'fileserver'): readonly string[] {
  return [...new Set(CHANGES[kind].flatMap(({ set = {} }) => Object.keys(set)))];
}

type Branch = Map<string, unknown>;

function put(branch: Branch, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    branch.set(key, value);
    return;
  }
  const known = branch.get(key);
  const next: Branch = known instanceof Map ? known : new Map();
  if (next !== known) branch.set(key, next);
  put(next, rest, value);
}

const NOWHERE = { start: 0, end: 0 };

function toMap(branch: Branch): HoconMap {
  return { kind: 'map', entries: new Map([...branch].map(([key, value]) => [key, toValue(value)])) };
}

function toValue(value: unknown): HoconValue {
  if (value instanceof Map) return toMap(value);
  if (Array.isArray(value)) return { kind: 'list', items: value.map(toValue), origin: NOWHERE };
  if (typeof value === 'object' && value !== null) return toMap(new Map(Object.entries(value)));
  if (typeof value === 'boolean') return { kind: 'boolean', value, origin: NOWHERE };
  if (typeof value === 'number') return { kind: 'integer', value: BigInt(value), origin: NOWHERE };
  return typeof value === 'string' ? { kind: 'string', value, origin: NOWHERE } : { kind: 'null', origin: NOWHERE };
}
