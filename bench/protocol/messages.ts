import type { Readable, Writable } from 'node:stream';

/** A JSON-RPC message: a request, a notification or an answer. */
export interface Message {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** Writes a message as the language server protocol frames it. */
export function send(to: Writable, message: Message): void {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  to.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

/** Calls back with each message of a stream, as soon as its last byte is there. */
export function receive(from: Readable, onMessage: (message: Message) => void): void {
  let pending: Buffer = Buffer.alloc(0);
  from.on('data', (chunk: Buffer) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (;;) {
      const head = pending.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(pending.toString('latin1', 0, head))?.[1]);
      const end = head + 4 + length;
      if (pending.length < end) return;
      const body = pending.toString('utf8', head + 4, end);
      pending = pending.subarray(end);
      onMessage(JSON.parse(body) as Message);
    }
  });
}
