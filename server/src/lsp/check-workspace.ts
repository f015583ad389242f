import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { fileKind, fileName } from '../deployment/file-kind.ts';
import type { CheckWorkspaceParams, CheckWorkspaceResult } from '../protocol/views.ts';
import type { Finding } from '../rules/finding.ts';
import type { Session } from './session.ts';
import { findingViews } from './views.ts';
import { workspaceFiles } from './workspace-files.ts';

/**
 * Checks every file of ours in the workspace, one deployment after another: tells how far it is, and stops when nobody
 * waits any more.
 * @param show gets the files that were read, to show their findings beside those of open documents
 */
export async function checkWorkspace(
  session: Session,
  { uris, workDoneToken }: CheckWorkspaceParams,
  token: CancellationToken,
  show: (files: ReadonlySet<string>) => Promise<void>,
): Promise<CheckWorkspaceResult> {
  const progress = session.connection.window.attachWorkDoneProgress(workDoneToken);
  progress.begin('Checking ClearML deployments', 0, undefined, true);
  // Who asks for a check means the files as they are now: of a change just made the client may tell later.
  session.kept.forgetAll();
  try {
    // Whoever asks for everything means the files as they are, also where the watcher has yet to tell of a change.
    session.kept.forgetAll();
    const listed = uris ?? (await workspaceFiles(session.files, session.workspace.folders, token));
    const wanted = listed.filter((uri) => fileKind(uri) !== undefined);
    const read = new Set<string>();
    const deployments = new Set<string>();
    const findings = new Map<string, Finding>();
    for (const [index, uri] of wanted.entries()) {
      await nextTurn();
      if (token.isCancellationRequested) throw cancelled();
      progress.report(Math.round((index / wanted.length) * 100), fileName(uri));
      if (read.has(uri)) continue;
      for (const { key } of await session.checker.deploymentsOf(uri)) deployments.add(key);
      const report = await session.check(uri);
      for (const file of report.files) read.add(file);
      for (const finding of report.findings) findings.set(`${finding.rule} ${finding.at.uri} ${finding.path}`, finding);
    }
    await show(read);
    const views = await findingViews(session, { findings: [...findings.values()] });
    return { files: read.size, deployments: deployments.size, findings: views };
  } finally {
    progress.done();
  }
}

function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The check was cancelled');
}

/** Lets what came in meanwhile be read: a cancellation above all. */
function nextTurn(): Promise<void> {
  return new Promise((done) => setTimeout(done));
}
