import type { Span } from '../span.ts';

/** `:-` and `-` give a default, `:?` and `?` an error, `:+` and `+` a replacement; with `:` an empty value counts as unset. */
export type Operator = ':-' | '-' | ':?' | '?' | ':+' | '+';

/** A text with references to variables, as Docker Compose reads it. Spans are offsets in `text`; the parts tile it. */
export interface Template {
  /** The whole text, also for an argument, so that all spans count from one place. */
  readonly text: string;
  readonly parts: readonly TemplatePart[];
}

export type TemplatePart = LiteralPart | EscapedPart | VariablePart | ErrorPart;

export interface LiteralPart {
  readonly kind: 'literal';
  readonly text: string;
  readonly span: Span;
}

/** `$$`, which stands for one dollar sign. */
export interface EscapedPart {
  readonly kind: 'escaped';
  readonly span: Span;
}

export interface VariablePart {
  readonly kind: 'variable';
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  /** True for `${NAME}`, false for `$NAME`. */
  readonly braced: boolean;
  readonly operator?: Operator;
  /** What follows the operator; it counts only when it is used. */
  readonly argument?: Template;
  readonly argumentSpan?: Span;
}

/** A reference that Compose refuses; it counts only when it is used. */
export interface ErrorPart {
  readonly kind: 'error';
  readonly message: string;
  readonly span: Span;
}

const MAX_DEPTH = 100;
/** Go matches names without regard to case, so the long s and the Kelvin sign are letters of a name too. */
const NAME = /[_a-z\u017f\u212a][_a-z0-9\u017f\u212a]*/iy;
const OPERATOR = /:?[-+?]/y;

/**
 * Splits a text into literals and references. Never throws; more than 100 references inside one another become an
 * `error` part. Source: compose-spec 12-interpolation.md; compose-go template/template.go, which lets a reference with
 * an operator reach as far as the last brace of its line and then looks for the brace that closes it.
 */
export function parseTemplate(text: string): Template {
  return { text, parts: parseParts(text, { start: 0, end: text.length }, 0) };
}

function parseParts(text: string, within: Span, depth: number): readonly TemplatePart[] {
  if (depth > MAX_DEPTH) return [{ kind: 'error', message: 'References are nested too deeply', span: within }];
  const parts: TemplatePart[] = [];
  // An argument never holds a line break: Compose's pattern doesn't cross one.
  const lines = new LineBraces(text, within, depth > 0);
  let from = within.start;
  let at = text.indexOf('$', from);
  while (at >= 0 && at < within.end) {
    const part = parseReference(text, at, lines, depth);
    if (part !== undefined) {
      if (at > from) parts.push(literal(text, from, at));
      parts.push(part);
      from = part.span.end;
    }
    at = text.indexOf('$', part?.span.end ?? at + 1);
  }
  if (from < within.end) parts.push(literal(text, from, within.end));
  return parts;
}

function literal(text: string, start: number, end: number): LiteralPart {
  return { kind: 'literal', text: text.slice(start, end), span: { start, end } };
}

/** What begins at a `$`; `undefined` for a dollar sign that means itself. */
function parseReference(text: string, at: number, lines: LineBraces, depth: number): TemplatePart | undefined {
  const next = at + 1 < lines.end ? text[at + 1] : undefined;
  if (next === '$') return { kind: 'escaped', span: { start: at, end: at + 2 } };
  if (next === '{') return parseBraced(text, at, lines, depth);
  const name = matchAt(NAME, text, at + 1, lines.end);
  if (name === undefined) return undefined;
  const nameSpan = { start: at + 1, end: at + 1 + name.length };
  return { kind: 'variable', name, nameSpan, span: { start: at, end: nameSpan.end }, braced: false };
}

function parseBraced(text: string, at: number, lines: LineBraces, depth: number): TemplatePart {
  const name = matchAt(NAME, text, at + 2, lines.end) ?? '';
  const nameSpan = { start: at + 2, end: at + 2 + name.length };
  const lastBrace = lines.lastBraceAfter(nameSpan.end);
  if (name === '' || lastBrace < 0) return invalid(text, at, lastBrace);
  if (text[nameSpan.end] === '}') return reference(name, nameSpan, nameSpan.end + 1);
  const operator = matchAt(OPERATOR, text, nameSpan.end, lastBrace) as Operator | undefined;
  if (operator === undefined) return invalid(text, at, lastBrace);
  const close = closingBrace(text, at, lastBrace);
  const argumentSpan = { start: nameSpan.end + operator.length, end: close };
  const argument = { text, parts: parseParts(text, argumentSpan, depth + 1) };
  return { ...reference(name, nameSpan, close + 1), operator, argument, argumentSpan };
}

function reference(name: string, nameSpan: Span, end: number): VariablePart {
  return { kind: 'variable', name, nameSpan, span: { start: nameSpan.start - 2, end }, braced: true };
}

function invalid(text: string, at: number, lastBrace: number): ErrorPart {
  const close = lastBrace < 0 ? -1 : text.indexOf('}', at);
  const span = { start: at, end: close < 0 ? at + 2 : close + 1 };
  return { kind: 'error', message: 'This is not a valid reference to a variable', span };
}

/**
 * The brace that closes the reference at `at`, or the last one that it may reach. Every brace counts, also one without
 * a dollar sign, and the character after an opening one is never looked at, as in compose-go.
 */
function closingBrace(text: string, at: number, lastBrace: number): number {
  let open = 0;
  for (let index = at; index < lastBrace; index++) {
    if (text[index] === '}' && --open === 0) return index;
    if (text[index] === '{') {
      open++;
      index++;
    }
  }
  return lastBrace;
}

/** Knows the last closing brace of each line; looked for once a line, so that reading stays linear. */
class LineBraces {
  readonly end: number;
  readonly #text: string;
  #lineEnd = -1;
  #lastBrace = -1;

  constructor(text: string, within: Span, oneLine: boolean) {
    this.#text = text;
    this.end = within.end;
    if (oneLine) this.#enter(within.start, within.end);
  }

  /** The last `}` on the line of `at`, at or after it; -1 for none. Calls go forward. */
  lastBraceAfter(at: number): number {
    if (at > this.#lineEnd) {
      const newline = this.#text.indexOf('\n', at);
      this.#enter(at, newline < 0 ? this.end : newline);
    }
    return this.#lastBrace >= at ? this.#lastBrace : -1;
  }

  #enter(from: number, lineEnd: number): void {
    this.#lineEnd = lineEnd;
    const brace = this.#text.slice(from, lineEnd).lastIndexOf('}');
    this.#lastBrace = brace < 0 ? -1 : from + brace;
  }
}

function matchAt(pattern: RegExp, text: string, at: number, end: number): string | undefined {
  pattern.lastIndex = at;
  const match = pattern.exec(text)?.[0];
  return match === undefined || at + match.length > end ? undefined : match;
}
