import { memoizeByIdentity } from '../memo.ts';
import type { Span } from '../span.ts';
import type {
  HoconConcatenation,
  HoconField,
  HoconInclude,
  HoconObject,
  HoconSubstitution,
  HoconText,
  HoconTree,
} from './nodes.ts';

/** One place that gives a setting a plain value, whether or not it is the last to do so. */
export interface HoconAssignment {
  readonly path: readonly string[];
  readonly keySpan: Span;
  /** From the first to the last piece. */
  readonly valueSpan: Span;
  /** Between the quotes, where the value is one quoted text; else the same. */
  readonly contentSpan: Span;
  readonly quoting: 'none' | 'double' | 'triple' | 'mixed';
  /** The text as the server would read it; `undefined` where a substitution decides, or where it is no string. */
  readonly text: string | undefined;
  readonly substitutions: readonly HoconSubstitution[];
}

/** Every plain value of a file, in order, also of a broken one. List indices are path elements: `users.0.password`. */
export const hoconAssignments = memoizeByIdentity((tree: HoconTree): readonly HoconAssignment[] => {
  const found: HoconAssignment[] = [];
  if (tree.root.kind === 'object') walkObject(tree.root, [], found);
  return found;
});

function walkObject(node: HoconObject, path: readonly string[], found: HoconAssignment[]): void {
  for (const member of node.members)
    if (isField(member)) walkValue(member.value, [...path, ...member.key.path], member.key.span, found);
}

function isField(member: HoconField | HoconInclude): member is HoconField {
  return member.kind === 'field';
}

function walkValue(value: HoconConcatenation, path: readonly string[], keySpan: Span, found: HoconAssignment[]): void {
  const texts: HoconText[] = [];
  const substitutions: HoconSubstitution[] = [];
  for (const piece of value.pieces) {
    if (piece.kind === 'object') walkObject(piece, path, found);
    else if (piece.kind === 'array') {
      piece.elements.forEach((element, index) => {
        walkValue(element, [...path, String(index)], element.span, found);
      });
    } else if (piece.kind === 'substitution') substitutions.push(piece);
    else if (piece.kind !== 'include') texts.push(piece);
  }
  if (texts.length + substitutions.length < value.pieces.length) return;
  const only = texts.length === 1 && substitutions.length === 0 ? texts[0] : undefined;
  const quoted = only?.kind === 'quoted' || only?.kind === 'triple';
  found.push({
    path,
    keySpan,
    valueSpan: value.span,
    contentSpan: quoted && only ? only.content : value.span,
    quoting:
      texts.length > 1 ? 'mixed' : only?.kind === 'quoted' ? 'double' : only?.kind === 'triple' ? 'triple' : 'none',
    text: substitutions.length > 0 ? undefined : joined(texts),
    substitutions,
  });
}

function joined(texts: readonly HoconText[]): string | undefined {
  const last = texts.at(-1);
  if (last === undefined) return '';
  return texts.map((piece) => (piece === last ? piece.text : piece.text + piece.blanks)).join('');
}
