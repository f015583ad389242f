import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { InitializeResult } from 'vscode-languageserver';
import { memoryFiles } from '../memory-files.ts';
import { RICH, TestClient } from './client.ts';
import { COMPOSE, COMPOSE_TEXT, DOTENV, DOTENV_TEXT, PUBLIC_SECRET, PUBLIC_TOKEN } from './deployment.ts';

const POOR = { textDocument: { publishDiagnostics: {} } };

describe('diagnostics for a client that pulls', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = new TestClient(memoryFiles({ [COMPOSE]: COMPOSE_TEXT, [DOTENV]: DOTENV_TEXT }));
    await client.initialize();
    await client.open(COMPOSE, COMPOSE_TEXT);
  });
  afterEach(() => client.end());

  it('stand exactly on the value, with code, source and a link to the rule’s page', async () => {
    const found = (await client.diagnostics(COMPOSE)).find(({ code }) => code === 'default-secret');
    assert.ok(found);
    assert.equal(client.document(COMPOSE).getText(found.range), PUBLIC_TOKEN);
    assert.equal(found.source, 'clearml-secure');
    assert.match(found.codeDescription?.href ?? '', /\/docs\/rules\/default-secret\.md$/);
  });

  it('are unchanged under the same result id, and full after an edit', async () => {
    const first = await client.pull(COMPOSE);
    assert.equal((await client.pull(COMPOSE, first.resultId)).kind, 'unchanged');
    await client.replace(COMPOSE, '"6379:6379"', '"127.0.0.1:6379:6379"');
    const after = await client.pull(COMPOSE, first.resultId);
    assert.equal(after.kind, 'full');
    assert.ok(after.kind === 'full' && after.items.every(({ code }) => code !== 'exposed-datastore'));
  });

  it('follow edits in UTF-16 positions, astral characters and CRLF included', async () => {
    await client.replace(COMPOSE, 'services:\n', '# 🔑🔑\r\nservices:\r\n');
    await client.replace(COMPOSE, '# kept', '# 𝕜𝕖𝕡𝕥');
    const ranges = (await client.diagnostics(COMPOSE)).map(({ range }) => client.document(COMPOSE).getText(range));
    assert.deepEqual(ranges.sort(), ['"6379:6379"', PUBLIC_TOKEN].sort());
  });

  it('are pushed for a file that is not open, and cleared when it opens', async () => {
    await client.pull(COMPOSE);
    await client.settled();
    const pushed = client.pushed.filter(({ uri }) => uri === DOTENV);
    assert.equal(pushed.length, 1);
    assert.equal(pushed[0]?.diagnostics[0]?.code, 'default-secret');
    await client.open(DOTENV, DOTENV_TEXT, 'dotenv');
    await client.settled();
    assert.deepEqual(client.pushed.filter(({ uri }) => uri === DOTENV).at(-1)?.diagnostics, []);
    assert.equal((await client.diagnostics(DOTENV)).length, 1);
  });

  it('ask for a refresh only when an edit elsewhere changed another open file’s findings', async () => {
    await client.open(DOTENV, DOTENV_TEXT, 'dotenv');
    await client.pull(COMPOSE);
    await client.pull(DOTENV);
    assert.equal(client.refreshes, 0);
    await client.replace(COMPOSE, '# kept', '# still');
    await client.pull(COMPOSE);
    await client.settled();
    assert.equal(client.refreshes, 0);
    await client.replace(COMPOSE, '${API_SECRET:?}', '${OTHER:?}');
    await client.pull(COMPOSE);
    await client.settled();
    assert.equal(client.refreshes, 1);
  });

  it('ask for a refresh where an edit led away from an open file, or a text that was not saved does', async () => {
    const secure = COMPOSE.replace('docker-compose.yml', 'config/secure.conf');
    const broken = 'auth {\n';
    const mounting = COMPOSE_TEXT.replace(
      '    environment:',
      '    volumes: ["./config:/opt/clearml/config"]\n    environment:',
    );
    for (const edited of [true, false]) {
      const other = new TestClient(memoryFiles({ [COMPOSE]: mounting, [secure]: broken }));
      await other.initialize();
      await other.open(secure, broken, 'hocon');
      const stops = async () =>
        (await other.diagnostics(secure)).some(({ message }) => /apiserver would/.test(String(message)));
      assert.ok(await stops());
      await other.open(COMPOSE, edited ? mounting : COMPOSE_TEXT);
      await other.pull(COMPOSE);
      if (edited) await other.replace(COMPOSE, './config:', './elsewhere:');
      await other.pull(COMPOSE);
      await other.settled();
      assert.equal(other.refreshes, 1);
      assert.ok(!(await stops()));
      await other.end();
    }
  });

  it('prefer an open document over the file on disk', async () => {
    await client.open(DOTENV, 'API_SECRET=mine-is-a-fresh-one-and-long-enough-to-be-good-1234\n', 'dotenv');
    assert.deepEqual(await client.diagnostics(DOTENV), []);
  });

  it('follow the settings', async () => {
    assert.equal((await client.diagnostics(COMPOSE)).length, 2);
    client.settings = { rules: { 'exposed-datastore': 'off', 'default-secret': 'hint' } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.settled();
    const after = await client.diagnostics(COMPOSE);
    assert.deepEqual(
      after.map(({ code, severity }) => [code, severity]),
      [['default-secret', 4]],
    );
  });

  it('hold no secret, in whatever is sent', async () => {
    await client.pull(COMPOSE);
    await client.actions(COMPOSE, { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } });
    assert.ok(!client.sent.includes(PUBLIC_TOKEN) && !client.sent.includes(PUBLIC_SECRET));
  });

  it('cause no traffic while nothing happens', async () => {
    await client.pull(COMPOSE);
    await client.settled();
    const before = client.sent.length;
    for (let turn = 0; turn < 50; turn++) await new Promise((done) => setImmediate(done));
    assert.equal(client.sent.length, before);
  });

  it('survive text that is nothing but brackets', async () => {
    const bomb = '['.repeat(10_000);
    await client.open('file:///project/compose.bomb.yml', bomb);
    await client.diagnostics('file:///project/compose.bomb.yml');
    assert.equal((await client.diagnostics(COMPOSE)).length, 2);
  });
});

