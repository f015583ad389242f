import {
  type CancellationToken,
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import type { Report } from '../analysis/report.ts';
import { coalesced } from './coalesced.ts';
import { toDiagnostic } from './convert.ts';
import { fingerprint } from './fingerprint.ts';
import type { Session } from './session.ts';
import { whenQuiet } from './when-quiet.ts';

/**
 * Answers pulls, and pushes where nobody pulls: to clients that can't, and for files that are not open. Never both for
 * one file. Other files are looked at in the next pause, and told of only where their findings changed.
 */
export class DiagnosticsFeature {
  readonly #session: Session;
  /** Fingerprint of what each open file was last told. */
  readonly #told = new Map<string, string>();
  /** Fingerprint of what was last pushed for each file. */
  readonly #pushed = new Map<string, string>();
  /** The files of each open file's deployments. */
  readonly #reach = new Map<string, readonly string[]>();
  /** What the last pull of each open file found in other files. */
  readonly #elsewhere = new Map<string, string>();
  /** Open files whose deployments may have changed since the others were told. */
  readonly #changed = new Set<string>();
  /** Files that an open file's deployments no longer read: what it meant for them is no longer so. */
  readonly #left = new Set<string>();
  /** Files that were checked as part of the whole workspace. */
  readonly #shown = new Set<string>();
  /** Open files with a text that was not pulled yet. */
  readonly #edited = new Set<string>();
  #telling = false;
  readonly #tellOthers = coalesced(() => this.#tell());
  readonly #tellOthersSoon: () => void;
  readonly #askRefresh = coalesced(() => this.#session.connection.languages.diagnostics.refresh());

  /** @param pause how many milliseconds without a pull are one */
  constructor(session: Session, pause: number) {
    this.#session = session;
    this.#tellOthersSoon = whenQuiet(() => session.later(this.#tellOthers), pause);
  }

  async pull(uri: string, previousResultId?: string, token?: CancellationToken): Promise<DocumentDiagnosticReport> {
    const version = this.#session.documents.get(uri)?.version;
    const report = await this.#check(uri, token);
    const items = await this.#itemsOf(report, uri);
    if (this.#session.documents.get(uri)?.version !== version) {
      throw new ResponseError(LSPErrorCodes.ServerCancelled, 'The document changed', { retriggerRequest: true });
    }
    const resultId = fingerprint(items);
    this.#told.set(uri, resultId);
    this.#edited.delete(uri);
    this.#forgetElsewhere();
    // Most edits change nothing for other files.
    const elsewhere = resultOf(report, uri);
    if (elsewhere !== this.#elsewhere.get(uri)) {
      this.#elsewhere.set(uri, elsewhere);
      this.#changed.add(uri);
    }
    this.#session.later(() => this.#watch());
    this.#tellOthersSoon();
    return resultId === previousResultId
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }

  /** A file was opened, or its text is another one. Clients that do not pull are told. */
  async edited(uri: string): Promise<void> {
    if (this.#pulls) {
      this.#edited.add(uri);
      if (this.#telling) this.#elsewhere.delete(uri);
      return;
    }
    this.#changed.add(uri);
    await this.#tellOthers();
  }

  /** Everything may have changed: settings, or files outside the editor. */
  async recheckOpen(): Promise<void> {
    for (const uri of [...this.#session.documents.keys(), ...this.#shown]) this.#changed.add(uri);
    await this.#tellOthers();
  }

  /** Shows the findings of files that nobody has open, and keeps them up to date from now on. */
  async show(files: ReadonlySet<string>): Promise<void> {
    for (const uri of files) this.#shown.add(uri);
    await this.recheckOpen();
  }

  /** The files that were checked as part of the whole workspace. */
  get shown(): ReadonlySet<string> {
    return this.#shown;
  }

  /** From now on the client pulls them. */
  opened(uri: string): void {
    if (this.#pulls) void this.#push(uri, []);
  }

  /** What is on the disk counts again, for it and for all that depends on it. */
  async closed(uri: string): Promise<void> {
    this.#told.delete(uri);
    this.#reach.delete(uri);
    this.#elsewhere.delete(uri);
    this.#edited.delete(uri);
    this.#changed.delete(uri);
    await this.#push(uri, []);
    await this.recheckOpen();
  }

  get #pulls(): boolean {
    return this.#session.client.textDocument?.diagnostic !== undefined;
  }

  async #check(uri: string, token?: CancellationToken): Promise<Report> {
    const report = await this.#session.check(uri, token);
    if (this.#session.documents.get(uri) === undefined) return report;
    const files = new Set(report.files);
    for (const file of this.#reach.get(uri) ?? []) if (!files.has(file)) this.#left.add(file);
    this.#reach.set(uri, report.files);
    return report;
  }

  async #itemsOf(report: Report, uri: string): Promise<Diagnostic[]> {
    const own = report.findings.filter((finding) => finding.at.uri === uri);
    return Promise.all(own.map((finding) => toDiagnostic(this.#session, finding)));
  }

  /**
   * Findings of other files go out that may come from a text which is never pulled: whoever takes it back finds the same
   * in other files as at the last pull, and yet they have to be told.
   */
  #forgetElsewhere(): void {
    for (const uri of this.#edited) this.#elsewhere.delete(uri);
  }

  async #tell(): Promise<void> {
    this.#forgetElsewhere();
    this.#telling = true;
    try {
      await this.#tellChanged();
    } finally {
      this.#telling = false;
    }
    // Everybody was told of their findings: what remains are files to watch, and views.
    void this.#watch();
    await this.#session.viewers.tell();
  }

  /** Tells every file of the changed ones' deployments what is new to it, and clears files that are in none any more. */
  async #tellChanged(): Promise<void> {
    const known = (uri: string) => this.#shown.has(uri) || this.#session.documents.get(uri) !== undefined;
    const changed = new Set([...this.#changed].filter(known));
    // What a text no longer says may have been in the findings of files that it does not lead to any more.
    for (const [uri, files] of this.#reach) if (files.some((file) => this.#changed.has(file))) changed.add(uri);
    this.#changed.clear();
    const files = new Set(changed);
    for (const uri of changed) for (const file of (await this.#check(uri)).files) files.add(file);
    for (const uri of this.#left) if (this.#isShown(uri)) files.add(uri);
    this.#left.clear();
    for (const uri of files) {
      const items = await this.#itemsOf(await this.#session.check(uri), uri);
      if (this.#session.documents.get(uri) === undefined || !this.#pulls) await this.#push(uri, items);
      else this.#compare(uri, fingerprint(items));
    }
    for (const uri of this.#pushed.keys()) if (!this.#isShown(uri)) await this.#push(uri, []);
  }

  async #watch(): Promise<void> {
    // What happened before the client watched, nobody tells of.
    if (await this.#session.watching.update()) this.#session.later(() => this.recheckOpen());
  }

  /** Open, part of an open file's deployment, or checked with the whole workspace. */
  #isShown(uri: string): boolean {
    if (this.#session.documents.get(uri) !== undefined || this.#shown.has(uri)) return true;
    return [...this.#reach.values()].some((files) => files.includes(uri));
  }

  /** One that was never pulled will be. */
  #compare(uri: string, now: string): void {
    const told = this.#told.get(uri);
    if (told === undefined || told === now) return;
    this.#told.set(uri, now);
    if (this.#session.client.workspace?.diagnostics?.refreshSupport) this.#session.later(this.#askRefresh);
  }

  /** Pushed only when it differs from what is on show; nothing is on show of a file that was never pushed. */
  async #push(uri: string, diagnostics: Diagnostic[]): Promise<void> {
    const now = fingerprint(diagnostics);
    if (now === (this.#pushed.get(uri) ?? fingerprint([]))) return;
    if (diagnostics.length === 0) this.#pushed.delete(uri);
    else this.#pushed.set(uri, now);
    await this.#session.connection.sendDiagnostics({ uri, diagnostics });
  }
}

/** What a report says of the files beside one: the same text, the same findings in the same places. */
function resultOf({ files, findings }: Report, self: string): string {
  const others = findings.filter(({ at }) => at.uri !== self);
  return JSON.stringify([
    files,
    others.map(({ rule, at, severity, message, related }) => [rule, at, severity, message, related]),
  ]);
}
