import type { SourceFile } from '../../deployment/source-files.ts';
import { endOfLine, lineStart, nextLine } from '../../fixes/lines.ts';
import type { Span } from '../../syntax/span.ts';

/** What every suppression comment begins with. */
export const KEYWORD = 'clearml-secure-disable';

/** A comment that suppresses findings: `# clearml-secure-disable-next-line <rule>, <rule> -- reason`. */
export interface Directive {
  readonly file: SourceFile;
  /** How many stand before it in its file. */
  readonly index: number;
  /** The whole comment. */
  readonly span: Span;
  readonly keyword: Span;
  /** `unknown`: begins like one of ours, and is none. */
  readonly kind: 'file' | 'next-line' | 'unknown';
  readonly rules: readonly { readonly id: string; readonly span: Span }[];
  /** Where the reason stands; `undefined` where there is none. */
  readonly reason?: Span;
  /** True where `--` stands before the reason. */
  readonly dashes: boolean;
  /** What it covers: findings that begin here. */
  readonly reach: Span;
}

const SHAPE =
  /^(?<mark>(?:#|\/\/)[ \t]*)(?<keyword>clearml-secure-disable[\w-]*)(?<rules>(?:[ \t]+(?!--)[^\s,]+)?(?:[ \t]*,[ \t]*(?!--)[^\s,]+)*)[ \t]*(?<dashes>--[ \t]*)?(?<reason>\S.*?)?\s*$/;

/** The suppression comments of a file, in order. */
export function directivesOf(file: SourceFile): readonly Directive[] {
  if (!file.text.includes(KEYWORD)) return [];
  const { comments, multiline } = file.layout();
  const found: Directive[] = [];
  for (const span of comments) {
    const groups = SHAPE.exec(file.text.slice(span.start, span.end))?.groups;
    if (groups === undefined) continue;
    const { mark = '', keyword = '', rules = '', dashes, reason } = groups;
    const start = span.start + mark.length;
    const after = start + keyword.length;
    const reasonStart =
      reason === undefined ? 0 : file.text.indexOf(reason, after + rules.length + (dashes ?? '').length);
    found.push({
      file,
      index: found.length,
      span,
      keyword: { start, end: after },
      kind: KINDS[keyword] ?? 'unknown',
      rules: [...rules.matchAll(/[^\s,]+/g)].map(({ 0: id, index }) => ({
        id,
        span: { start: after + index, end: after + index + id.length },
      })),
      ...(reason !== undefined && { reason: { start: reasonStart, end: reasonStart + reason.length } }),
      dashes: dashes !== undefined,
      reach: keyword === KEYWORD ? { start: 0, end: file.text.length } : nextLineReach(file, span, multiline),
    });
  }
  return found;
}

const KINDS: Readonly<Record<string, Directive['kind']>> = { [KEYWORD]: 'file', [`${KEYWORD}-next-line`]: 'next-line' };

/**
 * The line after the comment, further comments left out, with what begins there and ends further down: a text of several
 * lines, in YAML a list item. A comment with nothing else on its line counts too: what concerns a whole file stands
 * at its first line.
 */
function nextLineReach({ text, language }: SourceFile, comment: Span, multiline: readonly Span[]): Span {
  let start = nextLine(text, comment.start);
  while (start < text.length && /^[ \t]*(?:#|\/\/)/.test(text.slice(start, endOfLine(text, start)))) {
    start = nextLine(text, start);
  }
  let end = endOfLine(text, start);
  for (const span of multiline) if (span.start >= start && span.start <= end) end = Math.max(end, span.end - 1);
  const own = lineStart(text, comment.start);
  const alone = text.slice(own, comment.start).replace('\ufeff', '').trim() === '';
  return { start: alone ? own : start, end: language === 'yaml' ? Math.max(end, itemEnd(text, start)) : end };
}

/** The end of a block list item that begins on a line: all further lines that stand deeper than its dash. */
function itemEnd(text: string, line: number): number {
  let end = endOfLine(text, line);
  const dash = /^ *(?=-\s)/.exec(text.slice(line, end))?.[0].length;
  if (dash === undefined) return end;
  for (let next = nextLine(text, line); next < text.length; next = nextLine(text, next)) {
    const content = text.slice(next, endOfLine(text, next));
    const indent = content.search(/\S/);
    if (indent >= 0 && indent <= dash) break;
    end = next + content.length;
  }
  return end;
}
