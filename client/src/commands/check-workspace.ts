import {
  CancellationTokenSource,
  commands,
  type Disposable,
  type LogOutputChannel,
  l10n,
  StatusBarAlignment,
  window,
} from 'vscode';
import { type BaseLanguageClient, WorkDoneProgress } from 'vscode-languageclient';
import { CHECK_WORKSPACE_REQUEST, type CheckWorkspaceResult } from '../../../server/src/protocol/views.ts';
import { SECURITY_VIEW } from '../views/security-tree.ts';
import { countText } from '../views/wording.ts';

const SHOWN_MILLISECONDS = 30_000;

const CANCEL = 'clearml-secure.cancelCheck';
const PROBLEMS = 'workbench.actions.view.problems';

/**
 * Checks every file of the workspace, one run at a time. The status bar says how far it is and takes a click to cancel;
 * then it says what was found, and a click shows it.
 */
export class WorkspaceCheck implements Disposable {
  readonly #output: LogOutputChannel;
  readonly #bar = window.createStatusBarItem('clearml-secure.check', StatusBarAlignment.Left);
  #running: CancellationTokenSource | undefined;
  #runs = 0;
  #hide: ReturnType<typeof setTimeout> | undefined;

  constructor(output: LogOutputChannel) {
    this.#output = output;
    this.#bar.name = l10n.t('ClearML Secure: check of the workspace');
  }

  /** @returns what was found; undefined where it was cancelled or could not run */
  async run(client: BaseLanguageClient): Promise<CheckWorkspaceResult | undefined> {
    if (this.#running !== undefined) return undefined;
    const source = new CancellationTokenSource();
    this.#running = source;
    await commands.executeCommand('setContext', 'clearmlSecure.checking', true);
    try {
      const result = await window.withProgress({ location: { viewId: SECURITY_VIEW } }, () =>
        this.#ask(client, source),
      );
      this.#found(result);
      return result;
    } catch (error) {
      if (!source.token.isCancellationRequested) this.#output.error(error instanceof Error ? error : String(error));
      this.#bar.hide();
      return undefined;
    } finally {
      this.#running = undefined;
      source.dispose();
      await commands.executeCommand('setContext', 'clearmlSecure.checking', false);
    }
  }

  cancel(): void {
    this.#running?.cancel();
  }

  dispose(): void {
    this.cancel();
    clearTimeout(this.#hide);
    this.#bar.dispose();
  }

  async #ask(client: BaseLanguageClient, { token }: CancellationTokenSource): Promise<CheckWorkspaceResult> {
    this.#runs += 1;
    const workDoneToken = `clearml-secure check ${this.#runs}`;
    this.#show(l10n.t('$(loading~spin) Checking ClearML deployments'), CANCEL, l10n.t('Click to cancel'));
    const progress = client.onProgress(WorkDoneProgress.type, workDoneToken, (step) => {
      if (step.kind !== 'report') return;
      this.#bar.text = l10n.t('$(loading~spin) Checking ClearML deployments: {0} %', step.percentage ?? 0);
      this.#bar.tooltip = l10n.t('{0}. Click to cancel', step.message ?? '');
    });
    try {
      return await client.sendRequest<CheckWorkspaceResult>(CHECK_WORKSPACE_REQUEST, { workDoneToken }, token);
    } finally {
      progress.dispose();
    }
  }

  #found({ files, deployments, findings }: CheckWorkspaceResult): void {
    const found = countText(findings.length);
    const text =
      deployments === 1
        ? l10n.t('{0} in 1 deployment, files read: {1}', found, files)
        : l10n.t('{0} in {1} deployments, files read: {2}', found, deployments, files);
    this.#output.info(text);
    this.#show(`$(shield) ${text}`, PROBLEMS, l10n.t('Click to show the problems'));
    this.#hide = setTimeout(() => this.#bar.hide(), SHOWN_MILLISECONDS);
  }

  #show(text: string, command: string, tooltip: string): void {
    clearTimeout(this.#hide);
    Object.assign(this.#bar, { text, command, tooltip });
    this.#bar.show();
  }
}
