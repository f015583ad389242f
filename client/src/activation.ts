import {
  commands,
  type Disposable,
  type ExtensionContext,
  languages,
  type TextDocument,
  window,
  workspace,
} from 'vscode';
import { createSecretSource } from '../../server/src/clearml/secret-generator.ts';
import type { CreateClient } from './client.ts';
import { generateSecret } from './commands/generate.ts';
import { serverCommands } from './commands/server-commands.ts';
import { showPassword } from './commands/show-password.ts';
import { documentSelector } from './documents.ts';
import type { LanguageServer } from './language-server.ts';
import type { SecurityTree } from './views/security-tree.ts';

/** What other extensions get. */
export interface ExtensionApi {
  /** The rows of the view *ClearML Security*; starts the language server. */
  readonly securityTree: () => Promise<SecurityTree>;
  /** What the language status of the active file says; starts the language server. */
  readonly status: () => Promise<string>;
}

/**
 * Registers the commands and waits: the language server starts when the first document that concerns it is open, or
 * when it is asked for.
 */
export function activateWith(context: ExtensionContext, createClient: CreateClient): ExtensionApi {
  const output = window.createOutputChannel('ClearML Secure', { log: true });
  const secrets = createSecretSource();
  const selector = () => documentSelector((workspace.workspaceFolders ?? []).map((folder) => folder.uri.scheme));
  let server: Promise<LanguageServer> | undefined;
  let waiting: Disposable | undefined;

  const started = (): Promise<LanguageServer> => {
    waiting?.dispose();
    // Loaded on demand, so that activation stays cheap.
    server ??= import('./language-server.ts').then(({ startLanguageServer }) => {
      const running = startLanguageServer(selector, output, createClient);
      context.subscriptions.push(running);
      return running;
    });
    return server;
  };
  const startFor = (document: TextDocument): void => {
    if (languages.match(selector(), document) > 0) void started();
  };

  context.subscriptions.push(
    output,
    commands.registerCommand('clearml-secure.generateSecret', (kind?: unknown) => generateSecret(secrets, kind)),
    commands.registerCommand('clearml-secure.restart', async () => {
      if (server === undefined) await started();
      else await (await server).restart();
    }),
    commands.registerCommand('clearml-secure.showOutput', () => output.show()),
    commands.registerCommand('clearml-secure.showPassword', showPassword),
    serverCommands(started),
  );
  // What an untrusted workspace kept the server from reading may be read now.
  context.subscriptions.push(workspace.onDidGrantWorkspaceTrust(async () => (await server)?.restart()));
  waiting = workspace.onDidOpenTextDocument(startFor);
  context.subscriptions.push(waiting);
  workspace.textDocuments.forEach(startFor);
  return {
    securityTree: async () => (await started()).views.tree,
    status: async () => (await started()).status.text,
  };
}
