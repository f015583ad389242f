import { Composer, type Document, type Node, type YAMLError } from 'yaml';
import type { Span, SyntaxProblem } from '../span.ts';
import { type AnchorMap, readAnchors } from './anchors.ts';
import { BoundedLexemes } from './bounded-lexemes.ts';

/** A YAML stream: one root node per document (`null` where a document is empty), with all that could be read. */
export interface YamlTree {
  readonly text: string;
  readonly roots: readonly (Node | null)[];
  readonly anchors: AnchorMap;
  readonly problems: readonly SyntaxProblem[];
  /** How many nodes there are; 0 for a text too short to have many, infinite for one that was given up. */
  readonly nodes: number;
}

/**
 * Reads a YAML stream as far as it can be read, and never throws. Offsets are UTF-16, half-open, in `text`.
 * Aliases and merge keys stay in the tree: `yaml`'s own resolving grows exponentially with aliases of aliases,
 * so they are followed one step at a time through `anchors`.
 */
export function parseYaml(text: string): YamlTree {
  const nothing = { text, roots: [], anchors: new Map() };
  const lexemes = new BoundedLexemes(text);
  let documents: readonly Document[];
  try {
    documents = [...new Composer(YAML_OPTIONS).compose(lexemes.tokens())];
  } catch {
    // The composer is recursive: thousands of nested levels exhaust the stack.
    return { ...nothing, problems: [{ span: firstLine(text), message: TOO_DEEP }], nodes: 0 };
  }
  if (lexemes.tooMany) return { ...nothing, problems: [], nodes: Number.POSITIVE_INFINITY };
  const roots = documents.map((document) => document.contents as Node | null);
  const anchored = text.includes('&') && text.includes('*');
  const read = anchored || text.length > SHORT ? readAnchors(roots) : { targets: new Map(), nodes: 0 };
  return {
    text,
    roots,
    anchors: read.targets,
    problems: documents
      .flatMap((document) => document.errors.map((error) => problemOf(error, text)))
      .slice(0, MOST_PROBLEMS),
    nodes: read.nodes,
  };
}

/** YAML 1.2 as Docker Compose reads it, with nothing checked or kept that we have no use for. */
export const YAML_OPTIONS = {
  version: '1.2',
  schema: 'core',
  merge: false,
  strict: false,
  uniqueKeys: false,
  keepSourceTokens: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

/** Shorter texts can't have too many nodes: the walk that counts them is not worth its time. */
export const SHORT = 100_000;

const MOST_PROBLEMS = 20;

const TOO_DEEP = 'This YAML is nested too deeply to be read';

function firstLine(text: string): Span {
  const end = text.search(/[\r\n]/);
  return { start: 0, end: end < 0 ? text.length : end };
}

function problemOf(error: YAMLError, text: string): SyntaxProblem {
  const start = Math.min(error.pos[0], text.length);
  return {
    span: { start, end: Math.max(start, Math.min(error.pos[1], text.length)) },
    message: (MESSAGES as Readonly<Record<string, string>>)[error.code] ?? FALLBACK,
  };
}

const FALLBACK = 'This is not valid YAML';

/** The library's messages quote the text, which may be a secret; these do not. */
const MESSAGES = {
  BAD_INDENT: 'The indentation does not fit the lines around it',
  TAB_AS_INDENT: 'YAML does not allow tabs as indentation',
  MISSING_CHAR: 'A character is missing here: a closing quote or bracket, a colon or a blank',
  DUPLICATE_KEY: 'This key stands twice in one mapping',
  MULTILINE_IMPLICIT_KEY: 'A key must stand on one line',
  BLOCK_AS_IMPLICIT_KEY: 'A mapping can’t start in the middle of a value; quote the value or start a new line',
  BAD_ALIAS: 'No anchor of this name stands before this alias',
  BAD_DQ_ESCAPE: 'This escape is not known between double quotes',
  BAD_SCALAR_START: 'A plain value can’t start with this character; quote it',
  RESOURCE_EXHAUSTION: TOO_DEEP,
  UNEXPECTED_TOKEN: 'This is unexpected here',
};

/** What is said of a key without a colon, of one that runs on into the next line, and of a missing quote. */
export const HALF_TYPED: ReadonlySet<string> = new Set([MESSAGES.MISSING_CHAR, MESSAGES.MULTILINE_IMPLICIT_KEY]);
