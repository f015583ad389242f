import {
  CreateFile,
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

/** Edits as the protocol says them: versioned where the file is open, so that a stale one is not applied. */
export async function toWorkspaceEdit(session: Session, edits: readonly FileEdit[]): Promise<WorkspaceEdit> {
  const documentChanges: (TextDocumentEdit | CreateFile)[] = [];
  const changes: Record<string, TextEdit[]> = {};
  for (const { uri, edits: list, create } of edits) {
    const lines = await session.linesOf(uri);
    if (create) documentChanges.push(CreateFile.create(uri, { ignoreIfExists: true }));
    const own = list.map((edit) => ({ range: toRange(lines, edit.span), newText: edit.newText }));
    const textDocument = { uri, version: session.documents.get(uri)?.version ?? null };
    documentChanges.push({ textDocument, edits: own });
    changes[uri] = own;
  }
  return session.client.workspace?.workspaceEdit?.documentChanges ? { documentChanges } : { changes };
}
