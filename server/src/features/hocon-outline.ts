import type { HoconConcatenation, HoconObject, HoconPiece, HoconTree } from '../syntax/hocon/index.ts';
import type { Span } from '../syntax/span.ts';

/** A key of a HOCON file with what stands below it. It tells no value. */
export interface OutlineEntry {
  /** As written, without the quotes; the index for an object in a list. */
  readonly name: string;
  readonly kind: 'object' | 'list' | 'value';
  /** The key itself. */
  readonly nameSpan: Span;
  /** From the key to the end of the value. */
  readonly span: Span;
  readonly children: readonly OutlineEntry[];
}

/** The keys of a file in the order of the text, of a broken one as far as it can be read. */
export function hoconOutline({ root }: HoconTree): readonly OutlineEntry[] {
  return root.kind === 'object' ? entriesOf(root) : root.elements.flatMap(elementEntry);
}

function entriesOf(object: HoconObject): readonly OutlineEntry[] {
  return object.members.flatMap((member): readonly OutlineEntry[] => {
    if (member.kind === 'include') return [];
    const { key, value } = member;
    return [
      {
        name: key.path.join('.'),
        kind: kindOf(value),
        nameSpan: key.span,
        span: { start: key.span.start, end: Math.max(key.span.end, value.span.end) },
        children: value.pieces.flatMap(childrenOf),
      },
    ];
  });
}

function childrenOf(piece: HoconPiece): readonly OutlineEntry[] {
  if (piece.kind === 'object') return entriesOf(piece);
  return piece.kind === 'array' ? piece.elements.flatMap(elementEntry) : [];
}

/** Plain elements of a list have no name to be found by. */
function elementEntry(element: HoconConcatenation, index: number): readonly OutlineEntry[] {
  const kind = kindOf(element);
  const { span } = element;
  if (kind === 'value') return [];
  const nameSpan = { start: span.start, end: Math.min(span.start + 1, span.end) };
  return [{ name: `${index}`, kind, nameSpan, span, children: element.pieces.flatMap(childrenOf) }];
}

function kindOf({ pieces }: HoconConcatenation): OutlineEntry['kind'] {
  if (pieces.some((piece) => piece.kind === 'object')) return 'object';
  return pieces.some((piece) => piece.kind === 'array') ? 'list' : 'value';
}
