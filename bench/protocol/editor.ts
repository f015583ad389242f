import type { Keystroke } from '../inputs/keystrokes.ts';
import { Client } from './client.ts';

/** An editor with one file open, that wants to know what is wrong with it after every keystroke. */
export class Editor {
  readonly client: Client;
  readonly uri: string;
  #version = 1;
  #pulls = false;
  #resultId: string | undefined;

  constructor(server: readonly string[], uri: string) {
    this.client = new Client(server);
    this.uri = uri;
  }

  /** Resolves when the server has answered the first request. */
  async initialize(settings: unknown = undefined): Promise<void> {
    const answer = (await this.client.request('initialize', {
      processId: process.pid,
      rootUri: null,
      initializationOptions: settings,
      capabilities: {
        textDocument: { diagnostic: {}, publishDiagnostics: { versionSupport: true } },
        workspace: {
          configuration: false,
          didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
        },
      },
    })) as { capabilities: { diagnosticProvider?: unknown } };
    this.#pulls = answer.capabilities.diagnosticProvider !== undefined;
    this.client.notify('initialized', {});
    if (settings !== undefined) this.client.notify('workspace/didChangeConfiguration', { settings });
  }

  /** Resolves when the first diagnostics are there. */
  async open(languageId: string, text: string): Promise<void> {
    await this.#diagnosticsAfter(() =>
      this.client.notify('textDocument/didOpen', {
        textDocument: { uri: this.uri, languageId, version: this.#version, text },
      }),
    );
  }

  /** Resolves when the diagnostics that follow from this keystroke are there. */
  async type({ line, character, removes, inserts }: Keystroke): Promise<void> {
    this.#version++;
    const end = removes === '\n' ? { line: line + 1, character: 0 } : { line, character: character + removes.length };
    await this.#diagnosticsAfter(() =>
      this.client.notify('textDocument/didChange', {
        textDocument: { uri: this.uri, version: this.#version },
        contentChanges: [{ range: { start: { line, character }, end }, text: inserts }],
      }),
    );
  }

  async #diagnosticsAfter(change: () => void): Promise<void> {
    if (!this.#pulls) {
      const published = this.client.published(this.uri, this.#version);
      change();
      return published;
    }
    change();
    const report = (await this.client.request('textDocument/diagnostic', {
      textDocument: { uri: this.uri },
      ...(this.#resultId !== undefined && { previousResultId: this.#resultId }),
    })) as { resultId?: string };
    this.#resultId = report.resultId;
  }
}
