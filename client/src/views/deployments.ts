import { commands, type Disposable, type Event, EventEmitter, Uri } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { DEPLOYMENTS_CHANGED, DEPLOYMENTS_REQUEST, type DeploymentView } from '../../../server/src/protocol/views.ts';

/** While somebody types, what is shown waits for a pause. */
const PAUSE_MILLISECONDS = 300;

/** The deployments that the server knows of, as it last told them: asked for again when it says that they changed. */
export class Deployments implements Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange: Event<void> = this.#changed.event;
  #all: readonly DeploymentView[] = [];
  #client: BaseLanguageClient | undefined;
  #asked = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;

  /** From now on it is this client's server that tells. @param client not yet started */
  follow(client: BaseLanguageClient): void {
    this.#client = client;
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) void this.refresh();
    });
    client.onNotification(DEPLOYMENTS_CHANGED, () => {
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => void this.refresh(), PAUSE_MILLISECONDS);
    });
  }

  get all(): readonly DeploymentView[] {
    return this.#all;
  }

  /** Those that a file is part of. */
  of(file: Uri): readonly DeploymentView[] {
    const wanted = file.toString();
    return this.#all.filter(({ files }) => files.some((uri) => Uri.parse(uri).toString() === wanted));
  }

  /** Asks the server. One that is gone is asked when it is back. */
  async refresh(): Promise<void> {
    clearTimeout(this.#pause);
    this.#asked += 1;
    const asked = this.#asked;
    const all = await this.#client?.sendRequest<readonly DeploymentView[]>(DEPLOYMENTS_REQUEST, {}).catch(() => {});
    if (all === undefined || asked !== this.#asked) return;
    this.#all = all;
    // Once there was one, views stay, to say that there is none any more.
    if (all.length > 0) await commands.executeCommand('setContext', 'clearmlSecure.hasDeployments', true);
    this.#changed.fire();
  }

  dispose(): void {
    clearTimeout(this.#pause);
    this.#changed.dispose();
  }
}
