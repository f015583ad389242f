import {
  Disposable,
  DocumentLink,
  type DocumentLinkProvider,
  type Event,
  EventEmitter,
  languages,
  Range,
  type TextDocument,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { DeploymentView } from '../../../server/src/protocol/views.ts';
import type { Deployments } from './deployments.ts';
import { type SettingsReport, settingsReport } from './settings-report.ts';

const SCHEME = 'clearml-secure-settings';

/** Read-only documents with the settings in effect in a deployment. They follow what changes while they are open. */
export class SettingsDocuments implements TextDocumentContentProvider, DocumentLinkProvider, Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange: Event<Uri> = this.#changed.event;
  readonly #deployments: Deployments;
  /** What each document says; it stays when its deployment goes. */
  readonly #reports = new Map<string, SettingsReport>();
  readonly #registered: Disposable;

  constructor(deployments: Deployments) {
    this.#deployments = deployments;
    this.#registered = Disposable.from(
      workspace.registerTextDocumentContentProvider(SCHEME, this),
      languages.registerDocumentLinkProvider({ scheme: SCHEME }, this),
      deployments.onDidChange(() => {
        for (const { uri } of workspace.textDocuments) if (uri.scheme === SCHEME) this.#changed.fire(uri);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.#reports.delete(uri.toString())),
    );
  }

  /** Opens the document of a deployment, or brings it to the front. */
  async show({ id, name }: DeploymentView): Promise<void> {
    const uri = Uri.from({ scheme: SCHEME, path: `/${name} security settings`, query: id });
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
  }

  provideTextDocumentContent(uri: Uri): string {
    const view = this.#deployments.all.find(({ id }) => id === uri.query);
    const report = view === undefined ? this.#reports.get(uri.toString()) : settingsReport(view);
    if (report === undefined) return '';
    this.#reports.set(uri.toString(), report);
    return report.text;
  }

  provideDocumentLinks(document: TextDocument): DocumentLink[] {
    const places = this.#reports.get(document.uri.toString())?.places ?? [];
    return places.map(({ line, character, text, at: { uri, range } }) => {
      const target = Uri.parse(uri).with({ fragment: `L${range.start.line + 1},${range.start.character + 1}` });
      return new DocumentLink(new Range(line, character, line, character + text.length), target);
    });
  }

  dispose(): void {
    this.#registered.dispose();
    this.#changed.dispose();
  }
}
