import type { ExtensionContext } from 'vscode';
import { activateWith, type ExtensionApi } from './activation.ts';

export function activate(context: ExtensionContext): ExtensionApi {
  return activateWith(context, async (options) => {
    const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
    const server = { module: context.asAbsolutePath('dist/server.node.js'), transport: TransportKind.ipc };
    return new LanguageClient(options.id, options.name, server, options.client);
  });
}
