import { interpolate, parseTemplate } from '../../syntax/interpolation/index.ts';
import type { Span } from '../../syntax/span.ts';
import type { Location } from '../location.ts';
import { type ComposeItem, type ComposeMap, type ComposeNode, type ComposeScalar, nodeAt } from './model/node.ts';
import { scalarType } from './model/scalar-type.ts';
import { printedText } from './model/scalar-value.ts';
import type { ComposeText } from './model/text.ts';
import { isIpAddress, type PortMapping, parseShortPort, splitShortPort } from './ports.ts';

/** One entry of a service's `ports`. */
export interface PortEntry {
  readonly path: string;
  /** The item itself; the alias, where it is one. */
  readonly at: Location;
  /** The item with the list that it stands in. */
  readonly item: ComposeItem;
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
  readonly map: ComposeMap;
  readonly hostIp: ComposeText | undefined;
}

/** How many mappings a project's ports may still give: a line of ranges can name every port there is, many times. */
export interface PortBudget {
  left: number;
}

export function portBudget(): PortBudget {
  return { left: 100_000 };
}

/**
 * Reads `ports`: short and long syntax, ranges, numbers, variables. Source: compose-spec 05-services.md, “ports”.
 * @param budget is drawn on; once it is used up, entries are unknown
 */
export function readPorts(node: ComposeNode | undefined, budget: PortBudget): readonly PortEntry[] {
  if (node?.kind !== 'list') return [];
  return node.items.flatMap((item): readonly PortEntry[] => {
    const { value } = item;
    const place = { path: value.path, at: value.at, item };
    if (budget.left <= 0 && value.kind === 'scalar' && value.text !== undefined) {
      return [{ ...place, form: { kind: 'short', text: value.text }, mappings: [], unknown: 'entry' }];
    }
    if (value.kind === 'map') return [{ ...place, ...readLong(value) }];
    if (value.kind !== 'scalar' || value.text === undefined) return [];
    const read = readShort(value, value.text);
    budget.left -= read.mappings.length;
    return [{ ...place, ...read }];
  });
}

/**
 * What is published in the end: of equal mappings the later one counts, in the place of the earlier. Equal are those with
 * the same address, where none is 0.0.0.0, the same ports and protocol; a number and a text never are.
 * Source: compose-go override/uncity.go, `portIndexer`.
 */
export function publishedPorts(
  entries: readonly PortEntry[],
): readonly (PortMapping & { readonly entry: PortEntry })[] {
  const unique = new Map<string, PortMapping & { readonly entry: PortEntry }>();
  for (const entry of entries) {
    for (const mapping of entry.mappings) unique.set(identity(mapping), { ...mapping, entry });
  }
  return [...unique.values()];
}

function identity({ hostIp, published, target, protocol, numeric }: PortMapping): string {
  return [hostIp || '0.0.0.0', numeric ? `#${published}` : published, target, protocol].join(' ');
}

type Reading = Pick<PortEntry, 'form' | 'mappings' | 'problem' | 'unknown'>;

function readShort(scalar: ComposeScalar, text: ComposeText): Reading {
  const form: ShortForm = { kind: 'short', text };
  const type = scalarType(scalar);
  if (type !== 'string' && type !== 'integer') return { form, mappings: [], problem: NO_TEXT };
  const spec = text.value !== undefined && text.unset.length === 0 ? { text: printedText(scalar) ?? '' } : guess(text);
  if (spec === 'entry') return { form, mappings: [], unknown: 'entry' };
  const parsed = parseShortPort(spec.text);
  if (!parsed.ok) return { form, mappings: [], problem: parsed.message };
  return { form, mappings: parsed.mappings(), ...(spec.unknown && { unknown: spec.unknown }) };
}

const NO_TEXT = 'A port must be a number or text: quote it';

/**
 * The entry's text with what is not visible here left open: a host port that nobody supplies is a random one, which is
 * still published; an address or a container port that nobody supplies can't be guessed.
 */
function guess(text: ComposeText): { text: string; unknown?: 'address' } | 'entry' {
  const written = text.written.text;
  const parts = splitShortPort(written);
  const read = (span: Span | undefined) => {
    if (span === undefined) return '';
    const result = interpolate(parseTemplate(written.slice(span.start, span.end)), text.file.variables.lookup);
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

function readLong(map: ComposeMap): Reading {
  const scalarAt = (key: string) => {
    const node = nodeAt(map, key);
    return node?.kind === 'scalar' && node.text !== undefined ? node : undefined;
  };
  const hostIp = scalarAt('host_ip')?.text;
  const form: LongForm = { kind: 'long', map, hostIp };
  const target = scalarAt('target');
  const number = target === undefined ? undefined : printedText(target);
  if (number === undefined) return { form, mappings: [], unknown: 'entry' };
  if (!/^\d+$/.test(number)) return { form, mappings: [], problem: 'The container port is not a number' };
  const published = scalarAt('published');
  const mapping: PortMapping = {
    hostIp: hostIp?.value ?? '',
    published: (published && printedText(published)) ?? '',
    target: Number(number),
    protocol: scalarAt('protocol')?.text?.value ?? 'tcp',
    mode: scalarAt('mode')?.text?.value ?? 'ingress',
    ...(published && scalarType(published) === 'integer' && { numeric: true }),
  };
  if (hostIp === undefined) return { form, mappings: [mapping] };
  if (hostIp.value === undefined || hostIp.unset.length > 0) return { form, mappings: [mapping], unknown: 'address' };
  if (isIpAddress(hostIp.value)) return { form, mappings: [mapping] };
  return { form, mappings: [], problem: 'A port can be bound only to a literal IP address' };
}
