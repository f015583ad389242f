import type { Span } from '../../syntax/span.ts';
import type { ComposeText } from '../compose/model/text.ts';
import type { Location } from '../location.ts';

/** A configuration file whose text stands inside another file: `content` of a Compose config, or a variable's value. */
export interface InlineText {
  /** Where the whole text stands. */
  readonly at: Location;
  /** The place of a stretch of the text; `undefined` where escapes, folds or variables make it unsure. */
  readonly locate: (stretch: Span) => Span | undefined;
  /** How a text is written there so that the server reads it; `undefined` where that depends on more. */
  readonly write: (text: string) => string | undefined;
}

/** Names a text that stands inside another file: the file, and after `#` where it begins and ends there. */
export function inlineUri({ uri, span }: Location): string {
  return `${uri}#${span.start}-${span.end}`;
}

/** The place that such a name stands for; `undefined` for the URI of a file. */
export function placeOfInline(inline: string): Location | undefined {
  const [, uri, start, end] = /^(.*)#(\d+)-(\d+)$/s.exec(inline) ?? [];
  return uri === undefined ? undefined : { uri, span: { start: Number(start), end: Number(end) } };
}

/** True for the name of a text inside another file. In the URI of a file `#` is escaped. */
export function isInline(uri: string): boolean {
  return uri.includes('#');
}

/** Letters, digits, `-` and `_` mean themselves in every kind of scalar, to YAML and to Compose. */
function writePlain(text: string): string | undefined {
  return /^[\w-]*$/.test(text) ? text : undefined;
}

/** A variable's value where it is written; exact where the file has it character for character. */
export function variableText(at: Location, length: number): InlineText {
  const exact = at.span.end - at.span.start === length;
  const locate = ({ start, end }: Span) => ({ start: at.span.start + start, end: at.span.start + end });
  return { at, locate: (stretch) => (exact ? locate(stretch) : undefined), write: writePlain };
}

/** A scalar of a compose file, after interpolation. A literal block (`|`) goes line by line, others as a whole. */
export function scalarInline({ file: { uri, tree }, written, value = '' }: ComposeText): InlineText {
  const at = { uri, span: written.span };
  const source = tree.text.slice(written.content.start, written.content.end);
  const [header = '', ...below] = source.split('\n');
  if (written.style !== 'block' || !header.startsWith('|')) {
    const same = written.text === value;
    return { at, locate: (stretch) => (same ? written.locate(stretch) : undefined), write: writePlain };
  }
  const lines = value.split('\n');
  // Compose may put line breaks in for a variable, and then no line is sure any more.
  if (written.text.split('\n').length !== lines.length) return { at, locate: () => undefined, write: () => undefined };
  const indent = indentOf(below, lines);
  const starts = offsetsOf(below, written.content.start + header.length + 1);
  const offset = (position: number): number | undefined => {
    const before = value.slice(0, position).split('\n');
    const line = before.length - 1;
    const [text, start] = [below[line], starts[line]];
    const column = before[line]?.length ?? 0;
    if (text === undefined || start === undefined || (text.trim() === '' && column > 0)) return undefined;
    const within = alongEscapes(text.slice(indent.length), column);
    return within === undefined || text.trim() === '' ? undefined : start + indent.length + within;
  };
  return {
    at,
    locate: ({ start, end }) => {
      const [from, to] = [offset(start), offset(end)];
      return from === undefined || to === undefined ? undefined : { start: from, end: to };
    },
    write: (text) => text.replaceAll('$', '$$$$').replaceAll('\n', `\n${indent}`),
  };
}

/** What stands before the first line that has something on it, and is not part of the text. */
function indentOf(below: readonly string[], lines: readonly string[]): string {
  const at = lines.findIndex((line) => line.trim() !== '');
  const [source = '', text = ''] = [below[at], lines[at]];
  const own = text.length - text.trimStart().length;
  return source.slice(0, source.length - source.trimStart().length - own);
}

function offsetsOf(lines: readonly string[], first: number): readonly number[] {
  let at = first;
  return lines.map((line) => {
    const start = at;
    at += line.length + 1;
    return start;
  });
}

/** How far a column is when every `$` before it is written `$$`; `undefined` behind a reference. */
function alongEscapes(written: string, column: number): number | undefined {
  let at = 0;
  for (let count = 0; count < column; count++) {
    if (at >= written.length) return undefined;
    if (written[at] !== '$') at++;
    else if (written[at + 1] === '$') at += 2;
    else return undefined;
  }
  return at;
}
