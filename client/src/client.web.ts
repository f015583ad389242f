import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import type { ClientParts } from './client.ts';

/** A client whose server is a worker of the browser. */
export function createClient(context: ExtensionContext, { id, name, client, stopped }: ClientParts): LanguageClient {
  const worker = new Worker(Uri.joinPath(context.extensionUri, 'dist/server.js').toString(true));
  const created = new LanguageClient(id, name, worker, client);
  // The server's end of a worker can't close itself.
  created.onDidChangeState(({ newState }) => {
    if (newState === stopped) worker.terminate();
  });
  return created;
}
