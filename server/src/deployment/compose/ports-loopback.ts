import { parseTemplate, type Template, type TemplatePart } from '../../syntax/interpolation/index.ts';
import type { Span } from '../../syntax/span.ts';
import { isIpAddress, withoutBrackets } from './ports-address.ts';
import { parseShortPort } from './ports-parse.ts';
import { splitShortPort } from './ports-split.ts';

const LOOPBACK = '127.0.0.1';

/**
 * The same entry bound to 127.0.0.1, in the syntax at hand: ranges, variables and protocol stay as written.
 * @param spec the entry as written, before interpolation
 * @returns `undefined` where that can't be promised: Docker would refuse the entry, or a variable may hold more than the
 *   one part that it stands for
 */
export function bindShortPortToLoopback(spec: string): string | undefined {
  const { ipSpan, hostSpan, containerSpan, protocolSpan } = splitShortPort(spec);
  const textOf = (span: Span | undefined) => (span === undefined ? '' : spec.slice(span.start, span.end));
  const host = textOf(hostSpan);
  const container = textOf(containerSpan);
  if (!isAddressText(textOf(ipSpan))) return undefined;
  if (!isPortText(parseTemplate(container)) || !isPortText(parseTemplate(host))) return undefined;
  // A lone reference may bring `host:container` along, so only digits are surely a container port.
  if (hostSpan === undefined && container.includes('$')) return undefined;
  const suffix = protocolSpan === undefined ? '' : `/${textOf(protocolSpan)}`;
  const known = `${LOOPBACK}:${assume(host, '1')}:${assume(container, '1')}/${assume(textOf(protocolSpan), 'tcp')}`;
  return parseShortPort(known).ok ? `${LOOPBACK}:${host}:${container}${suffix}` : undefined;
}

/** A part that depends on variables is taken for one that Docker accepts. */
function assume(part: string, accepted: string): string {
  return part.includes('$') ? accepted : part;
}

/** An address, or a text that can only be meant as one. */
function isAddressText(text: string): boolean {
  if (text === '' || text === 'localhost') return true;
  if (text.includes('$')) return !parseTemplate(text).parts.some((part) => part.kind === 'error');
  return isIpAddress(withoutBrackets(text) ?? text);
}

/** Ports in digits or one reference each, joined by hyphens. `${BIND}9200` is none: the variable may hold an address. */
function isPortText({ parts }: Template): boolean {
  return parts.every((part, index) =>
    part.kind === 'literal'
      ? isDigits(part.text, index > 0, index < parts.length - 1)
      : isPortReference(part) && parts[index + 1]?.kind !== 'variable',
  );
}

/** Digits, with a hyphen between two numbers and between a number and a reference. */
function isDigits(text: string, afterReference: boolean, beforeReference: boolean): boolean {
  const numbers = text.split('-');
  const last = numbers.length - 1;
  return numbers.every((number, index) =>
    (index === 0 && afterReference) || (index === last && beforeReference) ? number === '' : /^\d+$/.test(number),
  );
}

/** A reference whose default or replacement, if it has one, is a port too. */
function isPortReference(part: TemplatePart): boolean {
  if (part.kind !== 'variable') return false;
  const { operator, argument } = part;
  return argument === undefined || operator?.endsWith('?') === true || isPortText(argument);
}
