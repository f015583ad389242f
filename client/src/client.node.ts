import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { ClientParts } from './client.ts';

/** A client whose server is a Node process. */
export function createClient(context: ExtensionContext, { id, name, client }: ClientParts): LanguageClient {
  const server = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  return new LanguageClient(id, name, server, client);
}
