import { type ChildProcess, spawn } from 'node:child_process';
import { type Message, receive, send } from './messages.ts';

/** A language server in a process of its own, spoken to over its standard input and output. */
export class Client {
  readonly process: ChildProcess;
  readonly #waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  #published: ((uri: string, version: number | undefined) => void) | undefined;
  #next = 1;

  /** @param words the program's script and arguments, run by the Node that runs the bench */
  constructor(words: readonly string[]) {
    this.process = spawn(process.execPath, [...words], { stdio: ['pipe', 'pipe', 'ignore'] });
    if (this.process.stdout) receive(this.process.stdout, (message) => this.#take(message));
    this.process.once('exit', (code) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`The server ended with ${code}`));
    });
  }

  request(method: string, params: unknown): Promise<unknown> {
    const id = this.#next++;
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#send({ id, method, params });
    return answer;
  }

  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  /** The next diagnostics that the server pushes for a file, of this version or of none. */
  published(uri: string, version: number): Promise<void> {
    return new Promise((resolve) => {
      this.#published = (of, at) => {
        if (of === uri && (at === undefined || at === version)) resolve();
      };
    });
  }

  /** Asks the server to end, and sees to it that it does. */
  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    await Promise.race([this.request('shutdown', undefined), new Promise((resolve) => setTimeout(resolve, 2000))]);
    this.notify('exit', undefined);
    const late = setTimeout(() => this.process.kill(), 2000);
    await ended;
    clearTimeout(late);
  }

  #send(message: Message): void {
    if (this.process.stdin) send(this.process.stdin, message);
  }

  #take(message: Message): void {
    if (message.method === 'textDocument/publishDiagnostics') {
      const { uri, version } = message.params as { uri: string; version?: number };
      this.#published?.(uri, version);
    } else if (message.method !== undefined && message.id !== undefined) {
      this.#send({ id: message.id, result: answerTo(message) });
    } else if (typeof message.id === 'number' && message.method === undefined) {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error) waiting?.reject(new Error(message.error.message));
      else waiting?.resolve(message.result);
    }
  }
}

/** A client without settings: the server's own defaults hold. */
function answerTo({ method, params }: Message): unknown {
  return method === 'workspace/configuration' ? (params as { items: unknown[] }).items.map(() => null) : null;
}
