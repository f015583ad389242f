import type { HoconLeaf, HoconTree } from '../syntax/hocon/index.ts';
import { LineIndex } from '../syntax/line-index.ts';

/** Lines that can be folded into the first of them. */
export interface Fold {
  readonly kind: 'region' | 'comment';
  readonly startLine: number;
  readonly endLine: number;
}

/**
 * What can be folded in a HOCON file: brackets over several lines, without the line of the closing one, and comments
 * on lines of their own that follow one another. Works on the leaves, so a broken file folds as far as its brackets fit.
 */
export function hoconFolds({ text, leaves }: HoconTree): readonly Fold[] {
  const lines = new LineIndex(text);
  const lineOf = (offset: number) => lines.positionAt(offset).line;
  const open: number[] = [];
  const folds: Fold[] = [];
  for (const { kind, span } of leaves) {
    if (kind !== 'bracket') continue;
    if (/[[{]/.test(text.charAt(span.start))) {
      open.push(lineOf(span.start));
      continue;
    }
    const startLine = open.pop();
    const endLine = lineOf(span.start) - 1;
    if (startLine !== undefined && endLine > startLine) folds.push({ kind: 'region', startLine, endLine });
  }
  return [...folds, ...commentFolds(text, leaves, lineOf)];
}

function commentFolds(text: string, leaves: readonly HoconLeaf[], lineOf: (offset: number) => number): readonly Fold[] {
  const own = leaves
    .filter(({ kind, span }) => kind === 'comment' && startsLine(text, span.start))
    .map(({ span }) => lineOf(span.start));
  const folds: Fold[] = [];
  let startLine: number | undefined;
  for (const [index, line] of own.entries()) {
    startLine ??= line;
    if (own[index + 1] === line + 1) continue;
    if (line > startLine) folds.push({ kind: 'comment', startLine, endLine: line });
    startLine = undefined;
  }
  return folds;
}

function startsLine(text: string, offset: number): boolean {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return text.slice(lineStart, offset).trim() === '';
}
