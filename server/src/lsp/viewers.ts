import type { Connection } from 'vscode-languageserver';
import { DEPLOYMENTS_CHANGED } from '../protocol/views.ts';

/** The client's views of deployments: told once that what they show may be old, until they ask again. */
export class Viewers {
  readonly #connection: Connection;
  #upToDate = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** The client gets the deployments as they are from here on. */
  asked(): void {
    this.#upToDate = true;
  }

  /** A deployment may have changed. */
  async tell(): Promise<void> {
    if (!this.#upToDate) return;
    this.#upToDate = false;
    await this.#connection.sendNotification(DEPLOYMENTS_CHANGED);
  }
}