describe('diagnostics for a client that can’t pull', () => {
  it('are pushed on opening and after each edit that changes them', async () => {
    const client = new TestClient(memoryFiles({}));
    const { capabilities } = await client.initialize(POOR);
    assert.equal(capabilities.diagnosticProvider, undefined);
    await client.open(COMPOSE, COMPOSE_TEXT);
    await client.settled();
    assert.equal(client.pushed.at(-1)?.diagnostics.length, 2);
    await client.replace(COMPOSE, PUBLIC_TOKEN, '${TOKEN_SECRET:?}');
    await client.settled();
    assert.equal(client.pushed.at(-1)?.diagnostics.length, 1);
    const count = client.pushed.length;
    await client.replace(COMPOSE, '# kept', '# same');
    await client.settled();
    assert.equal(client.pushed.length, count);
    await client.close(COMPOSE);
    await client.settled();
    assert.deepEqual(client.pushed.at(-1)?.diagnostics, []);
    assert.equal(client.registrations + client.refreshes, 0);
    await client.end();
  });
});

describe('initialize', () => {
  it('takes a client that names no folder at all', async () => {
    const client = new TestClient(memoryFiles({}));
    const result = await client.connection.sendRequest<InitializeResult>('initialize', { capabilities: {} });
    assert.equal(result.serverInfo?.name, 'clearml-secure');
    await client.end();
  });

  it('says what this client can use', async () => {
    const client = new TestClient(memoryFiles({}));
    const { capabilities, serverInfo } = await client.initialize(RICH);
    assert.equal(serverInfo?.name, 'clearml-secure');
    assert.equal(capabilities.positionEncoding, 'utf-16');
    assert.deepEqual(capabilities.diagnosticProvider, {
      identifier: 'clearml-secure',
      interFileDependencies: true,
      workspaceDiagnostics: false,
    });
    await client.settled();
    assert.equal(client.registrations, 1);
    await client.end();
  });
});
