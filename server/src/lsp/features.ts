import type { CancellationToken, ClientCapabilities, ServerCapabilities } from 'vscode-languageserver';
import { SECURE_REQUEST, type SecureParams } from '../protocol/secure.ts';
import {
  CHECK_WORKSPACE_REQUEST,
  type CheckWorkspaceParams,
  DEPLOYMENTS_REQUEST,
  type DeploymentsParams,
} from '../protocol/views.ts';
import { answer, guarded } from './answer.ts';
import { checkWorkspace } from './check-workspace.ts';
import { completion, resolveCompletion } from './completion.ts';
import { definition } from './definition.ts';
import type { DiagnosticsFeature } from './diagnostics.ts';
import { documentLinks } from './document-links.ts';
import { documentSymbols, foldingRanges } from './hocon-structure.ts';
import { hover } from './hover.ts';
import { InlayHintsFeature } from './inlay-hints.ts';
import { secure } from './secure-deployment.ts';
import type { Session } from './session.ts';
import { deploymentViews } from './views.ts';

/** What the features beside diagnostics can do for a client; what it can't use is not offered. */
export function featureCapabilities({ textDocument }: ClientCapabilities): ServerCapabilities {
  return {
    ...(textDocument?.hover && { hoverProvider: true }),
    ...(textDocument?.completion && { completionProvider: { resolveProvider: true } }),
    ...(textDocument?.documentSymbol && { documentSymbolProvider: true }),
    ...(textDocument?.foldingRange && { foldingRangeProvider: true }),
    ...(textDocument?.definition && { definitionProvider: true }),
    ...(textDocument?.inlayHint && { inlayHintProvider: true }),
    ...(textDocument?.documentLink && { documentLinkProvider: { resolveProvider: false } }),
  };
}

/**
 * Takes the requests of the features beside diagnostics and code actions.
 * @returns what wants to know when settings or files outside the editor change
 */
export function serveFeatures(session: Session, diagnostics: DiagnosticsFeature): InlayHintsFeature {
  const { connection, documents } = session;
  const hints = new InlayHintsFeature(session);
  documents.onDidChangeContent(({ document }) => hints.edited(document.uri));
  documents.onDidClose(({ document }) => hints.edited(document.uri));
  connection.onHover(({ textDocument: { uri }, position }, token) =>
    answer(session, uri, token, null, () => hover(session, uri, position)),
  );
  connection.onCompletion(({ textDocument: { uri }, position }, token) =>
    answer(session, uri, token, [], () => completion(session, uri, position)),
  );
  connection.onCompletionResolve((item) => resolveCompletion(session, item));
  connection.onDefinition(({ textDocument: { uri }, position }, token) =>
    answer(session, uri, token, null, () => definition(session, uri, position)),
  );
  connection.languages.inlayHint.on(({ textDocument: { uri } }, token) =>
    answer(session, uri, token, [], () => hints.hints(uri)),
  );
  connection.onDocumentSymbol(({ textDocument: { uri } }, token) =>
    answer(session, uri, token, null, () => documentSymbols(session, uri)),
  );
  connection.onFoldingRanges(({ textDocument: { uri } }, token) =>
    answer(session, uri, token, null, () => foldingRanges(session, uri)),
  );
  connection.onDocumentLinks(({ textDocument: { uri } }, token) =>
    answer(session, uri, token, [], () => documentLinks(session, uri)),
  );
  connection.onRequest(DEPLOYMENTS_REQUEST, (params: DeploymentsParams | null) =>
    guarded(session, () => {
      session.viewers.asked();
      return deploymentViews(session, { uris: [...(params?.uris ?? []), ...diagnostics.shown] });
    }),
  );
  connection.onRequest(CHECK_WORKSPACE_REQUEST, (params: CheckWorkspaceParams | null, token: CancellationToken) =>
    guarded(session, () => checkWorkspace(session, params ?? {}, token, (files) => diagnostics.show(files))),
  );
  connection.onRequest(SECURE_REQUEST, (params: SecureParams) => guarded(session, () => secure(session, params)));
  return hints;
}
