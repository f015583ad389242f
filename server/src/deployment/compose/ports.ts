import { parseTemplate } from '../../syntax/interpolation/index.ts';
import type { Span } from '../../syntax/span.ts';

/** One published port, as Docker would open it. */
export interface PortMapping {
  /** Empty = every address of the host. */
  readonly hostIp: string;
  /** A port, a range to pick one from, or empty = a random free port. */
  readonly published: string;
  /** The container's port. */
  readonly target: number;
  readonly protocol: string;
}

export type ShortPort =
  | { readonly ok: true; readonly mappings: readonly PortMapping[] }
  | { readonly ok: false; readonly message: string };

/**
 * Reads the short syntax `[[IP:][HOST]:]CONTAINER[/PROTOCOL]` after interpolation, ranges expanded.
 * Source: compose-spec 05-services.md, “ports”; docker/go-connections nat/nat.go (0.5 for bare IPv6 addresses).
 */
export function parseShortPort(spec: string): ShortPort {
  const slash = spec.indexOf('/');
  const address = slash < 0 ? spec : spec.slice(0, slash);
  const protocol = (slash < 0 ? '' : (spec.slice(slash + 1).split('/')[0] ?? '')).toLowerCase() || 'tcp';
  const parts = address.split(':');
  const container = parts.pop() ?? '';
  const host = parts.pop() ?? '';
  const ip = readIp(parts);
  if (ip === undefined) return refused('This is no IP address that a port can be published on');
  if (container === '') return refused('The container port is missing');
  const targets = readRange(container);
  if (targets === undefined) return refused('This is no container port');
  const published = host === '' ? undefined : readRange(host);
  if (host !== '' && published === undefined) return refused('This is no host port');
  if (!['tcp', 'udp', 'sctp'].includes(protocol)) return refused('This is no protocol that Docker knows');
  return expand(ip, published, targets, protocol);
}

function refused(message: string): ShortPort {
  return { ok: false, message };
}

interface Range {
  readonly first: number;
  readonly last: number;
}

function expand(hostIp: string, published: Range | undefined, targets: Range, protocol: string): ShortPort {
  const count = targets.last - targets.first;
  const free = published === undefined ? 0 : published.last - published.first;
  if (published !== undefined && free !== count && count !== 0) {
    return refused('The ranges of host and container ports differ in length');
  }
  const mappings = Array.from({ length: count + 1 }, (_, offset): PortMapping => {
    const range = published !== undefined && count === 0 && free > 0;
    const port = published === undefined ? '' : range ? `${published.first}-${published.last}` : `${published.first + offset}`;
    return { hostIp, published: port, target: targets.first + offset, protocol };
  });
  return { ok: true, mappings };
}

/** `a` or `a-b`; a second hyphen and all behind it is ignored, as go-connections does. */
function readRange(text: string): Range | undefined {
  const [first, last = first] = text.split('-');
  if (first === undefined || last === undefined || !/^\d+$/.test(first) || !/^\d+$/.test(last)) return undefined;
  const range = { first: Number(first), last: Number(last) };
  return range.first <= range.last && range.last <= 65535 ? range : undefined;
}

/** The address before the ports; empty for none, `undefined` where it is no literal address. */
function readIp(parts: readonly string[]): string | undefined {
  const text = parts.join(':');
  const bare = /^\[(.*)\]$/s.exec(text)?.[1] ?? text;
  if (text === '') return '';
  return isIpv4(bare) || isIpv6(bare) ? bare : undefined;
}

function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

function isIpv6(text: string): boolean {
  return ipv6Groups(text) !== undefined;
}

