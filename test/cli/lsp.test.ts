import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { COMPOSE_TEXT, DOTENV_TEXT } from '../lsp/deployment.ts';

const CLI = fileURLToPath(new URL('../../server/src/main.cli.ts', import.meta.url));

it('a client that hangs up right after an answer makes the server end in silence', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'clearml-secure-lsp-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  // Its findings are told once the answer is out, to nobody.
  writeFileSync(join(folder, '.env'), DOTENV_TEXT);
  const textDocument = { uri: pathToFileURL(join(folder, 'docker-compose.yml')).href };
  const server = spawn(process.execPath, [CLI, 'lsp', '--stdio']);
  const complaints = text(server.stderr);
  const client = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  client.listen();
  await client.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: { textDocument: { diagnostic: {} } },
  });
  await client.sendNotification('initialized', {});
  const opened = { ...textDocument, languageId: 'dockercompose', version: 1, text: COMPOSE_TEXT };
  await client.sendNotification('textDocument/didOpen', { textDocument: opened });
  await client.sendRequest('textDocument/diagnostic', { textDocument });
  server.stdin.end();
  await once(server, 'exit');
  assert.equal(await complaints, '');
});
