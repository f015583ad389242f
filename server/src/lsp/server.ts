import { type Connection, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileSystem } from '../deployment/file-system.ts';
import { guarded } from './answer.ts';
import { codeActions, resolveCodeAction } from './code-actions.ts';
import { DiagnosticsFeature } from './diagnostics.ts';
import { showsPasswords } from './drawn-password.ts';
import { explain } from './explain.ts';
import { serveFeatures } from './features.ts';
import { answersForFiles, initializeResult, workspaceOf } from './initialize.ts';
import { Session } from './session.ts';

/** In milliseconds. Keystrokes come further apart, but for those that come in a burst. */
const PAUSE = 50;

/**
 * Serves one client until it says goodbye.
 * @param connection not yet listening
 * @param files what is below the client's open documents; `undefined` where the host has none
 * @param pause for how long the client has to be quiet before it is told of files that it did not ask for
 */
export function startServer(
  connection: Connection,
  files: FileSystem | undefined,
  version: string,
  pause = PAUSE,
): void {
  const documents = new TextDocuments(TextDocument);
  const session = new Session(connection, documents, files);
  const diagnostics = new DiagnosticsFeature(session, pause);
  const hints = serveFeatures(session, diagnostics);

  connection.onInitialize((params) => {
    session.client = params.capabilities;
    session.settings.client = params.capabilities;
    session.workspace = workspaceOf(params);
    session.clientFiles = answersForFiles(params);
    session.showsPasswords = showsPasswords(params);
    return initializeResult(params, version);
  });
  connection.onInitialized(async () => {
    if (session.client.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(async (change) => {
        session.foldersChanged(change);
        hints.changed();
        await diagnostics.recheckOpen();
      });
    }
    await session.settings.watch();
  });

  connection.onDidChangeConfiguration(async ({ settings }) => {
    session.settings.changed(settings);
    hints.changed();
    await diagnostics.recheckOpen();
  });
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    for (const { uri } of changes) session.kept.forget(uri);
    if (!changes.some(({ uri }) => session.watching.concerns(uri))) return;
    hints.changed();
    await diagnostics.recheckOpen();
  });
  connection.languages.diagnostics.on(({ textDocument, previousResultId }, token) =>
    guarded(session, () => diagnostics.pull(textDocument.uri, previousResultId, token)),
  );
  connection.onCodeAction((params) => guarded(session, () => codeActions(session, params)));
  connection.onCodeActionResolve((action) => guarded(session, () => resolveCodeAction(session, action)));
  connection.onExecuteCommand((params) => explain(session, params));

  documents.onDidOpen(({ document }) => diagnostics.opened(document.uri));
  documents.onDidChangeContent(({ document }) => diagnostics.edited(document.uri));
  documents.onDidClose(({ document }) => {
    session.settings.forget(document.uri);
    session.kept.forget(document.uri);
    return diagnostics.closed(document.uri);
  });
  documents.listen(connection);
  connection.listen();
}
