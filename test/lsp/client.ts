import { PassThrough } from 'node:stream';
import {
  type ClientCapabilities,
  type CodeAction,
  type ConfigurationParams,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type FileChangeType,
  type FileSystemWatcher,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type RegistrationParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileSystem } from '../../server/src/deployment/file-system.ts';
import { startServer } from '../../server/src/lsp/server.ts';

/** A client that can do all that the server makes use of. */
export const RICH: ClientCapabilities = {
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    workspaceEdit: { documentChanges: true },
    workspaceFolders: true,
  },
  textDocument: {
    diagnostic: { dynamicRegistration: false },
    codeAction: { resolveSupport: { properties: ['edit'] }, dataSupport: true, isPreferredSupport: true },
    completion: { completionItem: { resolveSupport: { properties: ['documentation', 'detail'] } } },
    definition: { linkSupport: true },
    inlayHint: {},
    hover: { contentFormat: ['markdown', 'plaintext'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    foldingRange: {},
    documentLink: { tooltipSupport: true },
    publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true },
  },
};

/** A client and a server that talk over two streams in memory, as an editor and the real process would. */
export class TestClient {
  readonly connection: ProtocolConnection;
  readonly pushed: PublishDiagnosticsParams[] = [];
  /** Everything that the server wrote, as text. */
  sent = '';
  refreshes = 0;
  hintRefreshes = 0;
  registrations = 0;
  /** What the server has asked this client to watch. */
  readonly watchers: FileSystemWatcher[] = [];
  /** Called while a request to watch is on its way: what happens then, nobody tells of. */
  beforeWatching = () => {};
  settings: unknown = {};
  /** Settings of single documents, where they differ. */
  readonly settingsOf = new Map<string, unknown>();
  /** URIs that settings were asked for. */
  readonly settingsAsked: (string | undefined)[] = [];
  readonly #documents = new Map<string, TextDocument>();

  /** @param files those of the server's host; `undefined` where it has none */
  constructor(files: FileSystem | undefined) {
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    toClient.on('data', (chunk: Buffer) => {
      this.sent += chunk.toString('utf8');
    });
    const connection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
    // Without a pause, so that no test waits for a clock.
    startServer(connection, files, '0.0.0', 0);
    this.connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.pushed.push(params);
    });
    this.connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++;
      return null;
    });
    this.connection.onRequest('workspace/inlayHint/refresh', () => {
      this.hintRefreshes++;
      return null;
    });
    this.connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
      this.registrations++;
      const watchers = registrations.flatMap(({ registerOptions }) => registerOptions?.watchers ?? []);
      if (watchers.length > 0) this.beforeWatching();
      this.watchers.push(...watchers);
      return null;
    });
    this.connection.onRequest('workspace/configuration', ({ items }: ConfigurationParams) =>
      items.map(({ scopeUri = '' }) => {
        this.settingsAsked.push(scopeUri);
        return this.settingsOf.get(scopeUri) ?? this.settings;
      }),
    );
    this.connection.listen();
  }

  async initialize(
    capabilities: ClientCapabilities = RICH,
    folders?: readonly string[],
    initializationOptions?: unknown,
  ): Promise<InitializeResult> {
    const workspaceFolders = folders?.map((uri) => ({ uri, name: uri })) ?? null;
    const params = { processId: null, rootUri: null, capabilities, workspaceFolders, initializationOptions };
    const result = await this.connection.sendRequest<InitializeResult>('initialize', params);
    await this.connection.sendNotification('initialized', {});
    return result;
  }

  async open(uri: string, text: string, languageId = 'dockercompose'): Promise<void> {
    this.#documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Replaces the first occurrence of a text, as an incremental change in UTF-16 positions. */
  async replace(uri: string, old: string, newText: string): Promise<void> {
    const document = this.document(uri);
    const start = document.getText().indexOf(old);
    const range = { start: document.positionAt(start), end: document.positionAt(start + old.length) };
    await this.change(uri, range, newText);
  }

  async change(uri: string, range: Range, text: string): Promise<void> {
    const document = this.document(uri);
    const contentChanges = [{ range, text }];
    const version = document.version + 1;
    this.#documents.set(uri, TextDocument.update(document, contentChanges, version));
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  /** Tells of files and folders that were created (1), changed (2) or deleted (3), and waits until it is dealt with. */
  async happened(...changes: readonly (readonly [uri: string, type: FileChangeType])[]): Promise<void> {
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: changes.map(([uri, type]) => ({ uri, type })),
    });
    await this.settled();
  }

  /** Tells that folders came to the workspace or left it, and waits until it is dealt with. */
  async foldersChanged(added: readonly string[], removed: readonly string[] = []): Promise<void> {
    const named = (uris: readonly string[]) => uris.map((uri) => ({ uri, name: uri }));
    await this.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: named(added), removed: named(removed) },
    });
    await this.settled();
  }

  async close(uri: string): Promise<void> {
    this.#documents.delete(uri);
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  async pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri },
      ...(previousResultId !== undefined && { previousResultId }),
    });
  }

  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const report = await this.pull(uri);
    return report.kind === 'full' ? report.items : [];
  }

  async actions(uri: string, range: Range, only?: readonly string[]): Promise<readonly CodeAction[]> {
    return this.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...(only && { only }) },
    });
  }

  async resolve(action: CodeAction): Promise<CodeAction> {
    return this.connection.sendRequest<CodeAction>('codeAction/resolve', action);
  }

  /** Asks something about a document. */
  async ask<Result>(method: string, uri: string, more: object = {}): Promise<Result> {
    return this.connection.sendRequest<Result>(`textDocument/${method}`, { textDocument: { uri }, ...more });
  }

  /** The position just behind the first character of a text; of its n-th occurrence. */
  at(uri: string, text: string, occurrence = 0): Position {
    const document = this.document(uri);
    let offset = -1;
    for (let count = 0; count <= occurrence; count++) offset = document.getText().indexOf(text, offset + 1);
    if (offset < 0) throw new Error(`${text} does not stand in ${uri}`);
    return document.positionAt(offset + 1);
  }

  /** The text of a document after an action's edit, which must concern no other. */
  applied(uri: string, action: CodeAction): string {
    const changes = action.edit?.documentChanges ?? [];
    const own = changes.find((change) => 'textDocument' in change && change.textDocument.uri === uri);
    if (own === undefined || !('edits' in own)) throw new Error('the edit does not concern this document');
    return TextDocument.applyEdits(this.document(uri), [...own.edits] as never);
  }

  document(uri: string): TextDocument {
    const document = this.#documents.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open`);
    return document;
  }

  /** Waits until the server has done all that it was told before. */
  async settled(): Promise<void> {
    await this.actions('untitled:nothing', { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } });
    // What follows from an answer is done in later turns.
    for (let turn = 0; turn < 20; turn++) await new Promise((done) => setImmediate(done));
  }

  async end(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    this.connection.end();
    this.connection.dispose();
  }
}
