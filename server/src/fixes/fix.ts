import type { SecretSource } from '../clearml/secrets.ts';
import type { Span } from '../syntax/span.ts';

export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** The edits of one file, ordered by position, not overlapping. */
export interface FileEdit {
  readonly uri: string;
  readonly edits: readonly TextEdit[];
  /** The file is not there yet: it is made, and the edits go into an empty text. */
  readonly create?: true;
}

/** A way out of a finding. Secrets are drawn when `edits` is called, never before. */
export interface Fix {
  /** Names the way out within its rule (`generate`, `remove-port`, `bind-loopback`): stable, in `diagnostic.data`. */
  readonly kind: string;
  readonly title: string;
  /** The one an editor's "auto fix" takes. */
  readonly preferred: boolean;
  /** May `source.fixAll` and `check --fix` apply it without asking: same file, changes no behaviour but the value. */
  readonly automatic: boolean;
  /** Every file that it edits: a fix that leaves the workspace is not offered. */
  readonly uris: readonly string[];
  /** It makes up a password that a person logs in with: offered only where the person can be shown it afterwards. */
  readonly drawsPassword?: true;
  /** The name that the person logs in with; of several, all in the order in which their passwords are drawn. */
  readonly user?: string;
  /** Its edits hold a secret of the files: they are made when it is chosen, never for a list of fixes. */
  readonly carriesSecret?: true;
  /** It takes a byte order mark away. Most editors keep one out of sight, and an edit of theirs can't reach it. */
  readonly editsMark?: true;
  readonly edits: (secrets: SecretSource) => readonly FileEdit[];
}

/** A way out by an edit that is known beforehand, in one file, which a person asks for. */
export function fixByEdit(kind: string, title: string, edit: FileEdit, preferred = true): Fix {
  return { kind, title, preferred, automatic: false, uris: [edit.uri], edits: () => [edit] };
}

/** Puts edits together: one entry per file, ordered by position; of equal edits one is kept. */
export function joinEdits(edits: readonly FileEdit[]): readonly FileEdit[] {
  const byFile = new Map<string, Map<string, TextEdit>>();
  const created = new Set(edits.flatMap(({ uri, create }) => (create ? uri : [])));
  for (const { uri, edits: list } of edits) {
    const known = byFile.get(uri) ?? new Map<string, TextEdit>();
    for (const edit of list) known.set(`${edit.span.start} ${edit.span.end} ${edit.newText}`, edit);
    byFile.set(uri, known);
  }
  return [...byFile].map(([uri, known]) => ({
    uri,
    ...(created.has(uri) && { create: true }),
    edits: [...known.values()].sort(
      (left, right) => left.span.start - right.span.start || left.span.end - right.span.end,
    ),
  }));
}

/** Applies ordered, non-overlapping edits to a text. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { span, newText } of edits) {
    result += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return result + text.slice(at);
}
