import type { Span, SyntaxProblem } from '../span.ts';

export interface DotenvLeaf {
  readonly kind: 'whitespace' | 'newline' | 'comment' | 'export' | 'name' | 'separator' | 'value' | 'error';
  readonly span: Span;
}

/** One `NAME=value`, or a bare `NAME`. */
export interface DotenvStatement {
  readonly name: string;
  readonly nameSpan: Span;
  /** With its quotes; absent for a bare name, which takes its value from the environment. */
  readonly valueSpan?: Span;
  /** The value without its quotes; absent for a bare name. */
  readonly contentSpan?: Span;
  readonly quote: 'none' | 'single' | 'double';
  /** The text of `contentSpan`: escapes and references as written; empty for a bare name. */
  readonly raw: string;
}

/** A dotenv file. All spans are UTF-16 offsets, half-open, in `text`; the leaves tile it, none is empty. */
export interface DotenvTree {
  readonly text: string;
  readonly leaves: readonly DotenvLeaf[];
  /** In the file's order; a name may stand more than once. */
  readonly statements: readonly DotenvStatement[];
  readonly problems: readonly SyntaxProblem[];
}

/** Blanks between statements: what Go calls a space, line breaks apart. A CR before a LF is part of the line break. */
const BETWEEN = /(?:[\t\v\f \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]|\r(?!\n))+/y;
/** Blanks around names and separators: fewer, as compose-go has its own list there. */
const AROUND = /(?:[\t\v\f \u0085\u00a0]|\r(?!\n))+/y;
const NEWLINE = /\r?\n/y;
const EXPORT = /export(?=[\t\n\f\r ])(?:[\t\v\f \u0085\u00a0]|\r(?!\n))*/y;
/** Letters and digits of any script, `_ . - [ ]`, and blanks, of which only the space itself is refused later. */
const NAME = /(?:[\p{L}\p{N}_.\-[\]\t\v\f \u0085\u00a0]|\r(?!\n))*/uy;
const TRAILING_BLANKS = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/**
 * Reads a `.env` file as Docker Compose does, and never throws: a line that Compose would refuse becomes a problem and
 * the next one is read. Source: compose-go dotenv/parser.go.
 */
export function parseDotenv(text: string): DotenvTree {
  const reader = new Reader(text);
  reader.read();
  return { text, leaves: reader.leaves, statements: reader.statements, problems: reader.problems };
}

class Reader {
  readonly leaves: DotenvLeaf[] = [];
  readonly statements: DotenvStatement[] = [];
  readonly problems: SyntaxProblem[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): void {
    if (this.#text.startsWith('\ufeff')) this.#leaf('whitespace', 1);
    while (this.#at < this.#text.length) {
      if (this.#text[this.#at] === '#') this.#leaf('comment', this.#lineEnd());
      else if (!this.#skip('whitespace', BETWEEN) && !this.#skip('newline', NEWLINE)) this.#statement();
    }
  }

  #statement(): void {
    const start = this.#at;
    this.#skip('export', EXPORT);
    const nameStart = this.#at;
    const end = this.#match(NAME);
    const stop = this.#text[end];
    const bare = stop === undefined || stop === '\n' || stop === '\r';
    if (!bare && stop !== '=' && stop !== ':') {
      this.#error('A variable name holds only letters, digits and _ . - [ ]', end);
      return;
    }
    const nameSpan = { start: nameStart, end: this.#trimmedEnd(nameStart, end) };
    const name = this.#text.slice(nameSpan.start, nameSpan.end);
    // compose-go doesn't get to this check on a last line without a line break.
    if (stop !== undefined && name.includes(' ')) {
      this.#error('A variable name can’t hold a space', nameStart);
      return;
    }
    if (nameStart === this.#text.length) {
      this.problems.push({ span: { start, end: nameStart }, message: 'A variable name is missing' });
      return;
    }
    this.#leaf('name', nameSpan.end);
    this.#leaf('whitespace', end);
    if (bare) {
      this.statements.push({ name, nameSpan, quote: 'none', raw: '' });
      return;
    }
    this.#leaf('separator', end + 1);
    this.#skip('whitespace', AROUND);
    const mark = this.#text[this.#at];
    if (mark === '"' || mark === "'") this.#quotedValue(name, nameSpan, mark);
    else this.#plainValue(name, nameSpan);
  }

  #quotedValue(name: string, nameSpan: Span, mark: '"' | "'"): void {
    const start = this.#at;
    const close = this.#closingQuote(start, mark);
    if (close === undefined) {
      this.#error('This quote is never closed', start);
      return;
    }
    this.#leaf('value', close + 1);
    const contentSpan = { start: start + 1, end: close };
    this.statements.push({
      name,
      nameSpan,
      valueSpan: { start, end: close + 1 },
      contentSpan,
      quote: mark === '"' ? 'double' : 'single',
      raw: this.#text.slice(contentSpan.start, contentSpan.end),
    });
  }

  /** To the end of the line, or to a blank and a `#`; what stands behind it is between statements. */
  #plainValue(name: string, nameSpan: Span): void {
    const start = this.#at;
    const lineEnd = this.#lineEnd();
    const line = this.#text.slice(start, lineEnd);
    const comment = line.indexOf(' #');
    const end = this.#trimmedEnd(start, comment < 0 ? lineEnd : start + comment);
    const valueSpan = { start, end };
    this.#leaf('value', end);
    const raw = this.#text.slice(start, end);
    this.statements.push({ name, nameSpan, valueSpan, contentSpan: valueSpan, quote: 'none', raw });
  }

  /**
   * A backslash takes away the next quote's meaning, also between single quotes. Where nothing closes, no later value
   * begins with the same quote, so reading stays linear.
   */
  #closingQuote(start: number, mark: string): number | undefined {
    let escaped = false;
    for (let at = start + 1; at < this.#text.length; at++) {
      const char = this.#text[at];
      if (char === mark && !escaped) return at;
      escaped = !escaped && char === '\\';
    }
    return undefined;
  }

  /** The rest of the line becomes an error; the problem stands from `from`. */
  #error(message: string, from: number): void {
    const end = this.#lineEnd();
    this.problems.push({ span: { start: from, end }, message });
    this.#leaf('error', end);
  }

  /** Where the line's text ends, its line break left out. */
  #lineEnd(): number {
    const newline = this.#text.indexOf('\n', this.#at);
    if (newline < 0) return this.#text.length;
    return this.#text[newline - 1] === '\r' ? newline - 1 : newline;
  }

  #trimmedEnd(start: number, end: number): number {
    let trimmed = end;
    while (trimmed > start && TRAILING_BLANKS.test(this.#text.charAt(trimmed - 1))) trimmed--;
    return trimmed;
  }

  /** Where a sticky pattern that matches from here ends; here, if it doesn't match. */
  #match(pattern: RegExp): number {
    pattern.lastIndex = this.#at;
    return pattern.test(this.#text) ? pattern.lastIndex : this.#at;
  }

  #skip(kind: DotenvLeaf['kind'], pattern: RegExp): boolean {
    const end = this.#match(pattern);
    const found = end > this.#at;
    this.#leaf(kind, end);
    return found;
  }

  #leaf(kind: DotenvLeaf['kind'], end: number): void {
    if (end <= this.#at) return;
    this.leaves.push({ kind, span: { start: this.#at, end } });
    this.#at = end;
  }
}
