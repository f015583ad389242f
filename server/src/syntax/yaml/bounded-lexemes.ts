import { type CST, Lexer, Parser } from 'yaml';

/**
 * More than the 50,000 nodes of a file that is analysed can have. Scalars, keys, brackets and dashes count, blanks and
 * comments do not: a megabyte of brackets would take seconds.
 */
const MOST_LEXEMES = 200_000;

/** The concrete syntax of a text, as the `yaml` package's own parser gives it, up to a limit. */
export class BoundedLexemes {
  readonly #text: string;
  #left = MOST_LEXEMES;

  constructor(text: string) {
    this.#text = text;
  }

  /** True where the text was not read to its end. */
  get tooMany(): boolean {
    return this.#left < 0;
  }

  *tokens(): Generator<CST.Token, void> {
    const parser = new Parser();
    for (const lexeme of new Lexer().lex(this.#text)) {
      if (!TRIVIA.test(lexeme) && --this.#left < 0) return;
      yield* parser.next(lexeme);
    }
    yield* parser.end();
  }
}

const TRIVIA = /^[\s#]/;
