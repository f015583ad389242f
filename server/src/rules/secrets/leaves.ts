import { type PublishedDefault, publishedDefault } from '../../clearml/published-defaults.ts';
import { type SecretKind, secretKind } from '../../clearml/secret-settings.ts';
import { hoconAssignments, parseHocon } from '../../syntax/hocon/index.ts';
import type { Span } from '../../syntax/span.ts';

/** A secret inside a longer text: the value without the quotes and objects around it. */
export interface Leaf {
  readonly span: Span;
  /** Escapes undone. */
  readonly text: string;
  readonly kind: SecretKind;
  readonly published?: PublishedDefault;
  /** The path below the setting, for a value inside an object: `credentials={tests: {user_key: …}}`. */
  readonly below: readonly string[];
}

/**
 * Finds the secrets in the text of one variable: the whole text, the text inside HOCON or shell quotes, and the leaves
 * of a HOCON object or list. A value counts where its setting holds a secret, or where it is published.
 * Offsets are UTF-16, half-open, in `text`.
 * @param setting the dotted setting that the variable carries, if it is known
 */
export function secretLeaves(text: string, setting: string | undefined): readonly Leaf[] {
  const start = text.length - text.trimStart().length;
  const span = { start, end: Math.max(start, text.trimEnd().length) };
  const whole = text.slice(span.start, span.end);
  const kind = setting === undefined ? undefined : secretKind(setting);
  const published = publishedDefault(whole, setting);
  if (published !== undefined) return [leafOf(span, whole, kind, published)];
  const quoted = innerOf(whole, span);
  if (quoted !== undefined) {
    const known = publishedDefault(quoted.text, setting);
    if (known !== undefined) return [leafOf(quoted.span, quoted.text, kind, known)];
    // A shell's single quotes are characters like others to HOCON.
    if (kind !== undefined && !whole.startsWith("'")) return [{ ...quoted, kind, below: [] }];
  }
  if (kind !== undefined) return [{ span, text: whole, kind, below: [] }];
  return /^[[{]/.test(whole) ? objectLeaves(text, setting) : [];
}

/** True where a text or a part of it is a published value. */
export function holdsPublished(text: string, setting: string | undefined): boolean {
  return secretLeaves(text, setting).some(({ published }) => published !== undefined);
}

function leafOf(span: Span, text: string, kind: SecretKind | undefined, published: PublishedDefault): Leaf {
  return { span, text, kind: kind ?? published.kind, published, below: [] };
}

function innerOf(whole: string, { start, end }: Span): { readonly span: Span; readonly text: string } | undefined {
  const [, mark, inner] = /^("""|["'])([\s\S]*)\1$/.exec(whole) ?? [];
  if (mark === undefined || inner === undefined) return undefined;
  const span = { start: start + mark.length, end: end - mark.length };
  const escaped = mark === '"' && inner.includes('\\');
  return { span, text: escaped ? (hoconAssignments(parseHocon(`x: ${whole}`))[0]?.text ?? inner) : inner };
}

function objectLeaves(text: string, setting: string | undefined): readonly Leaf[] {
  const prefix = 'x: ';
  return hoconAssignments(parseHocon(prefix + text)).flatMap((assignment): Leaf[] => {
    const below = assignment.path.slice(1);
    const leaf = setting === undefined ? undefined : [setting, ...below].join('.');
    const written = assignment.text ?? '';
    const published = publishedDefault(written, leaf);
    const kind = (leaf === undefined ? undefined : secretKind(leaf)) ?? published?.kind;
    if (kind === undefined || assignment.text === undefined) return [];
    const { start, end } = assignment.contentSpan;
    const span = { start: start - prefix.length, end: end - prefix.length };
    return [{ span, text: written, kind, below, ...(published && { published }) }];
  });
}
