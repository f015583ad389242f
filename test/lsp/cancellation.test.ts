import assert from 'node:assert/strict';
import { it } from 'node:test';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver';
import { memoryFiles } from '../memory-files.ts';
import { TestClient } from './client.ts';
import { COMPOSE_TEXT, DOTENV, DOTENV_TEXT, FOLDER } from './deployment.ts';

it('a check of many deployments ends when the client cancels it', async () => {
  const names = Array.from({ length: 40 }, (_, at) => `${FOLDER}compose.${at}.yml`);
  const client = new TestClient(memoryFiles(Object.fromEntries(names.map((name) => [name, COMPOSE_TEXT]))));
  await client.initialize();
  await client.open(DOTENV, DOTENV_TEXT, 'dotenv');
  const source = new CancellationTokenSource();
  const pull = client.connection.sendRequest(
    'textDocument/diagnostic',
    { textDocument: { uri: DOTENV } },
    source.token,
  );
  const refused = assert.rejects(pull, (error: { code?: number }) => error.code === LSPErrorCodes.RequestCancelled);
  await new Promise((done) => setImmediate(done));
  source.cancel();
  await refused;
  assert.equal((await client.diagnostics(DOTENV)).length, 1);
  // What the other files are told comes after the answer.
  while (client.pushed.length < names.length) await new Promise((done) => setImmediate(done));
  await client.settled();
  await client.end();
});
