/** A zero-based position; `character` counts UTF-16 code units, as the Language Server Protocol does by default. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/**
 * Turns offsets into positions and back in O(log lines). A line ends at LF, CRLF or a lone CR, as in LSP.
 * Offsets outside the text are moved to its ends.
 */
export class LineIndex {
  readonly #text: string;
  readonly #starts: number[];

  /** @param from where the first line begins for whoever counts: 1 where they keep a byte order mark out of the text */
  constructor(text: string, from = 0) {
    this.#text = text;
    this.#starts = [from];
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) this.#starts.push(at + 1);
    }
  }

  positionAt(offset: number): Position {
    const clamped = Math.max(this.lineStart(0), Math.min(offset, this.#text.length));
    const line = this.#lineOf(clamped);
    return { line, character: clamped - this.lineStart(line) };
  }

  offsetAt(position: Position): number {
    if (position.line < 0) return this.lineStart(0);
    if (position.line >= this.#starts.length) return this.#text.length;
    return Math.min(this.lineStart(position.line) + Math.max(0, position.character), this.lineEnd(position.line));
  }

  /** Offset of the first character of the line that holds `offset`. */
  lineStartAt(offset: number): number {
    return this.lineStart(this.#lineOf(offset));
  }

  /** Offset just after the line's ending (LF, CRLF, CR), or the end of the text. */
  nextLineAt(offset: number): number {
    return this.#starts[this.#lineOf(offset) + 1] ?? this.#text.length;
  }

  lineStart(line: number): number {
    return this.#starts[line] ?? this.#text.length;
  }

  /** Offset just before the line's ending. */
  lineEnd(line: number): number {
    let end = this.#starts[line + 1] ?? this.#text.length;
    while (end > this.lineStart(line) && /[\r\n]/.test(this.#text.charAt(end - 1))) end--;
    return end;
  }

  #lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
