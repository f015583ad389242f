import { type Connection, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileSystem } from '../deployment/file-system.ts';
import { codeActions, resolveCodeAction } from './code-actions.ts';
import { pullSettings, pushedSettings, watchSettings } from './configuration.ts';
import { DiagnosticsFeature } from './diagnostics.ts';
import { initializeResult } from './initialize.ts';
import { pulledOnce } from './once.ts';
import { Session } from './session.ts';

/**
 * Serves one client until it says goodbye.
 * @param connection not yet listening
 * @param files what is below the client's open documents
 */
export function startServer(connection: Connection, files: FileSystem, version: string): void {
  const documents = new TextDocuments(TextDocument);
  const session = new Session(connection, documents, files);
  const diagnostics = new DiagnosticsFeature(session);
  const pulls = () => session.client.textDocument?.diagnostic !== undefined;

  connection.onInitialize((params) => {
    session.client = params.capabilities;
    return initializeResult(params, version);
  });
  connection.onInitialized(async () => {
    await watchSettings(session);
    await settingsRead();
  });
  const settingsRead = pulledOnce(() => pullSettings(session));

  connection.onDidChangeConfiguration(async ({ settings }) => {
    pushedSettings(session, settings);
    await pullSettings(session);
    await diagnostics.recheckOpen();
  });
  connection.onDidChangeWatchedFiles(() => diagnostics.recheckOpen());
  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }) => {
    await settingsRead();
    return diagnostics.pull(textDocument.uri, previousResultId);
  });
  connection.onCodeAction((params) => codeActions(session, params));
  connection.onCodeActionResolve((action) => resolveCodeAction(session, action));

  documents.onDidOpen(({ document }) => diagnostics.opened(document.uri));
  documents.onDidChangeContent(async ({ document }) => {
    if (pulls()) return;
    await settingsRead();
    await diagnostics.push(document.uri);
  });
  documents.onDidClose(({ document }) => diagnostics.closed(document.uri));
  documents.listen(connection);
  connection.listen();
}
