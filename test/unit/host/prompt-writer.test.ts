import assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import { describe, it } from 'node:test';
import { type Message, StreamMessageReader } from 'vscode-languageserver/node';
import { PromptWriter } from '../../../server/src/host/prompt-writer.ts';

const message = (method: string) => ({ jsonrpc: '2.0', method }) as Message;

/** Takes everything that is written, piece by piece. */
function recorder() {
  const chunks: string[] = [];
  const to = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk.toString());
      done();
    },
  });
  return { chunks, to };
}

describe('a prompt writer', () => {
  it('writes what a reader of the protocol reads, in order', async () => {
    const pipe = new PassThrough();
    const writer = new PromptWriter(pipe);
    const sent = ['first', 'zweite: ä', '🔑'];
    const read: unknown[] = [];
    const all = new Promise<void>((done) => {
      new StreamMessageReader(pipe).listen((each) => {
        read.push((each as { method?: string }).method);
        if (read.length === sent.length) done();
      });
    });
    await Promise.all(sent.map((method) => writer.write(message(method))));
    await all;
    assert.deepEqual(read, sent);
  });

  it('writes head and body at once, before it returns', () => {
    const { chunks, to } = recorder();
    void new PromptWriter(to).write(message('now'));
    assert.deepEqual(chunks, ['Content-Length: 32\r\n\r\n{"jsonrpc":"2.0","method":"now"}']);
  });

  it('rejects and tells when the other side is gone', async () => {
    const broken = new Writable({ write: (_chunk, _encoding, done) => done(new Error('gone')) });
    const writer = new PromptWriter(broken);
    const told = new Promise<string>((resolve) => writer.onError(([error]) => resolve(error.message)));
    await assert.rejects(writer.write(message('lost')), { message: 'gone' });
    assert.equal(await told, 'gone');
  });

  it('tells when the stream closes, and ends it when it is told to', async () => {
    const { to } = recorder();
    const writer = new PromptWriter(to);
    const closed = new Promise<void>((resolve) => writer.onClose(resolve));
    writer.end();
    await closed;
    assert.equal(to.writableEnded, true);
  });
});
