import { once } from '../../syntax/memo.ts';
import { isIpAddress, withoutBrackets } from './ports-address.ts';

/** One published port, as Docker would open it. */
export interface PortMapping {
  /** Without brackets; empty = every address of the host. */
  readonly hostIp: string;
  /** A port, a range to pick one from, or empty = a random free port. */
  readonly published: string;
  /** The container's port. */
  readonly target: number;
  /** `tcp`, `udp` or `sctp`. */
  readonly protocol: string;
  /** `ingress` unless the long form says `host`. */
  readonly mode?: string;
  /** Written as a number in the long form: Compose takes 8080 and "8080" for two. */
  readonly numeric?: boolean;
}

export type ShortPort =
  | { readonly ok: true; readonly mappings: () => readonly PortMapping[] }
  | { readonly ok: false; readonly message: string };

/**
 * Reads the short syntax `[[IP:][HOST]:]CONTAINER[/PROTOCOL]` after interpolation; a container range gives one mapping
 * a port. Refuses what Docker refuses, with a message for people.
 * Source: compose-spec 05-services.md, “ports”; docker/go-connections nat/nat.go (0.5 for bare IPv6 addresses).
 */
export function parseShortPort(spec: string): ShortPort {
  const parts = spec.split(':');
  const [container = '', protocolText = ''] = (parts.pop() ?? '').split('/');
  const protocol = protocolText.toLowerCase() || 'tcp';
  const host = parts.pop() ?? '';
  const ip = parts.join(':');
  const hostIp = withoutBrackets(ip) ?? ip;
  if (hostIp !== '' && !isIpAddress(hostIp)) return refused('A port can be bound only to a literal IP address');
  if (container === '') return refused('The container port is missing');
  const targets = readRange(container);
  if (targets === undefined) return refused('The container port is not a port or a range of ports');
  const published = host === '' ? undefined : readRange(host);
  if (host !== '' && published === undefined) return refused('The host port is not a port or a range of ports');
  if (!PROTOCOLS.has(protocol)) return refused('The protocol is not tcp, udp or sctp');
  return expand(hostIp, published, targets, protocol);
}

const PROTOCOLS: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp']);

function refused(message: string): ShortPort {
  return { ok: false, message };
}

interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** `a` or `a-b`; a second hyphen and all behind it is ignored, as go-connections does. */
function readRange(text: string): PortRange | undefined {
  const [first = '', last = first] = text.split('-');
  if (!/^\d+$/.test(first) || !/^\d+$/.test(last)) return undefined;
  const range = { first: Number(first), last: Number(last) };
  return range.first <= range.last && range.last <= 65_535 ? range : undefined;
}

function expand(hostIp: string, published: PortRange | undefined, targets: PortRange, protocol: string): ShortPort {
  const more = targets.last - targets.first;
  const spare = published === undefined ? more : published.last - published.first;
  if (spare !== more && more !== 0) return refused('The ranges of host and container ports differ in length');
  const mapping = (index: number): PortMapping => {
    // One container port with a range of host ports gets a free one of them.
    const port = spare === more ? `${(published?.first ?? 0) + index}` : `${published?.first}-${published?.last}`;
    return { hostIp, published: published === undefined ? '' : port, target: targets.first + index, protocol };
  };
  // Up to 65,535 of them: whoever asks only whether the text is right needs none.
  return { ok: true, mappings: once(() => Array.from({ length: more + 1 }, (_, index) => mapping(index))) };
}
