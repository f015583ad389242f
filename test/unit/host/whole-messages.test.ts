import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { it } from 'node:test';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { wholeMessages } from '../../../server/src/host/whole-messages.ts';

it('each message is written at once, and read as it was sent', async () => {
  const pipe = new PassThrough();
  const chunks: string[] = [];
  const write = pipe.write.bind(pipe) as (chunk: Buffer, done: (error?: Error | null) => void) => boolean;
  pipe.write = ((chunk: Buffer, done: (error?: Error | null) => void) => {
    chunks.push(chunk.toString());
    return write(chunk, done);
  }) as typeof pipe.write;
  const read: unknown[] = [];
  const writer = new StreamMessageWriter(wholeMessages(pipe));
  const all = new Promise<void>((done) => {
    new StreamMessageReader(pipe).listen((message) => {
      read.push((message as { method?: string }).method);
      if (read.length === 3) done();
    });
  });
  const sent = ['first', 'zweite: ä', '🔑'];
  await Promise.all(sent.map((method) => writer.write({ jsonrpc: '2.0', method } as never)));
  await all;
  assert.deepEqual(read, sent);
  assert.equal(chunks.length, 3);
  for (const chunk of chunks) assert.match(chunk, /^Content-Length: \d+\r\n\r\n\{.*\}$/);
});
