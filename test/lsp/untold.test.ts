import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { ClientCapabilities } from 'vscode-languageserver';
import { memoryFiles } from '../memory-files.ts';
import { RICH, TestClient } from './client.ts';
import { COMPOSE, COMPOSE_TEXT, DOTENV, DOTENV_TEXT, FOLDER } from './deployment.ts';

const WATCHING: ClientCapabilities = {
  ...RICH,
  workspace: { ...RICH.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
};

describe('what nobody tells the server of', () => {
  let disk: Record<string, string>;
  let client: TestClient;
  const shown = (uri: string) => client.pushed.findLast((each) => each.uri === uri)?.diagnostics.length ?? 0;

  beforeEach(async () => {
    disk = { [COMPOSE]: COMPOSE_TEXT, [DOTENV]: DOTENV_TEXT };
    client = new TestClient(memoryFiles(disk));
    await client.initialize(WATCHING, [FOLDER]);
    await client.open(COMPOSE, COMPOSE_TEXT);
  });
  afterEach(() => client.end());

  it('is seen where a file changes between its reading and its watching', async () => {
    client.beforeWatching = () => {
      disk[DOTENV] = 'API_SECRET=a-fresh-one-that-is-long-enough-to-be-good-12345678\n';
    };
    await client.pull(COMPOSE);
    await client.settled();
    assert.equal(shown(DOTENV), 0);
  });

  it('is not looked for again once everything is watched', async () => {
    await client.pull(COMPOSE);
    await client.settled();
    const { registrations, refreshes } = client;
    await client.pull(COMPOSE);
    await client.settled();
    assert.deepEqual([client.registrations, client.refreshes], [registrations, refreshes]);
  });

  it('leaves no trace in other files: a text that is taken back before anybody pulls it', async () => {
    const lastPushed = () => JSON.stringify(client.pushed.findLast(({ uri }) => uri === DOTENV)?.diagnostics);
    const swap = async (left: string, right: string) => {
      await client.replace(COMPOSE, left, '${OTHER:?}');
      await client.replace(COMPOSE, right, left);
      await client.replace(COMPOSE, '${OTHER:?}', right);
    };
    await client.pull(COMPOSE);
    await client.settled();
    const before = lastPushed();
    await swap('${API_SECRET:?}', '${FILES_SECRET:?}');
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.settled();
    assert.notEqual(lastPushed(), before);
    await swap('${FILES_SECRET:?}', '${API_SECRET:?}');
    await client.pull(COMPOSE);
    await client.settled();
    assert.equal(lastPushed(), before);
  });
});
