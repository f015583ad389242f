import type { Span, SyntaxProblem } from '../span.ts';

export interface DotenvLeaf {
  readonly kind: 'blank' | 'newline' | 'comment' | 'export' | 'name' | 'separator' | 'value' | 'error';
  readonly span: Span;
}

/** One `NAME=value`, or a bare `NAME`. */
export interface DotenvStatement {
  readonly name: string;
  readonly nameSpan: Span;
  /** With its quotes; absent for a bare name, which takes its value from the environment. */
  readonly valueSpan?: Span;
  /** The value without its quotes. */
  readonly contentSpan?: Span;
  readonly quote: 'none' | 'single' | 'double';
}

/** A dotenv file; its leaves tile the text. */
export interface DotenvTree {
  readonly text: string;
  readonly leaves: readonly DotenvLeaf[];
  readonly statements: readonly DotenvStatement[];
  readonly problems: readonly SyntaxProblem[];
}

const BLANKS = /[\t\v\f\r \u0085\u00a0]*/y;
const EXPORT = /export\s+/y;
/** Letters and digits of any script, `_ . - [ ]`, and blanks, which are refused later. */
const NAME = /[\p{L}\p{N}_.\-[\]\t\v\f\r \u0085\u00a0]*/uy;
const END_OF_LINE = /\n|$/g;

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
    if (this.#text.startsWith('\ufeff')) this.#leaf('blank', 1);
    while (this.#at < this.#text.length) {
      this.#leaf('blank', this.#match(BLANKS));
      const next = this.#text[this.#at];
      if (next === '\n') this.#leaf('newline', this.#at + 1);
      else if (next === '#') this.#leaf('comment', this.#lineEnd());
      else if (next !== undefined) this.#statement();
    }
  }

  #statement(): void {
    this.#leaf('export', this.#match(EXPORT));
    const start = this.#at;
    const end = this.#match(NAME);
    const stop = this.#text[end];
    if (stop !== undefined && stop !== '=' && stop !== ':' && stop !== '\n') {
      this.#error('A variable name holds only letters, digits and _ . - [ ]', end);
      return;
    }
    const name = this.#text.slice(start, end).trimEnd();
    if (/\s/.test(name)) {
      this.#error('A variable name can’t hold a blank', start);
      return;
    }
    const nameSpan = { start, end: start + name.length };
    this.#leaf('name', nameSpan.end);
    this.#leaf('blank', end);
    if (stop === undefined || stop === '\n') {
      this.statements.push({ name, nameSpan, quote: 'none' });
      return;
    }
    this.#leaf('separator', end + 1);
    this.#leaf('blank', this.#match(BLANKS));
    this.#value(name, nameSpan);
  }

  #value(name: string, nameSpan: Span): void {
    const start = this.#at;
    const mark = this.#text[start];
    if (mark === '"' || mark === "'") {
      const close = this.#closingQuote(start, mark);
      if (close === undefined) {
        this.#error('This quote is never closed', start);
        return;
      }
      this.#leaf('value', close + 1);
      const quote = mark === '"' ? 'double' : 'single';
      const valueSpan = { start, end: close + 1 };
      this.statements.push({ name, nameSpan, valueSpan, contentSpan: { start: start + 1, end: close }, quote });
      return;
    }
    const lineEnd = this.#lineEnd();
    const line = this.#text.slice(start, lineEnd);
    const comment = line.indexOf(' #');
    const value = (comment < 0 ? line : line.slice(0, comment)).trimEnd();
    const valueSpan = { start, end: start + value.length };
    this.#leaf('value', valueSpan.end);
    this.#leaf('blank', this.#match(BLANKS));
    this.#leaf('comment', lineEnd);
    this.statements.push({ name, nameSpan, valueSpan, contentSpan: valueSpan, quote: 'none' });
  }

  /** A backslash takes away the next quote's meaning, also between single quotes. */
  #closingQuote(start: number, mark: string): number | undefined {
    let escaped = false;
    for (let at = start + 1; at < this.#text.length; at++) {
      const char = this.#text[at];
      if (char === mark && !escaped) return at;
      escaped = !escaped && char === '\\';
    }
    return undefined;
  }

  #error(message: string, at: number): void {
    const end = this.#lineEnd();
    this.problems.push({ span: { start: Math.min(at, end), end }, message });
    this.#leaf('error', end);
  }

  #lineEnd(): number {
    END_OF_LINE.lastIndex = this.#at;
    return END_OF_LINE.exec(this.#text)?.index ?? this.#text.length;
  }

  /** Where a sticky pattern that matches from here ends. */
  #match(pattern: RegExp): number {
    pattern.lastIndex = this.#at;
    return pattern.test(this.#text) ? pattern.lastIndex : this.#at;
  }

  #leaf(kind: DotenvLeaf['kind'], end: number): void {
    if (end <= this.#at) return;
    this.leaves.push({ kind, span: { start: this.#at, end } });
    this.#at = end;
  }
}
