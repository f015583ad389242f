import {
  Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  l10n,
  languages,
  type TextEditor,
  window,
} from 'vscode';
import { State } from 'vscode-languageclient';
import type { Filter } from './documents.ts';
import type { Deployments } from './views/deployments.ts';
import { countText } from './views/wording.ts';

const OUTPUT = { command: 'clearml-secure.showOutput', title: l10n.t('Show output') };
const RESTART = { command: 'clearml-secure.restart', title: l10n.t('Restart') };
const SETTINGS = { command: 'clearml-secure.showSettings', title: l10n.t('Show settings') };

/** What is known of the active file's deployment, in the status bar's language menu of the documents that the server reads. */
export class StatusItem implements Disposable {
  readonly #item: LanguageStatusItem;
  readonly #deployments: Deployments;
  readonly #listening: Disposable;
  #state = State.Starting;

  constructor(selector: Filter[], deployments: Deployments) {
    this.#deployments = deployments;
    this.#item = languages.createLanguageStatusItem('clearml-secure.status', selector);
    this.#item.name = 'ClearML Secure';
    this.#item.detail = 'ClearML Secure';
    this.#listening = Disposable.from(
      deployments.onDidChange(() => this.show(this.#state)),
      window.onDidChangeActiveTextEditor(() => this.show(this.#state)),
    );
    this.show(State.Starting);
  }

  /** The documents that it is shown for. */
  set selector(selector: Filter[]) {
    this.#item.selector = selector;
  }

  get text(): string {
    return this.#item.text;
  }

  show(state: State): void {
    this.#state = state;
    this.#item.busy = state === State.Starting;
    this.#item.severity = LanguageStatusSeverity.Information;
    this.#item.command = OUTPUT;
    if (state === State.Running) this.#showFindings(window.activeTextEditor);
    else if (state === State.Starting) this.#item.text = l10n.t('Starting');
    else this.failed();
  }

  failed(): void {
    this.#state = State.Stopped;
    this.#item.busy = false;
    this.#item.text = l10n.t('The language server is not running');
    this.#item.severity = LanguageStatusSeverity.Error;
    this.#item.command = RESTART;
  }

  dispose(): void {
    this.#listening.dispose();
    this.#item.dispose();
  }

  #showFindings(editor: TextEditor | undefined): void {
    const [first, ...others] = editor === undefined ? [] : this.#deployments.of(editor.document.uri);
    if (first === undefined) {
      this.#item.text = l10n.t('Checking as you type');
      return;
    }
    const findings = [first, ...others].reduce((sum, each) => sum + each.findings.length, 0);
    const where = others.length === 0 ? first.name : l10n.t('{0} deployments', others.length + 1);
    this.#item.text = l10n.t('{0} in {1}', countText(findings), where);
    this.#item.command = SETTINGS;
  }
}
