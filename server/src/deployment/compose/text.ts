import type { Node } from 'yaml';
import { interpolate, type Piece, parseTemplate, type Template } from '../../syntax/interpolation/index.ts';
import { type ScalarText, scalarText, type YamlTree } from '../../syntax/yaml/index.ts';
import type { Location } from '../location.ts';
import type { ProjectEnvironment } from './project-environment.ts';

/** What a compose file's parts are read with. */
export interface ReadContext {
  readonly uri: string;
  readonly tree: YamlTree;
  readonly environment: ProjectEnvironment;
  /** Where in the file we are, as a path of keys and indices. */
  readonly path: string;
}

/** A value of a compose file: what is written, and what Compose makes of it. */
export interface ComposeText {
  readonly written: ScalarText;
  readonly template: Template;
  /** The text after interpolation; `undefined` where Compose would refuse it or a required variable is not visible here. */
  readonly value: string | undefined;
  /** Variables that nobody visible sets and that have no default: the shell may. */
  readonly unset: readonly string[];
  /** The value's parts in order, each with its place in a file. */
  readonly pieces: readonly PlacedPiece[];
}

export interface PlacedPiece {
  readonly text: string;
  readonly at: Location;
  /** Where the reference stands that brought the text in, for text that stands elsewhere. */
  readonly reference?: Location;
  readonly variable?: string;
}

/** Reads a scalar as Compose does: a template whose variables come from the project environment. */
export function readText(context: ReadContext, node: Node | null, skip = 0): ComposeText | undefined {
  const scalar = scalarText(context.tree, node);
  if (scalar === undefined) return undefined;
  const written = skip === 0 ? scalar : tail(scalar, skip);
  const template = parseTemplate(written.text);
  const result = interpolate(template, context.environment.lookup);
  if (!result.ok) return { written, template, value: undefined, unset: [], pieces: [] };
  return {
    written,
    template,
    value: result.value,
    unset: result.unset.map((variable) => variable.name),
    pieces: result.pieces.map((piece) => place(context, written, piece)),
  };
}

/** A scalar without its first characters: the value of a `NAME=value` list item. */
function tail(scalar: ScalarText, skip: number): ScalarText {
  const rest = scalar.text.slice(skip);
  const content = scalar.locate({ start: skip, end: scalar.text.length }) ?? scalar.content;
  return {
    ...scalar,
    text: rest,
    content,
    locate: (stretch) => scalar.locate({ start: stretch.start + skip, end: stretch.end + skip }),
  };
}

function place(context: ReadContext, written: ScalarText, piece: Piece): PlacedPiece {
  const here: Location = { uri: context.uri, span: written.locate(piece.span) ?? written.content };
  if (piece.variable === undefined) return { text: piece.text, at: here };
  const origin = context.environment.origin(piece.variable);
  const uri = context.environment.uri;
  return origin === undefined || uri === undefined
    ? { text: piece.text, at: here, variable: piece.variable }
    : { text: piece.text, at: { uri, span: origin }, reference: here, variable: piece.variable };
}
