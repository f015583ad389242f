import { isAlias, type Node, type YAMLMap } from 'yaml';
import type { PortEntry } from '../../deployment/compose/port-entry.ts';
import { bindShortPortToLoopback } from '../../deployment/compose/ports.ts';
import type { ComposeProject } from '../../deployment/compose/project.ts';
import type { Fix, TextEdit } from '../../fixes/fix.ts';
import { columnOf, lineEnding } from '../../fixes/yaml-lines.ts';
import { removeItem, removePair } from '../../fixes/yaml-remove.ts';
import { spanOf } from '../../syntax/yaml/index.ts';
import type { Exposure } from './exposure.ts';

/** Remove the mapping, or bind it to loopback; nothing where another service shares the entry and means it. */
export function portFixes(group: readonly Exposure[], users: EntryUsers): readonly Fix[] {
  const exposure = group[0];
  if (exposure === undefined || isShared(group, users)) return [];
  const { entry } = exposure;
  const remove = removal(exposure);
  const bind = binding(entry);
  return [
    ...(remove ? [fix(entry, 'remove-port', 'Remove the port mapping', true, remove)] : []),
    ...(bind ? [fix(entry, 'bind-loopback', 'Bind to 127.0.0.1', remove === undefined, bind)] : []),
  ];
}

function fix(entry: PortEntry, kind: string, title: string, preferred: boolean, edit: TextEdit): Fix {
  const { uri } = entry.item.value.file;
  return { kind, title, preferred, automatic: false, uris: [uri], edits: () => [{ uri, edits: [edit] }] };
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

/** True where a service that is not concerned publishes the same entry: taking it away would break that one. */
function isShared(group: readonly Exposure[], users: EntryUsers): boolean {
  const concerned = new Set(group.map((exposure) => exposure.service.name));
  const entry = group[0]?.entry;
  return entry !== undefined && [...(users.get(nodeOf(entry)) ?? [])].some((name) => !concerned.has(name));
}

function removal({ service, entry }: Exposure): TextEdit | undefined {
  const { list, value } = entry.item;
  if (list === undefined) return undefined;
  const { text } = value.file.tree;
  if (list.yaml.items.length > 1) return removeItem(text, list.yaml, list.index);
  // An emptied list would be `ports:` with nothing below it; so the key goes too, where it is the service's own.
  const part = service.node.parts.find(({ yaml }) => yaml.items.some((pair) => pair.value === list.yaml));
  if (part === undefined || isAlias(list.yaml) || list.yaml.anchor !== undefined) {
    return list.yaml.flow ? removeItem(text, list.yaml, list.index) : undefined;
  }
  return part.yaml.items.length > 1 ? removePair(text, part.yaml, 'ports') : undefined;
}

function binding(entry: PortEntry): TextEdit | undefined {
  if (entry.form.kind === 'short') {
    const { written } = entry.form.text;
    const bound = bindShortPortToLoopback(written.text);
    if (bound === undefined || written.locate({ start: 0, end: 0 }) === undefined) return undefined;
    // A plain number becomes text with colons: quoted, so that no YAML reader takes it for a number of base 60.
    const newText = written.style === 'plain' ? `"${bound}"` : bound;
    return { span: written.content, newText };
  }
  const { map, hostIp } = entry.form;
  if (hostIp !== undefined) {
    return { span: hostIp.written.content, newText: '127.0.0.1' };
  }
  const yaml = map.parts[0]?.yaml;
  return yaml && insertHostIp(map.file.tree.text, yaml);
}

function insertHostIp(text: string, map: YAMLMap): TextEdit | undefined {
  if (map.items.some((pair) => String(pair.key) === '<<' || String(pair.key) === 'host_ip')) return undefined;
  const first = map.items[0];
  if (first === undefined) return undefined;
  const start = spanOf(first.key as Node).start;
  const newText = map.flow
    ? 'host_ip: 127.0.0.1, '
    : `host_ip: 127.0.0.1${lineEnding(text)}${' '.repeat(columnOf(text, start))}`;
  return { span: { start, end: start }, newText };
}
