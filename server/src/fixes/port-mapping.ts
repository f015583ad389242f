import type { PortEntry } from '../deployment/compose/port-entry.ts';
import type { ComposeProject } from '../deployment/compose/project.ts';
import type { ComposeService } from '../deployment/compose/service.ts';
import type { Fix, TextEdit } from './fix.ts';
import { bindToLoopback, exposeOnly, removeMapping } from './port-edits.ts';

/** A port entry and a service that publishes it. */
export interface Published {
  readonly service: ComposeService;
  readonly entry: PortEntry;
}

/**
 * Ways to close a published port: remove the mapping, bind it to loopback, turn it into `expose`.
 * @param group the services concerned, all with the same entry
 * @returns nothing where a service that is not concerned shares the entry: taking it away would break that one
 */
export function portFixes(group: readonly Published[], users: EntryUsers): readonly Fix[] {
  const first = group[0];
  if (first === undefined || isShared(group, users)) return [];
  const { service, entry } = first;
  const alone = (users.get(nodeOf(entry))?.size ?? 0) <= 1;
  const ways = [
    way('remove-port', 'Remove the port mapping', removeMapping(service, entry)),
    way('bind-loopback', 'Bind to 127.0.0.1', bindToLoopback(entry)),
    way('turn-into-expose', 'Turn it into expose', alone ? exposeOnly(service, entry) : undefined),
  ].flat();
  const { uri } = entry.item.value.file;
  return ways.map(({ kind, title, edits }, index) => ({
    kind,
    title,
    preferred: index === 0,
    automatic: false,
    uris: [uri],
    edits: () => [{ uri, edits }],
  }));
}

function way(kind: string, title: string, edits: readonly TextEdit[] | undefined) {
  return edits === undefined ? [] : [{ kind, title, edits }];
}

/** Which services publish each entry: several, where it stands behind an anchor. */
export type EntryUsers = ReadonlyMap<unknown, ReadonlySet<string>>;

export function entryUsers(project: ComposeProject): EntryUsers {
  const users = new Map<unknown, Set<string>>();
  for (const service of project.services) {
    for (const port of service.ports) {
      const node = nodeOf(port);
      users.set(node, (users.get(node) ?? new Set()).add(service.name));
    }
  }
  return users;
}

/** The YAML node of an entry, the same one behind each alias. */
function nodeOf({ item: { value } }: PortEntry): unknown {
  return value.kind === 'map' ? value.parts[0]?.yaml : value.kind === 'scalar' ? value.yaml : undefined;
}

function isShared(group: readonly Published[], users: EntryUsers): boolean {
  const concerned = new Set(group.map(({ service }) => service.name));
  const entry = group[0]?.entry;
  return entry !== undefined && [...(users.get(nodeOf(entry)) ?? [])].some((name) => !concerned.has(name));
}

/** Puts together what concerns one entry: one behind an anchor may serve several services. */
export function joinByEntry<Item extends Published>(items: readonly Item[]): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const { uri, span } = item.entry.at;
    const key = `${uri} ${span.start}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}
