import { type ExtensionContext, Uri } from 'vscode';
import { activateWith, type ExtensionApi } from './activation.ts';

export function activate(context: ExtensionContext): ExtensionApi {
  return activateWith(context, async (options) => {
    const { LanguageClient } = await import('vscode-languageclient/browser');
    const worker = new Worker(Uri.joinPath(context.extensionUri, 'dist/server.worker.js').toString(true));
    const client = new LanguageClient(options.id, options.name, worker, options.client);
    // The server's end of a worker can't close itself.
    client.onDidChangeState(({ newState }) => {
      if (newState === options.stopped) worker.terminate();
    });
    return client;
  });
}
