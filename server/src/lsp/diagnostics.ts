import {
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import type { Report } from '../analysis/report.ts';
import { toDiagnostic } from './convert.ts';
import type { Session } from './session.ts';

/**
 * Answers pulls, and pushes where nobody pulls: to clients that can't, and for files that are not open. Never both for
 * one file. Another open file is refreshed only when its findings changed.
 */
export class DiagnosticsFeature {
  readonly #session: Session;
  /** Fingerprint of what each open file was last told. */
  readonly #told = new Map<string, string>();
  /** Closed files with findings on show. */
  readonly #pushed = new Set<string>();
  #refresh: Promise<void> | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  async pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    const version = this.#session.documents.get(uri)?.version;
    const report = await this.#session.check(uri);
    const items = await this.#itemsOf(report, uri);
    if (this.#session.documents.get(uri)?.version !== version) {
      throw new ResponseError(LSPErrorCodes.ServerCancelled, 'The document changed', { retriggerRequest: true });
    }
    const resultId = fingerprint(items);
    this.#told.set(uri, resultId);
    await this.#tellOthers(report, uri);
    return resultId === previousResultId
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }

  /** After an edit, for clients that do not pull. */
  async push(uri: string): Promise<void> {
    const report = await this.#session.check(uri);
    await this.#send(uri, await this.#itemsOf(report, uri));
    await this.#tellOthers(report, uri);
  }

  /** Everything may have changed: settings, or files outside the editor. */
  async recheckOpen(): Promise<void> {
    for (const uri of this.#session.documents.keys()) {
      if (this.#pulls) await this.#compare(uri);
      else await this.push(uri);
    }
  }

  opened(uri: string): void {
    if (this.#pushed.delete(uri) && this.#pulls)
      void this.#session.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  closed(uri: string): void {
    this.#told.delete(uri);
    void this.#session.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  get #pulls(): boolean {
    return this.#session.client.textDocument?.diagnostic !== undefined;
  }

  async #itemsOf(report: Report, uri: string): Promise<Diagnostic[]> {
    const own = report.findings.filter((finding) => finding.at.uri === uri);
    return Promise.all(own.map((finding) => toDiagnostic(this.#session, finding)));
  }

  /** The other files of the same deployments: open ones are compared, closed ones pushed. */
  async #tellOthers(report: Report, self: string): Promise<void> {
    for (const uri of report.files) {
      if (uri === self) continue;
      if (this.#session.documents.get(uri) === undefined) await this.#pushClosed(report, uri);
      else if (this.#pulls) await this.#compare(uri);
      else await this.#send(uri, await this.#itemsOf(await this.#checkOne(uri), uri));
    }
  }

  async #checkOne(uri: string): Promise<Report> {
    return this.#session.check(uri);
  }

  async #pushClosed(report: Report, uri: string): Promise<void> {
    const diagnostics = await this.#itemsOf(report, uri);
    if (diagnostics.length === 0 && !this.#pushed.has(uri)) return;
    if (diagnostics.length > 0) this.#pushed.add(uri);
    else this.#pushed.delete(uri);
    await this.#send(uri, diagnostics);
  }

  async #compare(uri: string): Promise<void> {
    const told = this.#told.get(uri);
    if (told === undefined) return;
    const now = fingerprint(await this.#itemsOf(await this.#checkOne(uri), uri));
    if (now === told) return;
    this.#told.set(uri, now);
    this.#askRefresh();
  }

  #askRefresh(): void {
    if (this.#refresh !== undefined || !this.#session.client.workspace?.diagnostics?.refreshSupport) return;
    this.#refresh = Promise.resolve()
      .then(() => this.#session.connection.languages.diagnostics.refresh())
      .finally(() => {
        this.#refresh = undefined;
      });
  }

  /** Pushed only when it differs from what is on show. */
  async #send(uri: string, diagnostics: Diagnostic[]): Promise<void> {
    const now = fingerprint(diagnostics);
    const key = `push ${uri}`;
    if (this.#told.get(key) === now) return;
    this.#told.set(key, now);
    await this.#session.connection.sendDiagnostics({ uri, diagnostics });
  }
}

/** Short, and equal exactly when the diagnostics are (FNV-1a over their text, which holds no secret). */
function fingerprint(items: readonly Diagnostic[]): string {
  const text = JSON.stringify(items);
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return `${text.length.toString(36)}-${(hash >>> 0).toString(36)}`;
}
