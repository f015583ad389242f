import { isMap, isScalar, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { interpolate, parseTemplate } from '../../syntax/interpolation/index.ts';
import type { Span } from '../../syntax/span.ts';
import { entriesOf, isNull, itemsOf, spanOf, type YamlEntry } from '../../syntax/yaml/index.ts';
import { type PortMapping, parseShortPort, splitShortPort } from './ports.ts';
import { type ComposeText, type ReadContext, readText } from './text.ts';

/** One entry of a service's `ports`. */
export interface PortEntry {
  readonly path: string;
  /** The item itself; the item where it is an alias of another. */
  readonly span: Span;
  readonly index: number;
  /** The list that holds the item, and the service's `ports` key. */
  readonly list: YAMLSeq;
  readonly portsKey: YamlEntry;
  readonly node: Node;
  readonly form: ShortForm | LongForm;
  readonly mappings: readonly PortMapping[];
  /** Why Compose would refuse the entry. */
  readonly problem?: string;
  /** What could not be told because a variable is not visible here. */
  readonly unknown?: 'address' | 'entry';
}

export interface ShortForm {
  readonly kind: 'short';
  readonly text: ComposeText;
}

export interface LongForm {
  readonly kind: 'long';
  readonly map: YAMLMap;
  readonly hostIp: ComposeText | undefined;
}

/** Reads `ports`: short and long syntax, ranges, numbers, variables. Source: compose-spec 05-services.md, “ports”. */
export function readPorts(context: ReadContext, entry: YamlEntry | undefined): readonly PortEntry[] {
  if (entry === undefined || entry.value?.tag === '!reset') return [];
  const list = entry.value as YAMLSeq;
  return itemsOf(context.tree, entry.value).flatMap(({ node, via }, index) => {
    if (node === null || node.tag === '!reset') return [];
    const path = `${context.path}/ports/${index}`;
    const place = { path, span: spanOf(via ?? node), index, list, portsKey: entry, node };
    if (isMap(node)) return [{ ...place, ...readLong(context, node) }];
    const text = isScalar(node) ? readText(context, node) : undefined;
    return text === undefined ? [] : [{ ...place, ...readShort(context, text) }];
  });
}

type Reading = Pick<PortEntry, 'form' | 'mappings' | 'problem' | 'unknown'>;

function readShort(context: ReadContext, text: ComposeText): Reading {
  const form: ShortForm = { kind: 'short', text };
  const spec = resolveParts(context, text);
  if (spec === 'entry') return { form, mappings: [], unknown: 'entry' };
  const parsed = parseShortPort(spec.text);
  if (!parsed.ok) return { form, mappings: [], problem: parsed.message };
  return { form, mappings: parsed.mappings, ...(spec.unknown && { unknown: spec.unknown }) };
}

/**
 * The entry's text with what is not visible here left open: a host port that nobody supplies is a random one, which is
 * still published; an address or a container port that nobody supplies can't be guessed.
 */
function resolveParts(context: ReadContext, text: ComposeText): { text: string; unknown?: 'address' } | 'entry' {
  if (text.value !== undefined && text.unset.length === 0) return { text: text.value };
  const written = text.written.text;
  const parts = splitShortPort(written);
  const read = (span: Span | undefined) => {
    if (span === undefined) return '';
    const result = interpolate(parseTemplate(written.slice(span.start, span.end)), context.environment.lookup);
    return result.ok && result.unset.length === 0 ? result.value : undefined;
  };
  const container = read(parts.containerSpan);
  if (container === undefined || container === '') return 'entry';
  const address = read(parts.ipSpan);
  const protocol = read(parts.protocolSpan) || 'tcp';
  const rest = `${read(parts.hostSpan) ?? ''}:${container}/${protocol}`;
  if (parts.ipSpan !== undefined && address === undefined) return { text: `:${rest}`, unknown: 'address' };
  return { text: parts.hostSpan === undefined ? `${container}/${protocol}` : `${address ?? ''}:${rest}` };
}

function readLong(context: ReadContext, map: YAMLMap): Reading {
  const keys = new Map(entriesOf(context.tree, map).map((key) => [key.key, key]));
  const textAt = (key: string) => {
    const value = keys.get(key)?.value;
    return isNull(value) ? undefined : readText(context, value ?? null);
  };
  const target = textAt('target');
  const hostIp = textAt('host_ip');
  const published = textAt('published');
  const form: LongForm = { kind: 'long', map, hostIp };
  if (target?.value === undefined) return { form, mappings: [], unknown: 'entry' };
  if (hostIp !== undefined && hostIp.value === undefined) {
    return { form, mappings: [mapping(target.value, published?.value, '')], unknown: 'address' };
  }
  return { form, mappings: [mapping(target.value, published?.value, hostIp?.value ?? '', textAt('protocol')?.value)] };
}

function mapping(target: string, published = '', hostIp = '', protocol = 'tcp'): PortMapping {
  return { hostIp, published, target: Number.parseInt(target, 10), protocol };
}
