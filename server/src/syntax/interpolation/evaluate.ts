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

/** A variable that nobody sets and that has no default. */
export interface UnsetVariable {
  readonly name: string;
  /** The whole reference, in the template. */
  readonly span: Span;
}

export type Interpolation =
  | {
      readonly ok: true;
      readonly value: string;
      /** In order; put together they are the value. */
      readonly pieces: readonly Piece[];
      /** They count as empty; Compose warns of them. */
      readonly unset: readonly UnsetVariable[];
    }
  | {
      readonly ok: false;
      readonly message: string;
      readonly span: Span;
      /** True where nothing is wrong but a variable that `?` or `:?` asks for. */
      readonly required: boolean;
    };

/** The longest variable that Linux starts a program with; what grows beyond it by doubling itself is refused here. */
const MAX_SUPPLIED = 131_072;

interface Progress {
  readonly lookup: Lookup;
  readonly pieces: Piece[];
  readonly unset: UnsetVariable[];
  /** Characters that came from variables. */
  supplied: number;
  failure?: { readonly message: string; readonly span: Span; readonly required: boolean };
}

/**
 * Puts a template's variables in, as Docker Compose does. Defaults and replacements are read only when they are used.
 * Refuses what Compose refuses, an invalid reference and a required variable that is missing, and more than 128 KiB of
 * variables' values; the first problem is told.
 * Source: compose-spec 12-interpolation.md; compose-go template/template.go.
 */
export function interpolate(template: Template, lookup: Lookup): Interpolation {
  const progress: Progress = { lookup, pieces: [], unset: [], supplied: 0 };
  addParts(progress, template.parts);
  if (progress.failure !== undefined) return { ok: false, ...progress.failure };
  const { pieces, unset } = progress;
  return { ok: true, value: pieces.map((piece) => piece.text).join(''), pieces, unset };
}

function addParts(progress: Progress, parts: readonly TemplatePart[]): void {
  for (const part of parts) {
    if (progress.failure !== undefined) return;
    if (part.kind === 'literal') progress.pieces.push({ text: part.text, span: part.span });
    else if (part.kind === 'escaped') progress.pieces.push({ text: '$', span: part.span });
    else if (part.kind === 'variable') addVariable(progress, part);
    else progress.failure = { message: part.message, span: part.span, required: false };
  }
}

function addVariable(progress: Progress, part: VariablePart): void {
  const value = progress.lookup(part.name);
  // With a colon an empty value counts as unset.
  const given = value !== undefined && (value !== '' || !part.operator?.startsWith(':'));
  const argument = part.argument?.parts ?? [];
  switch (part.operator?.at(-1)) {
    case '+':
      if (given) addParts(progress, argument);
      return;
    case '-':
      if (given) addValue(progress, part, value);
      else addParts(progress, argument);
      return;
    case '?':
      if (given) addValue(progress, part, value);
      else
        progress.failure = {
          message: `The required variable ${part.name} is not set`,
          span: part.span,
          required: true,
        };
      return;
    default:
      if (given) addValue(progress, part, value);
      else progress.unset.push({ name: part.name, span: part.span });
  }
}

function addValue(progress: Progress, part: VariablePart, text: string): void {
  progress.supplied += text.length;
  if (progress.supplied <= MAX_SUPPLIED) progress.pieces.push({ text, span: part.span, variable: part.name });
  else
    progress.failure = {
      message: 'The variables make this text longer than 128 KiB',
      span: part.span,
      required: false,
    };
}
