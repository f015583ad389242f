import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  LSPErrorCodes,
  type Range,
  ResponseError,
} from 'vscode-languageserver';
import { automaticEdits } from '../analysis/fix-all.ts';
import type { Report } from '../analysis/report.ts';
import type { Fix } from '../fixes/fix.ts';
import type { Finding } from '../rules/finding.ts';
import { toDiagnostic, toWorkspaceEdit } from './convert.ts';
import { editsAndPassword } from './drawn-password.ts';
import { explainActions } from './explain.ts';
import { canResolveEdits } from './initialize.ts';
import type { Session } from './session.ts';

/** `source.fixAll` alone is what people set for other linters on save, so it does nothing here. */
export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.clearml-secure`;

/** What a resolve needs to find the fix again: identity, and the version it was offered for. No text, no secret. */
interface ActionData {
  readonly uri: string;
  readonly version: number | null;
  readonly rule?: string;
  readonly path?: string;
  readonly fix: string;
}

/** Lists the ways out of the findings in a range: each finding's fixes, best first, then comments that hide it, and its page. */
export async function codeActions(session: Session, params: CodeActionParams): Promise<CodeAction[]> {
  const { uri } = params.textDocument;
  const { only } = params.context;
  const report = await session.check(uri);
  const actions: CodeAction[] = [];
  if (wants(only, CodeActionKind.QuickFix)) {
    for (const finding of report.findings) {
      if (finding.at.uri !== uri) continue;
      const diagnostic = await toDiagnostic(session, finding);
      if (!overlaps(diagnostic.range, params.range)) continue;
      for (const fix of waysOut(report, finding)) {
        if (fix.carriesSecret && !canResolveEdits(session.client)) continue;
        if (fix.drawsPassword && !session.showsPasswords) continue;
        actions.push(await quickFix(session, finding, fix, diagnostic));
      }
      actions.push(...explainActions(session, finding.rule, diagnostic));
    }
  }
  if (only?.some((kind) => kind === CodeActionKind.Source || kind.startsWith(FIX_ALL_KIND))) {
    actions.push(...(await fixAll(session, report, uri)));
  }
  return actions;
}

/** Draws the secrets and makes the edit, from the text as it is now. */
export async function resolveCodeAction(session: Session, action: CodeAction): Promise<CodeAction> {
  const data = action.data as ActionData | undefined;
  // One that only runs a command is complete.
  if (data === undefined) return action;
  if ((session.documents.get(data.uri)?.version ?? null) !== data.version) throw stale();
  const report = await session.check(data.uri);
  const made = editsFor(session, report, data);
  if (made === undefined) throw stale();
  const { edits, command } = made;
  return { ...action, edit: await toWorkspaceEdit(session, edits), ...(command && { command }) };
}

function editsFor(session: Session, report: Report, data: ActionData): ReturnType<typeof editsAndPassword> | undefined {
  if (data.fix === FIX_ALL_KIND) {
    return { edits: [{ uri: data.uri, edits: automaticEdits(report, data.uri, session.secrets) }] };
  }
  const finding = report.findings.find(
    (each) => each.at.uri === data.uri && each.rule === data.rule && each.path === data.path,
  );
  if (finding === undefined) return undefined;
  const fix = waysOut(report, finding).find(({ kind }) => kind === data.fix);
  return fix && editsAndPassword(fix, session.secrets);
}

/** What solves it, then what hides it. */
function waysOut(report: Report, finding: Finding): readonly Fix[] {
  return [...finding.fixes, ...report.suppressions(finding)];
}

function stale(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.ContentModified, 'The document changed since this fix was offered');
}

async function quickFix(session: Session, finding: Finding, fix: Fix, diagnostic: Diagnostic): Promise<CodeAction> {
  const { uri } = finding.at;
  const data: ActionData = {
    uri,
    version: versionOf(session, uri),
    rule: finding.rule,
    path: finding.path,
    fix: fix.kind,
  };
  return withEdit(session, {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    data,
    ...(fix.preferred && { isPreferred: true }),
  });
}

async function fixAll(session: Session, report: Report, uri: string): Promise<CodeAction[]> {
  const some = report.findings.some((finding) => finding.at.uri === uri && finding.fixes.some((fix) => fix.automatic));
  if (!some) return [];
  const data: ActionData = { uri, version: versionOf(session, uri), fix: FIX_ALL_KIND };
  return [
    await withEdit(session, {
      title: 'Replace every public default in this file with a fresh secret',
      kind: FIX_ALL_KIND,
      data,
    }),
  ];
}

/** Clients that can't resolve edits get them with the list. */
async function withEdit(session: Session, action: CodeAction): Promise<CodeAction> {
  return canResolveEdits(session.client) ? action : resolveCodeAction(session, action);
}

function versionOf(session: Session, uri: string): number | null {
  return session.documents.get(uri)?.version ?? null;
}

function wants(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`) || wanted === '');
}

function overlaps(left: Range, right: Range): boolean {
  const before = (a: Range['start'], b: Range['start']) =>
    a.line < b.line || (a.line === b.line && a.character < b.character);
  return !before(left.end, right.start) && !before(right.end, left.start);
}
