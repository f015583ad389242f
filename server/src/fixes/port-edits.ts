import { isAlias, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { PortEntry } from '../deployment/compose/port-entry.ts';
import { bindShortPortToLoopback, splitShortPort } from '../deployment/compose/ports.ts';
import type { ComposeService } from '../deployment/compose/service.ts';
import { spanOf } from '../syntax/yaml/index.ts';
import type { TextEdit } from './fix.ts';
import { columnOf, endOfLine, lineEnding } from './lines.ts';
import { contentEnd, removeItem, removePair } from './yaml-remove.ts';

/** Edits of one file, in order; `undefined` where the way can't be gone. */
type Edits = readonly TextEdit[] | undefined;

/** Takes an entry out of its list, and the key too where nothing is left. */
export function removeMapping(service: ComposeService, entry: PortEntry): Edits {
  const { list, value } = entry.item;
  if (list === undefined) return undefined;
  const { text } = value.file.tree;
  const removed = list.yaml.items.length > 1 ? removeItem(text, list.yaml, list.index) : removeAll(service, entry);
  return removed && [keepComments(text, removed)];
}

/** Lines of comments between what is removed are somebody's words, and stay. */
function keepComments(text: string, { span }: TextEdit): TextEdit {
  const removed = text.slice(span.start, span.end);
  const comments = removed.split(/\r\n|\r|\n/).filter((line) => /^\s*#/.test(line));
  const newline = lineEnding(text);
  const lines = comments.map((line) => (/^[\r\n]/.test(removed) ? newline + line : line + newline));
  return { span, newText: lines.join('') };
}

/** An emptied list would be `ports:` with nothing below it; so the key goes too, where it is the service's own. */
function removeAll(service: ComposeService, entry: PortEntry): TextEdit | undefined {
  const { list, value } = entry.item;
  if (list === undefined) return undefined;
  const { text } = value.file.tree;
  const part = ownPart(service, list.yaml);
  if (part === undefined || isAlias(list.yaml) || list.yaml.anchor !== undefined) {
    return list.yaml.flow ? removeItem(text, list.yaml, list.index) : undefined;
  }
  return part.items.length > 1 ? removePair(text, part, 'ports') : undefined;
}

/** The mapping of a service that holds a list itself, behind no alias. */
function ownPart(service: ComposeService, list: YAMLSeq): YAMLMap | undefined {
  return service.node.parts.find(({ yaml }) => yaml.items.some((pair) => pair.value === list))?.yaml;
}

/** Binds an entry to 127.0.0.1, in the syntax at hand. */
export function bindToLoopback(entry: PortEntry): Edits {
  if (entry.form.kind === 'short') {
    const { written } = entry.form.text;
    const bound = bindShortPortToLoopback(written.text);
    if (bound === undefined || written.locate({ start: 0, end: 0 }) === undefined) return undefined;
    // A plain number becomes text with colons: quoted, so that no YAML reader takes it for a number of base 60.
    const newText = written.style === 'plain' ? `"${bound}"` : bound;
    return [{ span: written.content, newText }];
  }
  const { map, hostIp } = entry.form;
  if (hostIp !== undefined) return [{ span: hostIp.written.content, newText: '127.0.0.1' }];
  const yaml = map.parts[0]?.yaml;
  return yaml && insertHostIp(map.file.tree.text, yaml);
}

function insertHostIp(text: string, map: YAMLMap): Edits {
  if (map.items.some((pair) => String(pair.key) === '<<' || String(pair.key) === 'host_ip')) return undefined;
  const first = map.items[0];
  return first && [insertBefore(text, map, first, 'host_ip', '127.0.0.1')];
}

/** A new `key: value` before a pair of the same mapping. */
function insertBefore(text: string, map: YAMLMap, before: Pair, key: string, value: string): TextEdit {
  const { start } = spanOf(before.key as Node);
  const newText = map.flow
    ? `${key}: ${value}, `
    : `${key}: ${value}${lineEnding(text)}${' '.repeat(columnOf(text, start))}`;
  return { span: { start, end: start }, newText };
}

/**
 * Moves an entry's container port to the service's `expose`, which publishes nothing: for whoever wants the file to go on
 * saying which port the store listens on.
 */
export function exposeOnly(service: ComposeService, entry: PortEntry): Edits {
  const { list, value } = entry.item;
  const port = containerPort(entry);
  const part = list && ownPart(service, list.yaml);
  const removed = removeMapping(service, entry);
  if (port === undefined || part === undefined || list === undefined || removed === undefined) return undefined;
  if (list.yaml.anchor !== undefined || service.node.parts.some(({ yaml }) => yaml !== part && has(yaml, 'expose'))) {
    return undefined;
  }
  const { text } = value.file.tree;
  const exposed = part.items.find((pair) => String(pair.key) === 'expose');
  const ports = part.items.find((pair) => pair.value === list.yaml);
  if (ports === undefined) return undefined;
  if (exposed !== undefined) {
    const added = isSeq(exposed.value) ? appendPort(text, exposed.value, port) : undefined;
    return added && [...removed, added].sort((left, right) => left.span.start - right.span.start);
  }
  if (list.yaml.items.length > 1) return [insertBefore(text, part, ports, 'expose', `["${port}"]`), ...removed];
  return renamed(text, ports.key as Node, value, port);
}

/** The only mapping: `ports` becomes `expose`, and the list stays where it is. */
function renamed(text: string, key: Node, item: PortEntry['item']['value'], port: string): Edits {
  const node = item.kind === 'map' ? item.parts[0]?.yaml : undefined;
  const span = { start: item.at.span.start, end: node === undefined ? item.at.span.end : contentEnd(node) };
  // A comment inside of an entry in long syntax would be lost.
  if (/#/.test(text.slice(span.start, span.end))) return undefined;
  return [
    { span: spanOf(key), newText: 'expose' },
    { span, newText: `"${port}"` },
  ];
}

function has(map: YAMLMap, key: string): boolean {
  return map.items.some((pair) => String(pair.key) === key);
}

function appendPort(text: string, list: YAMLSeq, port: string): TextEdit | undefined {
  const last = list.items.at(-1) as Node | undefined;
  if (last === undefined || list.anchor !== undefined || list.items.some((item) => String(item) === port)) {
    return undefined;
  }
  const { start, end } = spanOf(last);
  if (list.flow) return { span: { start: end, end }, newText: `, "${port}"` };
  const dash = text.lastIndexOf('-', start - 1);
  const at = endOfLine(text, Math.max(end - 1, 0));
  return { span: { start: at, end: at }, newText: `${lineEnding(text)}${' '.repeat(columnOf(text, dash))}- "${port}"` };
}

/** The container's port or ports as written; `undefined` where a variable may hold more than that. */
function containerPort({ form, mappings, unknown }: PortEntry): string | undefined {
  const [mapping] = mappings;
  if (mapping === undefined || unknown === 'entry') return undefined;
  if (form.kind === 'long') return `${mapping.target}`;
  const { text } = form.text.written;
  const { hostSpan, containerSpan } = splitShortPort(text);
  const container = text.slice(containerSpan.start, containerSpan.end);
  if (/["\\]/.test(container) || (hostSpan === undefined && container.includes('$'))) return undefined;
  return container;
}
