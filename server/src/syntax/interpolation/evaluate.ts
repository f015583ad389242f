import type { Lookup } from '../lookup.ts';
import type { Span } from '../span.ts';
import type { Template, TemplatePart, VariablePart } from './template.ts';

/** A stretch of an interpolated text and where it comes from. */
export interface Piece {
  readonly text: string;
  /** In the template: the literal text, a default's text, or the whole reference that brought a variable's value. */
  readonly span: Span;
  /** Set where the text is a variable's value. */
  readonly variable?: string;
}

export type Interpolation =
  | {
      readonly ok: true;
      readonly value: string;
      /** In order; put together they are the value. */
      readonly pieces: readonly Piece[];
      /** Variables that nobody sets and that have no default: they count as empty. */
      readonly unset: readonly { readonly name: string; readonly span: Span }[];
    }
  | { readonly ok: false; readonly message: string; readonly span: Span };

interface Progress {
  readonly lookup: Lookup;
  readonly pieces: Piece[];
  readonly unset: { name: string; span: Span }[];
  failure?: { message: string; span: Span };
}

/** Puts a template's variables in, as Docker Compose does. Defaults and replacements are read only when they are used. */
export function interpolate(template: Template, lookup: Lookup): Interpolation {
  const progress: Progress = { lookup, pieces: [], unset: [] };
  addParts(progress, template.parts);
  if (progress.failure !== undefined) return { ok: false, ...progress.failure };
  const { pieces, unset } = progress;
  return { ok: true, value: pieces.map((piece) => piece.text).join(''), pieces, unset };
}

function addParts(progress: Progress, parts: readonly TemplatePart[]): void {
  for (const part of parts) {
    if (progress.failure !== undefined) return;
    if (part.kind === 'literal') progress.pieces.push({ text: part.text, span: part.span });
    else if (part.kind === 'error') progress.failure = { message: part.message, span: part.span };
    else addVariable(progress, part);
  }
}

function addVariable(progress: Progress, part: VariablePart): void {
  const value = progress.lookup(part.name);
  const given = part.operator?.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
  const kind = part.operator?.at(-1);
  if (kind === '+') {
    if (given) addParts(progress, part.argument?.parts ?? []);
  } else if (given) {
    progress.pieces.push({ text: value ?? '', span: part.span, variable: part.name });
  } else if (kind === '-') {
    addParts(progress, part.argument?.parts ?? []);
  } else if (kind === '?') {
    progress.failure = { message: `The required variable ${part.name} is not set`, span: part.span };
  } else {
    progress.unset.push({ name: part.name, span: part.span });
  }
}
