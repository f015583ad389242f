import { type PublishedDefault, publishedDefault } from '../../clearml/published-defaults.ts';
import { hoconAssignments, parseHocon } from '../../syntax/hocon/index.ts';
import type { Span } from '../../syntax/span.ts';

/** A published value inside a longer text: the value without the quotes and objects around it. */
export interface Match {
  readonly span: Span;
  readonly published: PublishedDefault;
  /** The path below the setting, for a value inside an object: `credentials={tests: {user_key: …}}`. */
  readonly below: readonly string[];
}

/**
 * Finds public values in the text of one variable: the whole text, the text inside HOCON or shell quotes, and the
 * leaves of a HOCON object or list. Offsets are UTF-16, half-open, in `text`.
 * @param setting the dotted setting that the variable carries, if it is known
 */
export function matchPublished(text: string, setting: string | undefined): readonly Match[] {
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  const whole = matchAt(text, { start, end }, setting);
  if (whole !== undefined) return [whole];
  const quote = /^("""|["'])([\s\S]*)\1$/.exec(text.slice(start, end));
  if (quote?.[1] !== undefined) {
    const inner = matchAt(text, { start: start + quote[1].length, end: end - quote[1].length }, setting);
    return inner === undefined ? [] : [inner];
  }
  return /^[[{]/.test(text.slice(start)) ? matchLeaves(text, setting) : [];
}

function matchAt(text: string, span: Span, setting: string | undefined): Match | undefined {
  const published = publishedDefault(text.slice(span.start, span.end), setting);
  return published === undefined ? undefined : { span, published, below: [] };
}

function matchLeaves(text: string, setting: string | undefined): readonly Match[] {
  const prefix = 'x: ';
  return hoconAssignments(parseHocon(prefix + text)).flatMap((assignment) => {
    const below = assignment.path.slice(1);
    const leaf = setting === undefined ? undefined : [setting, ...below].join('.');
    const published = publishedDefault(assignment.text ?? '', leaf);
    if (published === undefined) return [];
    const span = {
      start: assignment.contentSpan.start - prefix.length,
      end: assignment.contentSpan.end - prefix.length,
    };
    return [{ span, published, below }];
  });
}
