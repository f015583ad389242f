import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

/** The Node to run the bundles on: users' machines have older ones than the tests need. */
const NODE = process.env.MACHINE_NODE ?? process.execPath;
const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

/** Sends messages as the language server protocol frames them, and waits for the answer to one. */
function conversation(child: ChildProcess) {
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return {
    send(message: object): void {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    },
    async answer(id: number): Promise<unknown> {
      for (;;) {
        for (const body of text.split(/Content-Length: \d+\r\n\r\n/)) {
          const message = parsed(body);
          if (message?.id === id && message.method === undefined) return message.result;
        }
        assert.equal(child.exitCode, null, 'the server is still there');
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
  };
}

/** Undefined for what has not come in whole yet. */
function parsed(body: string): { id?: number; method?: string; result?: unknown } | undefined {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

for (const [bundle, ...args] of [
  ['server.js', '--stdio'],
  ['cli.js', 'lsp', '--stdio'],
] as const) {
  test(`${bundle} ${args.join(' ')} finds an open datastore and ends when told`, async () => {
    const child = spawn(NODE, [`${DIST}${bundle}`, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    try {
      const { send, answer } = conversation(child);
      const capabilities = { textDocument: { diagnostic: {} } };
      send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities } });
      const { serverInfo } = (await answer(1)) as { serverInfo: { name: string } };
      assert.equal(serverInfo.name, 'clearml-secure');
      send({ method: 'initialized', params: {} });
      const uri = 'file:///nowhere/docker-compose.yml';
      const text =
        'services:\n  apiserver:\n    image: clearml/server\n  redis:\n    image: redis\n    ports: ["6379:6379"]\n';
      send({
        method: 'textDocument/didOpen',
        params: { textDocument: { uri, languageId: 'dockercompose', version: 1, text } },
      });
      send({ id: 2, method: 'textDocument/diagnostic', params: { textDocument: { uri } } });
      const { items } = (await answer(2)) as { items: { code: string; range: { start: { line: number } } }[] };
      assert.ok(items.some(({ code, range }) => code === 'exposed-datastore' && range.start.line === 5));
      send({ id: 3, method: 'shutdown' });
      await answer(3);
      send({ method: 'exit' });
      assert.equal(await ended, 0);
    } finally {
      child.kill();
    }
  });
}