/** The eight groups of an IPv6 address, `undefined` for anything else (zones are no part of an address here). */
function ipv6Groups(text: string): readonly number[] | undefined {
  if (!/^[0-9a-f:.]+$/i.test(text)) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(groupsOf);
  if (head === undefined) return undefined;
  if (halves.length === 1) return head.length === 8 ? head : undefined;
  if (tail === undefined || head.length + tail.length > 7) return undefined;
  return [...head, ...new Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

function groupsOf(half: string): number[] | undefined {
  if (half === '') return [];
  const groups: number[] = [];
  for (const [index, part] of half.split(':').entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16));
    else if (isIpv4(part) && index === half.split(':').length - 1) {
      const [a = 0, b = 0, c = 0, d = 0] = part.split('.').map(Number);
      groups.push(a * 256 + b, c * 256 + d);
    } else return undefined;
  }
  return groups;
}

/** How far a host address reaches: no address and the unspecified ones mean every interface. */
export function reach(hostIp: string): 'all' | 'loopback' | 'one-address' {
  const bare = hostIp.replace(/^\[(.*)\]$/s, '$1');
  if (bare === '' || bare === '0.0.0.0') return 'all';
  if (isIpv4(bare)) return bare.startsWith('127.') ? 'loopback' : 'one-address';
  const groups = ipv6Groups(bare);
  if (groups === undefined) return 'one-address';
  const leading = groups.slice(0, 5).every((group) => group === 0);
  const [high = 0, a = 0, b = 0] = groups.slice(5);
  if (leading && high === 0 && a === 0) return b === 0 ? 'all' : b === 1 ? 'loopback' : 'one-address';
  // ::ffff:127.0.0.1 and its like are IPv4 addresses in IPv6 clothes.
  return leading && high === 0xffff ? reach([a >> 8, a & 255, b >> 8, b & 255].join('.')) : 'one-address';
}

/** Where the parts of a short port entry stand, in UTF-16 offsets of `spec`. */
export interface ShortPortParts {
  readonly ipSpan?: Span;
  readonly hostSpan?: Span;
  readonly containerSpan: Span;
  readonly protocolSpan?: Span;
}

/** Splits a short port entry as written, before interpolation: a colon inside `${…}` separates nothing. */
export function splitShortPort(spec: string): ShortPortParts {
  const open = maskReferences(spec);
  const slash = open.indexOf('/');
  const end = slash < 0 ? spec.length : slash;
  const container = open.lastIndexOf(':', end);
  const host = container <= 0 ? -1 : open.lastIndexOf(':', container - 1);
  return {
    containerSpan: { start: container + 1, end },
    ...(container >= 0 && { hostSpan: { start: host + 1, end: container } }),
    ...(host >= 0 && { ipSpan: { start: 0, end: host } }),
    ...(slash >= 0 && { protocolSpan: { start: slash + 1, end: spec.length } }),
  };
}

/** The text with every reference made opaque, at equal length. */
function maskReferences(spec: string): string {
  return parseTemplate(spec)
    .parts.map(({ kind, span }) => (kind === 'literal' ? spec.slice(span.start, span.end) : 'x'.repeat(span.end - span.start)))
    .join('');
}

const LOOPBACK = '127.0.0.1';

/**
 * The same entry bound to 127.0.0.1, in the syntax at hand.
 * @returns `undefined` where that can't be promised: the entry may hold more than one part in a variable
 */
export function bindShortPortToLoopback(spec: string): string | undefined {
  const { ipSpan, hostSpan, containerSpan } = splitShortPort(spec);
  const container = spec.slice(containerSpan.start, containerSpan.end);
  const host = hostSpan === undefined ? '' : spec.slice(hostSpan.start, hostSpan.end);
  // A reference alone may hold `host:container`; only a part with digits of its own or a colon beside it is surely one part.
  if (!/^\d+(?:-\d+)*$/.test(container) && hostSpan === undefined) return undefined;
  if (!isPortText(container) || (host !== '' && !isPortText(host))) return undefined;
  if (ipSpan === undefined) return hostSpan === undefined ? `${LOOPBACK}::${spec}` : `${LOOPBACK}:${spec}`;
  return LOOPBACK + spec.slice(ipSpan.end);
}

function isPortText(text: string): boolean {
  return /^\d+(?:-\d+)*$/.test(text) || /^\$/.test(text);
}
