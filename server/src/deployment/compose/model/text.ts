import type { Node } from 'yaml';
import { interpolate, type Piece, parseTemplate, type Template } from '../../../syntax/interpolation/index.ts';
import { type ScalarText, scalarText } from '../../../syntax/yaml/index.ts';
import type { Location } from '../../location.ts';
import type { VariableScope } from '../environment-layers.ts';
import type { ComposeFile } from './node.ts';

/** A value of a compose file: what is written, and what Compose makes of it. */
export interface ComposeText {
  readonly file: ComposeFile;
  readonly written: ScalarText;
  readonly template: Template;
  /** The text after interpolation; `undefined` where Compose would refuse it or a required variable is not visible here. */
  readonly value: string | undefined;
  /** Why there is no value. */
  readonly refused: { readonly kind: 'interpolation' | 'required-variable'; readonly message: string } | undefined;
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

/** Reads a scalar as Compose does: a template whose variables come from the project. `undefined` for other nodes. */
export function readText(file: ComposeFile, node: Node | null): ComposeText | undefined {
  const written = scalarText(file.tree, node);
  return written === undefined ? undefined : interpolated(file, written);
}

/** The rest of a text from an offset on: the value of a `NAME=value` list item. */
export function textFrom(text: ComposeText, offset: number): ComposeText {
  return interpolated(text.file, tail(text.written, offset));
}

function interpolated(file: ComposeFile, written: ScalarText): ComposeText {
  return written.text.includes('$') ? withVariables(file, written) : plain(file, written);
}

/** A text without a reference: it stands for itself. */
function plain(file: ComposeFile, written: ScalarText): ComposeText {
  const { text } = written;
  const span = { start: 0, end: text.length };
  const template: Template = { text, parts: text === '' ? [] : [{ kind: 'literal', text, span }] };
  const at = { uri: file.uri, span: written.locate(span) ?? written.content };
  const pieces = text === '' ? [] : [{ text, at }];
  return { file, written, template, value: text, refused: undefined, unset: [], pieces };
}

function withVariables(file: ComposeFile, written: ScalarText): ComposeText {
  const template = parseTemplate(written.text);
  const result = interpolate(template, file.variables.lookup);
  if (!result.ok) {
    const kind = result.required ? 'required-variable' : 'interpolation';
    return {
      file,
      written,
      template,
      value: undefined,
      refused: { kind, message: result.message },
      unset: [],
      pieces: [],
    };
  }
  return {
    file,
    written,
    template,
    value: result.value,
    refused: undefined,
    unset: result.unset.map((variable) => variable.name),
    pieces: result.pieces.map((piece) => place(file, written, piece, file.variables)),
  };
}

function tail(scalar: ScalarText, skip: number): ScalarText {
  const content = scalar.locate({ start: skip, end: scalar.text.length }) ?? scalar.content;
  return {
    ...scalar,
    text: scalar.text.slice(skip),
    content,
    locate: (stretch) => scalar.locate({ start: stretch.start + skip, end: stretch.end + skip }),
  };
}

function place(file: ComposeFile, written: ScalarText, piece: Piece, variables: VariableScope): PlacedPiece {
  const here: Location = { uri: file.uri, span: written.locate(piece.span) ?? written.content };
  if (piece.variable === undefined) return { text: piece.text, at: here };
  const origin = variables.origin(piece.variable);
  return origin === undefined
    ? { text: piece.text, at: here, variable: piece.variable }
    : { text: piece.text, at: origin, reference: here, variable: piece.variable };
}
