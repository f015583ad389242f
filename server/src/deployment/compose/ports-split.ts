import { parseTemplate } from '../../syntax/interpolation/index.ts';
import type { Span } from '../../syntax/span.ts';

/** Where the parts of a short port entry stand, in UTF-16 offsets of the entry; a part may be empty. */
export interface ShortPortParts {
  /** Brackets included; absent without a second colon. */
  readonly ipSpan?: Span;
  /** Absent for a lone container port. */
  readonly hostSpan?: Span;
  readonly containerSpan: Span;
  /** All after the first slash. */
  readonly protocolSpan?: Span;
}

/**
 * Splits a short port entry as written, before interpolation: a colon or a slash inside `${…}` separates nothing.
 * Refuses nothing; whether the parts make sense is not looked at.
 */
export function splitShortPort(spec: string): ShortPortParts {
  const masked = maskReferences(spec);
  const containerColon = masked.lastIndexOf(':');
  const hostColon = containerColon < 1 ? -1 : masked.lastIndexOf(':', containerColon - 1);
  const slash = masked.indexOf('/', containerColon + 1);
  const end = slash < 0 ? spec.length : slash;
  return {
    containerSpan: { start: containerColon + 1, end },
    ...(containerColon >= 0 && { hostSpan: { start: hostColon + 1, end: containerColon } }),
    ...(hostColon >= 0 && { ipSpan: { start: 0, end: hostColon } }),
    ...(slash >= 0 && { protocolSpan: { start: slash + 1, end: spec.length } }),
  };
}

/** The entry with every reference made opaque, at equal length. */
function maskReferences(spec: string): string {
  const { parts } = parseTemplate(spec);
  return parts
    .map(({ kind, span }) =>
      kind === 'literal' ? spec.slice(span.start, span.end) : '$'.repeat(span.end - span.start),
    )
    .join('');
}
