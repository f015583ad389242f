/** How far a published port can be reached from. */
export type Reach = 'all' | 'loopback' | 'one-address';

/** True for a literal IPv4 or IPv6 address without brackets and zone, as Go's `net.ParseIP` takes it. */
export function isIpAddress(text: string): boolean {
  return isIpv4(text) || ipv6Groups(text) !== undefined;
}

/**
 * How far a host address reaches: no address and the unspecified ones, in whatever spelling, mean every interface.
 * Anything that is no address counts as one that is not loopback. Source: compose-spec 05-services.md, “ports”.
 * @param hostIp with or without brackets
 */
export function reach(hostIp: string): Reach {
  const bare = withoutBrackets(hostIp) ?? hostIp;
  if (bare === '' || bare === '0.0.0.0') return 'all';
  if (isIpv4(bare)) return bare.startsWith('127.') ? 'loopback' : 'one-address';
  const groups = ipv6Groups(bare);
  if (groups === undefined || groups.slice(0, 5).some((group) => group !== 0)) return 'one-address';
  const [mapped = 0, high = 0, low = 0] = groups.slice(5);
  // ::ffff:127.0.0.1 and its like are IPv4 addresses in IPv6 clothes.
  if (mapped === 0xffff) return reach([high >> 8, high & 255, low >> 8, low & 255].join('.'));
  if (mapped !== 0 || high !== 0 || low > 1) return 'one-address';
  return low === 0 ? 'all' : 'loopback';
}

/** What stands between one pair of brackets around the whole text; `undefined` without them. */
export function withoutBrackets(text: string): string | undefined {
  return /^\[([^[\]]*)\]$/.exec(text)?.[1];
}

function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

/** The eight groups of an IPv6 address, `undefined` for anything else. */
function ipv6Groups(text: string): readonly number[] | undefined {
  if (text.length > 45 || !text.includes(':')) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [first = '', second] = halves;
  const head = groupsOf(first, second === undefined);
  const tail = groupsOf(second ?? '', true);
  if (head === undefined || tail === undefined) return undefined;
  if (second === undefined) return head.length === 8 ? head : undefined;
  const missing = 8 - head.length - tail.length;
  return missing < 1 ? undefined : [...head, ...new Array<number>(missing).fill(0), ...tail];
}

/** Groups of four hexadecimal digits; the last two of an address may be written as IPv4. */
function groupsOf(half: string, atEnd: boolean): readonly number[] | undefined {
  const groups: number[] = [];
  const parts = half === '' ? [] : half.split(':');
  for (const [index, part] of parts.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(part)) {
      groups.push(Number.parseInt(part, 16));
    } else if (atEnd && index === parts.length - 1 && isIpv4(part)) {
      const [a = 0, b = 0, c = 0, d = 0] = part.split('.').map(Number);
      groups.push(a * 256 + b, c * 256 + d);
    } else {
      return undefined;
    }
  }
  return groups;
}
