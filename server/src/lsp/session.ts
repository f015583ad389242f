import {
  type CancellationToken,
  type ClientCapabilities,
  type Connection,
  LSPErrorCodes,
  ResponseError,
  type TextDocuments,
  type WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Checker, createChecker } from '../analysis/checker.ts';
import { ParseCache } from '../analysis/parse-cache.ts';
import type { Report } from '../analysis/report.ts';
import { createSecretSource } from '../clearml/secret-generator.ts';
import type { FileSystem } from '../deployment/file-system.ts';
import { asFolder } from '../deployment/uri-path.ts';
import { ANYWHERE, seenFrom, type Workspace } from '../deployment/workspace.ts';
import type { Finding } from '../rules/finding.ts';
import { LineIndex } from '../syntax/line-index.ts';
import { placeOf } from './answer.ts';
import { withClientFiles } from './client-files.ts';
import { ScopedSettings } from './configuration.ts';
import { KeptFiles } from './kept-files.ts';
import { overlay } from './open-documents.ts';
import { Viewers } from './viewers.ts';
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
  /** Whether the client shows a person the password that a fix draws. */
  showsPasswords = false;
  /** True where the client reads files that the host can't. */
  clientFiles = false;
  readonly watching: Watching;
  readonly viewers: Viewers;
  /** Files below the open documents. */
  readonly kept: KeptFiles;
  readonly #lines = new ParseCache((text) => new LineIndex(text));
  readonly #linesBehindMark = new ParseCache((text) => new LineIndex(text, 1));

  constructor(connection: Connection, documents: TextDocuments<TextDocument>, files: FileSystem | undefined) {
    this.connection = connection;
    this.documents = documents;
    this.watching = new Watching(this);
    this.viewers = new Viewers(connection);
    this.kept = new KeptFiles(withClientFiles(connection, files, this), this.watching);
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
    const report = await this.checker.check([uri], await this.settings.of(uri), async () => {
      // Only so can a message come in.
      await new Promise<void>(nextTurn);
      if (token?.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
    });
    return { ...report, findings: report.findings.map((finding) => this.#withinSight(finding)) };
  }

  /** Runs a task once the answer at hand is on its way; what it throws is logged. */
  later(task: () => Promise<void>): void {
    const log = (error: unknown) => this.connection.console.error(placeOf(error));
    // A client that hung up meanwhile can't be told anything, not even that.
    nextTurn(() =>
      task()
        .catch(log)
        .catch(() => {}),
    );
  }

  /** Folders came to the workspace or left it: what may be read, and what is watched, is another. */
  foldersChanged({ added, removed }: WorkspaceFoldersChangeEvent): void {
    const gone = new Set(removed.map(({ uri }) => asFolder(uri)));
    const kept = this.workspace.folders.filter((folder) => !gone.has(folder));
    const folders = [...new Set([...kept, ...added.map(({ uri }) => asFolder(uri))])];
    this.workspace = { ...this.workspace, folders };
    this.kept.forgetAll();
    this.watching.foldersChanged();
  }

  /**
   * The line index of a file as it is now, as the client counts; an empty one for a file that can't be read. Editors keep
   * a byte order mark out of the text: in a file that isn't open, the first line begins behind it.
   */
  async linesOf(uri: string): Promise<LineIndex> {
    const content = await this.files.read(uri);
    const text = content.kind === 'text' ? content.text : '';
    return this.#hidesMark(uri) && text.startsWith('\ufeff')
      ? this.#linesBehindMark.of(uri, text)
      : this.#lines.of(uri, text);
  }

  /** An edit that takes a byte order mark away would take the first character of what the client sees. */
  #withinSight(finding: Finding): Finding {
    const fixes = finding.fixes.filter(
      ({ editsMark, uris }) => !editsMark || !uris.some((uri) => this.#hidesMark(uri)),
    );
    return fixes.length === finding.fixes.length ? finding : { ...finding, fixes };
  }

  /** An open text is what the client counts in, whatever it begins with. */
  #hidesMark(uri: string): boolean {
    return this.documents.get(uri) === undefined;
  }
}

/** After what is in the queue now. A browser's worker has no `setImmediate`. */
const nextTurn: (task: () => void) => void = globalThis.setImmediate ?? ((task) => setTimeout(task));
