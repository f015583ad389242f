import {
  type CancellationToken,
  type ClientCapabilities,
  type Connection,
  LSPErrorCodes,
  ResponseError,
  type TextDocuments,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Checker, createChecker } from '../analysis/checker.ts';
import { ParseCache } from '../analysis/parse-cache.ts';
import type { Report } from '../analysis/report.ts';
import { createSecretSource } from '../clearml/secret-generator.ts';
import type { FileSystem } from '../deployment/file-system.ts';
import { ANYWHERE, seenFrom, type Workspace } from '../deployment/workspace.ts';
import { LineIndex } from '../syntax/line-index.ts';
import { placeOf } from './answer.ts';
import { ScopedSettings } from './configuration.ts';
import { KeptFiles } from './kept-files.ts';
import { overlay } from './open-documents.ts';
import { Watching } from './watching.ts';

/** What lives as long as the language server: the connection, the open documents, the settings. */
export class Session {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly files: FileSystem;
  readonly checker: Checker;
  readonly settings: ScopedSettings;
  /** One source for the whole session, so that no secret is ever drawn twice. */
  readonly secrets = createSecretSource();
  client: ClientCapabilities = {};
  workspace: Workspace = ANYWHERE;
  readonly watching: Watching;
  /** Files below the open documents. */
  readonly kept: KeptFiles;
  readonly #lines = new ParseCache((text) => new LineIndex(text));

  constructor(connection: Connection, documents: TextDocuments<TextDocument>, files: FileSystem) {
    this.connection = connection;
    this.documents = documents;
    this.watching = new Watching(this);
    this.kept = new KeptFiles(files, this.watching);
    const workspace = () => this.workspace;
    this.files = overlay(documents, seenFrom(this.kept, workspace));
    this.checker = createChecker(this.files, workspace);
    this.settings = new ScopedSettings(connection);
  }

  /**
   * The findings of everything that a file is part of, with the settings that hold for the file.
   * @param token ends the check between two deployments, once the client has cancelled
   */
  async check(uri: string, token?: CancellationToken): Promise<Report> {
    return this.checker.check([uri], await this.settings.of(uri), async () => {
      // Only so can a message come in.
      await new Promise<void>(nextTurn);
      if (token?.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
    });
  }

  /** Runs a task once the answer at hand is on its way; what it throws is logged. */
  later(task: () => Promise<void>): void {
    nextTurn(() => task().catch((error: unknown) => this.connection.console.error(placeOf(error))));
  }

  /** The line index of a file as it is now; an empty one for a file that can't be read. */
  async linesOf(uri: string): Promise<LineIndex> {
    const content = await this.files.read(uri);
    return this.#lines.of(uri, content.kind === 'text' ? content.text : '');
  }
}

/** After what is in the queue now. A browser's worker has no `setImmediate`. */
const nextTurn: (task: () => void) => void = globalThis.setImmediate ?? ((task) => setTimeout(task));
