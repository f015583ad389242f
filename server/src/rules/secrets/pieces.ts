import type { PlacedPiece } from '../../deployment/compose/model/text.ts';
import { type ComposeProject, fileText } from '../../deployment/compose/project.ts';
import type { Span } from '../../syntax/span.ts';

/** The text of a variable's value as `.env` holds it, which is not always what it stands for. */
export function asWritten(project: ComposeProject, piece: PlacedPiece): readonly PlacedPiece[] {
  const text = piece.variable === undefined ? undefined : fileText(project, piece.at.uri);
  return text === undefined ? [] : [{ ...piece, text: text.slice(piece.at.span.start, piece.at.span.end) }];
}

/** An escaped `$$` is a piece of its own: what stands in one go is one text again. */
export function joinEscapes(pieces: readonly PlacedPiece[]): readonly PlacedPiece[] {
  const joined: PlacedPiece[] = [];
  for (const piece of pieces) {
    const before = joined.at(-1);
    if (before === undefined || !continues(before, piece)) {
      joined.push(piece);
      continue;
    }
    const span = { start: before.at.span.start, end: Math.max(before.at.span.end, piece.at.span.end) };
    joined[joined.length - 1] = { text: before.text + piece.text, at: { uri: piece.at.uri, span } };
  }
  return joined;
}

/** Pieces of one scalar whose place is not exact all have the scalar's place. */
function continues(before: PlacedPiece, piece: PlacedPiece): boolean {
  if (before.variable !== undefined || piece.variable !== undefined) return false;
  return before.at.span.end === piece.at.span.start || before.at.span.start === piece.at.span.start;
}

/**
 * The value inside its piece. Where escapes, folds or a block scalar's head make the offsets differ, the place where the
 * value stands as it is; else the whole piece without a line break at its end.
 */
export function narrow(project: ComposeProject, piece: PlacedPiece, value: Span): Span {
  const { uri, span } = piece.at;
  if (span.end - span.start === piece.text.length) {
    return { start: span.start + value.start, end: span.start + value.end };
  }
  const written = (fileText(project, uri) ?? '').slice(span.start, span.end);
  const text = piece.text.slice(value.start, value.end);
  for (const spelling of [text.replaceAll('$', '$$$$'), text]) {
    const at = written.indexOf(spelling);
    if (at >= 0) return { start: span.start + at, end: span.start + at + spelling.length };
  }
  return { start: span.start, end: span.start + written.trimEnd().length };
}
