import {
  CodeActionKind,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { asFolder } from '../deployment/uri-path.ts';
import type { Workspace } from '../deployment/workspace.ts';
import { FIX_ALL_KIND } from './code-actions.ts';
import { EXPLAIN } from './explain.ts';
import { featureCapabilities } from './features.ts';

/** What the server can do for this client. Positions are UTF-16, the protocol's default. */
export function initializeResult(params: InitializeParams, version: string): InitializeResult {
  const { textDocument } = params.capabilities;
  return {
    serverInfo: { name: 'clearml-secure', version },
    capabilities: {
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      codeActionProvider: {
        codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL_KIND],
        resolveProvider: canResolveEdits(params.capabilities),
      },
      ...(params.capabilities.window?.showDocument?.support && { executeCommandProvider: { commands: [EXPLAIN] } }),
      ...featureCapabilities(params.capabilities),
      ...(params.capabilities.workspace?.workspaceFolders && {
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      }),
      ...(textDocument?.diagnostic && {
        diagnosticProvider: { identifier: 'clearml-secure', interFileDependencies: true, workspaceDiagnostics: false },
      }),
    },
  };
}

/** True where the client asks for a code action's edit only when it is chosen. */
export function canResolveEdits(capabilities: InitializeParams['capabilities']): boolean {
  return capabilities.textDocument?.codeAction?.resolveSupport?.properties.includes('edit') ?? false;
}

/** What the client has open. A client that doesn't know trust has given it: `initializationOptions.trusted` is missing. */
export function workspaceOf({ workspaceFolders, rootUri, initializationOptions }: InitializeParams): Workspace {
  // Not every client sends what the protocol requires.
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  return {
    folders: uris.map(asFolder),
    trusted: (initializationOptions as { trusted?: unknown } | undefined)?.trusted !== false,
  };
}

/** True where the client reads files that we can't: `initializationOptions.clientFiles`. */
export function answersForFiles({ initializationOptions }: InitializeParams): boolean {
  return (initializationOptions as { clientFiles?: unknown } | undefined)?.clientFiles === true;
}
