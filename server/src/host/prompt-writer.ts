import type { Writable } from 'node:stream';
import { AbstractMessageWriter, type Message, type MessageWriter } from 'vscode-languageserver/node';

/**
 * Writes each message in the turn in which it is given, head and body at once. The protocol library's own writer waits
 * for a turn, in which V8 likes to collect garbage and the client waits with it, and makes two calls to the system of it.
 */
export class PromptWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #to: Writable;

  constructor(to: Writable) {
    super();
    this.#to = to;
    to.on('error', (error) => this.fireError(error));
    to.on('close', () => this.fireClose());
  }

  /** Resolves when the message is handed over to the system; rejects when it can't be. */
  write(message: Message): Promise<void> {
    const body = JSON.stringify(message);
    return new Promise((done, fail) => {
      this.#to.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`, (error) => {
        if (error) fail(error);
        else done();
      });
    });
  }

  end(): void {
    this.#to.end();
  }
}
