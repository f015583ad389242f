import { type ClientCapabilities, type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver';
import { DEFAULT_SETTINGS, readSettings, type Settings } from '../analysis/settings.ts';

const SECTION = 'clearmlSecure';

/** What a user can set in an editor. */
export interface EditorSettings extends Settings {
  /** Show where the value in effect is not the one that is written. */
  readonly inlayHints: boolean;
}

/** The settings of each document: folders of a workspace may differ. Asked for once, until they change. */
export class ScopedSettings {
  readonly #connection: Connection;
  #client: ClientCapabilities = {};
  /** As sent by clients that can't be asked. */
  #sent: EditorSettings = { ...DEFAULT_SETTINGS, inlayHints: true };
  readonly #known = new Map<string, Promise<EditorSettings>>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** What the client can do; said before anything is asked. */
  set client(capabilities: ClientCapabilities) {
    this.#client = capabilities;
  }

  of(uri: string): Promise<EditorSettings> {
    if (!this.#client.workspace?.configuration) return Promise.resolve(this.#sent);
    const known = this.#known.get(uri) ?? this.#ask(uri);
    this.#known.set(uri, known);
    return known;
  }

  /**
   * Forgets everything: the next question goes to the client.
   * @param sent the settings, from clients that send them along
   */
  changed(sent: unknown): void {
    this.#known.clear();
    if (this.#client.workspace?.configuration || typeof sent !== 'object' || sent === null) return;
    this.#sent = read((sent as Record<string, unknown>)[SECTION] ?? sent);
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }

  /** Asks to be told of changes, where the client wants to be asked. */
  async watch(): Promise<void> {
    if (!this.#client.workspace?.didChangeConfiguration?.dynamicRegistration) return;
    await this.#connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
  }

  async #ask(scopeUri: string): Promise<EditorSettings> {
    try {
      return read(await this.#connection.workspace.getConfiguration({ scopeUri, section: SECTION }));
    } catch {
      return this.#sent;
    }
  }
}

function read(value: unknown): EditorSettings {
  const inlayHints = (value as { inlayHints?: unknown } | null)?.inlayHints !== false;
  return { ...readSettings(value), inlayHints };
}
