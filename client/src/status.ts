import { type Disposable, type LanguageStatusItem, LanguageStatusSeverity, l10n, languages } from 'vscode';
import { State } from 'vscode-languageclient';

const OUTPUT = { command: 'clearml-secure.showOutput', title: l10n.t('Show output') };
const RESTART = { command: 'clearml-secure.restart', title: l10n.t('Restart') };

/** What the language server is doing, in the status bar's language menu of the documents it reads. */
import type { Filter } from './documents.ts';

export class StatusItem implements Disposable {
  readonly #item: LanguageStatusItem;

  constructor(selector: Filter[]) {
    this.#item = languages.createLanguageStatusItem('clearml-secure.status', selector);
    this.#item.name = 'ClearML Secure';
    this.#item.detail = 'ClearML Secure';
    this.show(State.Starting);
  }

  show(state: State): void {
    if (state === State.Running) this.#set(l10n.t('Checking as you type'), LanguageStatusSeverity.Information);
    else if (state === State.Starting) this.#set(l10n.t('Starting'), LanguageStatusSeverity.Information, true);
    else this.failed();
  }

  failed(): void {
    this.#set(l10n.t('The language server is not running'), LanguageStatusSeverity.Error);
  }

  dispose(): void {
    this.#item.dispose();
  }

  #set(text: string, severity: LanguageStatusSeverity, busy = false): void {
    this.#item.text = text;
    this.#item.severity = severity;
    this.#item.busy = busy;
    this.#item.command = severity === LanguageStatusSeverity.Error ? RESTART : OUTPUT;
  }
}
