import type { Span } from '../span.ts';
import { Cursor } from './cursor.ts';
import { readInclude } from './include.ts';
import { readKey } from './key.ts';
import type {
  HoconArray,
  HoconConcatenation,
  HoconField,
  HoconInclude,
  HoconObject,
  HoconPiece,
  HoconTree,
} from './nodes.ts';
import { readSubstitution } from './substitution.ts';
import { readText } from './text.ts';

/**
 * Reads HOCON in pyhocon's dialect, because ClearML reads its files with pyhocon (pyhocon/config_parser.py, 0.3.61).
 * Never throws and loses no character: after an error the rest of the line is passed over and reading goes on.
 */
export function parseHocon(text: string): HoconTree {
  const parser = new Parser(new Cursor(text));
  const root = parser.root();
  return { text, root, leaves: parser.cursor.leaves, problems: parser.cursor.problems };
}

/** pyhocon itself gives up at Python's recursion limit, not far above. */
const MAX_DEPTH = 100;

const COMMENT = /(?:#|\/\/)[^\n\r]*/y;
const SEPARATORS_BEFORE_COMMENT = /[ \t]*[\n\r,]+[ \t]*(?=#|\/\/)/y;
const NEWLINES = /[\n\r]+/y;
const COMMAS = /,+/y;
const CONTINUATION = /\\[ \t]*[\n\r]+/y;
const OPERATOR = /\+=|[:=]/y;
const REST = /[^\n\r]+/y;

class Parser {
  readonly cursor: Cursor;
  #depth = 0;

  constructor(cursor: Cursor) {
    this.cursor = cursor;
  }

  root(): HoconObject | HoconArray {
    const { cursor } = this;
    this.#skip(false);
    if (cursor.char === '[') {
      const array = this.#array();
      this.#tail();
      return array;
    }
    if (cursor.char === '{') {
      const object = this.#object();
      this.#tail();
      return object;
    }
    const start = cursor.at;
    const members: (HoconField | HoconInclude)[] = [];
    for (;;) {
      members.push(...this.#members());
      if (cursor.ended) break;
      // A stray closing bracket: pyhocon stops here; what follows is still worth reading.
      cursor.problem('This bracket closes nothing');
      cursor.pass('error', 1);
    }
    return { kind: 'object', span: { start, end: cursor.text.length }, members };
  }

  /** Nothing may follow a root in brackets. */
  #tail(): void {
    this.#skip(true);
    if (this.cursor.ended) return;
    this.cursor.problem('Nothing may follow the closing bracket of the file');
    this.cursor.pass('error', this.cursor.text.length - this.cursor.at);
  }

  /** Blanks, line breaks, comments; commas too, where they are allowed. */
  #skip(commas: boolean): void {
    const { cursor } = this;
    do cursor.blanks();
    while (
      cursor.take('newline', NEWLINES) ||
      cursor.take('comment', COMMENT) ||
      (commas && cursor.take('comma', COMMAS))
    );
  }

  #members(): (HoconField | HoconInclude)[] {
    const { cursor } = this;
    const members: (HoconField | HoconInclude)[] = [];
    for (;;) {
      this.#skip(true);
      if (cursor.ended || cursor.char === '}' || cursor.char === ']') return members;
      const member = readInclude(cursor) ?? this.#field();
      if (member !== undefined) members.push(member);
    }
  }

  #field(): HoconField | undefined {
    const { cursor } = this;
    const key = readKey(cursor);
    if (key === undefined) {
      this.#giveUpLine('A key can’t begin with this character; quote the key');
      return undefined;
    }
    this.#skip(false);
    if (cursor.char === '{') {
      const object = this.#object();
      return { kind: 'field', key, value: { span: object.span, pieces: [object] } };
    }
    const operator = cursor.peek(OPERATOR) as ':' | '=' | '+=' | undefined;
    if (operator === undefined) {
      this.#giveUpLine('After a key come “:”, “=”, “+=” or “{”');
      return undefined;
    }
    const separator = { text: operator, span: { start: cursor.at, end: cursor.at + operator.length } };
    cursor.pass('separator', operator.length);
    this.#skip(false);
    const value = this.#concatenation();
    this.#expectEndOfValue('}');
    return { kind: 'field', key, separator, value };
  }

  /** Behind a value come a line break, a comma, the closing bracket, or a key that begins at once. */
  #expectEndOfValue(close: string): void {
    const { cursor } = this;
    cursor.blanks();
    if (cursor.ended || /[\n\r,]/.test(cursor.char) || cursor.char === close || /[}\]]/.test(cursor.char)) return;
    if (cursor.peek(COMMENT) !== undefined) return;
    this.#giveUpLine(
      cursor.char === '"' ? 'This quote is never closed on its line' : 'This character can’t stand here without quotes',
    );
  }

  #giveUpLine(message: string): void {
    const { cursor } = this;
    cursor.problem(message);
    // At least one character, so that reading gets on.
    if (!cursor.take('error', REST)) cursor.pass('error', 1);
  }

  #concatenation(): HoconConcatenation {
    const { cursor } = this;
    const pieces: HoconPiece[] = [];
    for (;;) {
      const piece = this.#piece();
      if (piece === 'end') break;
      if (piece !== 'nothing') pieces.push(piece);
    }
    const first = pieces[0]?.span.start ?? cursor.at;
    return { span: { start: first, end: pieces.at(-1)?.span.end ?? first }, pieces };
  }

  #piece(): HoconPiece | 'nothing' | 'end' {
    const { cursor } = this;
    const separators = cursor.peek(SEPARATORS_BEFORE_COMMENT);
    if (separators !== undefined) {
      cursor.pass('newline', separators.length);
      cursor.take('comment', COMMENT);
      return 'nothing';
    }
    cursor.blanks();
    if (cursor.take('comment', COMMENT)) return 'nothing';
    if (cursor.take('continuation', CONTINUATION)) return 'nothing';
    const piece = readInclude(cursor) ?? readSubstitution(cursor);
    if (piece !== undefined) return piece;
    if (cursor.char === '{') return this.#object();
    if (cursor.char === '[') return this.#array();
    return readText(cursor) ?? 'end';
  }

  #object(): HoconObject {
    const start = this.cursor.at;
    if (this.#tooDeep()) return { kind: 'object', span: this.#rest(start), members: [] };
    this.cursor.pass('bracket', 1);
    const members = this.#members();
    this.#close('}', 'This “{” is never closed', start);
    return { kind: 'object', span: { start, end: this.cursor.at }, members };
  }

  #array(): HoconArray {
    const { cursor } = this;
    const start = cursor.at;
    if (this.#tooDeep()) return { kind: 'array', span: this.#rest(start), elements: [] };
    cursor.pass('bracket', 1);
    const elements: HoconConcatenation[] = [];
    for (;;) {
      const element = this.#concatenation();
      if (element.pieces.length > 0) elements.push(element);
      this.#expectEndOfValue(']');
      if (!cursor.take('newline', NEWLINES) && !cursor.take('comma', COMMAS)) break;
    }
    this.#close(']', 'This “[” is never closed', start);
    return { kind: 'array', span: { start, end: cursor.at }, elements };
  }

  #close(bracket: string, message: string, start: number): void {
    const { cursor } = this;
    this.#depth--;
    if (cursor.char === bracket) {
      cursor.pass('bracket', 1);
      return;
    }
    cursor.problems.push({ span: { start, end: start + 1 }, message });
  }

  #tooDeep(): boolean {
    return ++this.#depth > MAX_DEPTH;
  }

  #rest(start: number): Span {
    const { cursor } = this;
    this.#depth--;
    cursor.problem('This is nested too deeply to be read');
    cursor.pass('error', cursor.text.length - cursor.at);
    return { start, end: cursor.at };
  }
}
