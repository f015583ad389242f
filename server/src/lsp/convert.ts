import {
  type ChangeAnnotation,
  type CreateFile,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type Range,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { rulePage } from '../clearml/links.ts';
import type { FileEdit } from '../fixes/fix.ts';
import type { Finding, Severity } from '../rules/finding.ts';
import type { LineIndex } from '../syntax/line-index.ts';
import type { Span } from '../syntax/span.ts';
import type { Session } from './session.ts';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toRange(lines: LineIndex, span: Span): Range {
  return { start: lines.positionAt(span.start), end: lines.positionAt(span.end) };
}

/** A finding as the protocol says it. `data` holds its identity and nothing of the text. */
export async function toDiagnostic(session: Session, finding: Finding): Promise<Diagnostic> {
  const relatedInformation: DiagnosticRelatedInformation[] = [];
  for (const { at, message } of finding.related) {
    relatedInformation.push({
      message,
      location: { uri: at.uri, range: toRange(await session.linesOf(at.uri), at.span) },
    });
  }
  return {
    range: toRange(await session.linesOf(finding.at.uri), finding.at.span),
    severity: SEVERITIES[finding.severity],
    source: 'clearml-secure',
    code: finding.rule,
    codeDescription: { href: rulePage(finding.rule) },
    message: finding.message,
    data: { rule: finding.rule, path: finding.path },
    ...(finding.unnecessary && { tags: [DiagnosticTag.Unnecessary] }),
    ...(relatedInformation.length > 0 && { relatedInformation }),
  };
}

/**
 * Edits as the protocol says them: versioned where the file is open, so that a stale one is not applied.
 * @param labelOf what a file's changes are called in a preview, which is asked for then, where the client has one. An
 *   edit that needs confirmation opens it, and is not ticked there; so that all others are, it is one that does nothing.
 */
export async function toWorkspaceEdit(
  session: Session,
  edits: readonly FileEdit[],
  labelOf?: (uri: string) => string,
): Promise<WorkspaceEdit> {
  const { documentChanges: versioned, changeAnnotationSupport } = session.client.workspace?.workspaceEdit ?? {};
  const annotated = labelOf !== undefined && changeAnnotationSupport !== undefined;
  const documentChanges: (TextDocumentEdit | CreateFile)[] = [];
  const changes: Record<string, TextEdit[]> = {};
  const changeAnnotations: Record<string, ChangeAnnotation> = {};
  for (const { uri, edits: list, create } of edits) {
    const lines = await session.linesOf(uri);
    const annotation = annotated ? { annotationId: uri } : {};
    if (annotated) changeAnnotations[uri] = { label: labelOf(uri), needsConfirmation: false };
    if (create) documentChanges.push({ kind: 'create', uri, options: { ignoreIfExists: true }, ...annotation });
    const own = list.map((edit) => ({ range: toRange(lines, edit.span), newText: edit.newText, ...annotation }));
    const textDocument = { uri, version: session.documents.get(uri)?.version ?? null };
    documentChanges.push({ textDocument, edits: own });
    changes[uri] = own;
  }
  if (!versioned) return { changes };
  if (!annotated) return { documentChanges };
  const first = documentChanges.find((change) => 'textDocument' in change);
  first?.edits.unshift({ range: START, newText: '', annotationId: PREVIEW });
  return { documentChanges, changeAnnotations: { ...changeAnnotations, [PREVIEW]: ASKING } };
}

const PREVIEW = 'preview';
const ASKING: ChangeAnnotation = { label: 'Nothing is written before you press Apply', needsConfirmation: true };
const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
