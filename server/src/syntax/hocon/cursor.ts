import type { SyntaxProblem } from '../span.ts';
import type { HoconLeaf, LeafKind } from './nodes.ts';

/** Walks through a text once, writing down a leaf for every character it passes. */
export class Cursor {
  readonly text: string;
  readonly leaves: HoconLeaf[] = [];
  readonly problems: SyntaxProblem[] = [];
  at = 0;
  #counted = 0;
  #column = 0;

  constructor(text: string) {
    this.text = text;
  }

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  get char(): string {
    return this.text.charAt(this.at);
  }

  /** What a sticky pattern matches here, or `undefined`. Passes nothing. */
  peek(pattern: RegExp, at = this.at): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(this.text)?.[0];
  }

  /** Passes `wanted` characters as one leaf, or what is left of the text. */
  pass(kind: LeafKind, wanted: number): void {
    const length = Math.min(wanted, this.text.length - this.at);
    if (length <= 0) return;
    this.leaves.push({ kind, span: { start: this.at, end: this.at + length } });
    this.at += length;
  }

  /** Passes what a sticky pattern matches here; tells whether it was anything. */
  take(kind: LeafKind, pattern: RegExp): boolean {
    const length = this.peek(pattern)?.length ?? 0;
    this.pass(kind, length);
    return length > 0;
  }

  blanks(): void {
    this.take('blank', BLANKS);
  }

  /**
   * A stretch of the text with blanks for tabs, to columns that are multiples of 8, as pyparsing does before it reads.
   * Stretches must be asked for in order: columns are counted on from the last one.
   */
  expanded(start: number, end: number): string {
    const text = this.text.slice(start, end);
    if (!text.includes('\t')) return text;
    this.#walk(start);
    return this.#walk(end);
  }

  /** Counts columns up to `end`, in code points; gives the expanded text passed. */
  #walk(end: number): string {
    if (end < this.#counted) {
      this.#counted = 0;
      this.#column = 0;
    }
    let result = '';
    for (const char of this.text.slice(this.#counted, end)) {
      const width = 8 - (this.#column % 8);
      result += char === '\t' ? ' '.repeat(width) : char;
      this.#column = char === '\n' || char === '\r' ? 0 : this.#column + (char === '\t' ? width : 1);
    }
    this.#counted = end;
    return result;
  }

  problem(message: string, length = 1): void {
    this.problems.push({ span: { start: this.at, end: Math.min(this.at + length, this.text.length) }, message });
  }
}

/** pyparsing skips these before every token of pyhocon's grammar. */
export const BLANKS = /[ \t]+/y;
