import { isAlias, isSeq, type Node, type YAMLMap } from 'yaml';
import type { PortEntry } from '../../deployment/compose/port-entry.ts';
import { bindShortPortToLoopback } from '../../deployment/compose/ports.ts';
import type { ComposeProject } from '../../deployment/compose/project.ts';
import type { Fix, TextEdit } from '../../fixes/fix.ts';
import { columnOf, lineEnding } from '../../fixes/yaml-lines.ts';
import { removeItem, removePair } from '../../fixes/yaml-remove.ts';
import { spanOf } from '../../syntax/yaml/index.ts';
import type { Exposure } from './exposure.ts';

/** Remove the mapping, or bind it to loopback; nothing where another service shares the entry and means it. */
export function portFixes(project: ComposeProject, group: readonly Exposure[], users: EntryUsers): readonly Fix[] {
  const exposure = group[0];
  if (exposure === undefined || isShared(group, users)) return [];
  const { entry } = exposure;
  const remove = removal(project, exposure);
  const bind = binding(project, entry);
  return [
    ...(remove ? [fix(project, 'remove-port', 'Remove the port mapping', true, remove)] : []),
    ...(bind ? [fix(project, 'bind-loopback', 'Bind to 127.0.0.1', remove === undefined, bind)] : []),
  ];
}

function fix(project: ComposeProject, kind: string, title: string, preferred: boolean, edit: TextEdit): Fix {
  return { kind, title, preferred, automatic: false, edits: () => [{ uri: project.uri, edits: [edit] }] };
}

/** Which services publish each entry: several, where it stands behind an anchor. */
export type EntryUsers = ReadonlyMap<Node, ReadonlySet<string>>;

export function entryUsers(project: ComposeProject): EntryUsers {
  const users = new Map<Node, Set<string>>();
  for (const service of project.services) {
    for (const { node } of service.ports) users.set(node, (users.get(node) ?? new Set()).add(service.name));
  }
  return users;
}

/** True where a service that is not concerned publishes the same entry: taking it away would break that one. */
function isShared(group: readonly Exposure[], users: EntryUsers): boolean {
  const concerned = new Set(group.map((exposure) => exposure.service.name));
  const node = group[0]?.entry.node;
  return node !== undefined && [...(users.get(node) ?? [])].some((name) => !concerned.has(name));
}

function removal(project: ComposeProject, { service, entry }: Exposure): TextEdit | undefined {
  const { text } = project.tree;
  if (!isSeq(entry.list)) return undefined;
  if (entry.list.items.length > 1) return removeItem(text, entry.list, entry.index);
  // An emptied list would be `ports:` with nothing below it; so the key goes too, where it is the service's own.
  const own = service.node.items.find((pair) => (pair.key as Node | null) === entry.portsKey.keyNode);
  if (own === undefined || isAlias(own.value) || entry.list.anchor !== undefined) {
    return entry.list.flow ? removeItem(text, entry.list, entry.index) : undefined;
  }
  return service.node.items.length > 1 ? removePair(text, service.node, 'ports') : undefined;
}

function binding(project: ComposeProject, entry: PortEntry): TextEdit | undefined {
  const { text } = project.tree;
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
  return insertHostIp(text, map);
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
