import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryFiles } from '../memory-files.ts';
import { TestClient } from './client.ts';

const ONE = 'file:///one/docker-compose.yml';
const OTHER = 'file:///other/docker-compose.yml';
const OPEN_REDIS = 'services: { redis: { image: redis:7, ports: ["6379:6379"] } }\n';

async function levels(client: TestClient, uri: string): Promise<readonly unknown[]> {
  return (await client.diagnostics(uri)).map(({ severity }) => severity);
}

describe('settings', () => {
  it('are those of each document’s own folder', async () => {
    const client = new TestClient(memoryFiles({}));
    client.settingsOf.set(ONE, { scope: 'all' });
    client.settingsOf.set(OTHER, { scope: 'all', rules: { 'exposed-datastore': 'hint' } });
    await client.initialize();
    await client.open(ONE, OPEN_REDIS);
    await client.open(OTHER, OPEN_REDIS);
    assert.deepEqual([await levels(client, ONE), await levels(client, OTHER)], [[1], [4]]);
    await client.end();
  });

  it('are asked for once per document, and again after a change', async () => {
    const client = new TestClient(memoryFiles({}));
    client.settings = { scope: 'all' };
    await client.initialize();
    await client.open(ONE, OPEN_REDIS);
    await client.diagnostics(ONE);
    await client.diagnostics(ONE);
    assert.deepEqual(client.settingsAsked, [ONE]);
    client.settings = {};
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual(await levels(client, ONE), []);
    assert.deepEqual(new Set(client.settingsAsked), new Set([ONE]));
    assert.equal(client.settingsAsked.length, 2);
    await client.end();
  });

  it('are taken as they are sent by a client that can’t be asked', async () => {
    const client = new TestClient(memoryFiles({}));
    await client.initialize({ textDocument: { diagnostic: {} } });
    await client.open(ONE, OPEN_REDIS);
    assert.deepEqual(await levels(client, ONE), []);
    const settings = { clearmlSecure: { scope: 'all' } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
    assert.deepEqual([await levels(client, ONE), client.settingsAsked], [[1], []]);
    await client.end();
  });

  it('are the defaults where the client fails to tell', async () => {
    const client = new TestClient(memoryFiles({}));
    client.connection.onRequest('workspace/configuration', () => Promise.reject(new Error('no')));
    await client.initialize();
    await client.open(ONE, OPEN_REDIS);
    assert.deepEqual(await levels(client, ONE), []);
    await client.end();
  });

  it('come from a project file where the editor says nothing, and its mistakes are shown at it', async () => {
    const project = ONE.replace(/[^/]+$/, '.clearml-secure.yaml');
    for (const [text, settings, expected] of [
      ['version: 1\nscope: all', { scope: 'project' }, [1]],
      ['version: 1\nscope: all', { scope: 'clearml' }, []],
      ['version: 1\nscope: many', { scope: 'project' }, []],
    ] as const) {
      const client = new TestClient(memoryFiles({ [project]: text }));
      client.settings = settings;
      await client.initialize();
      await client.open(ONE, OPEN_REDIS);
      assert.deepEqual(await levels(client, ONE), expected);
      await client.settled();
      await client.settled();
      const shown = client.pushed.filter(({ uri, diagnostics }) => uri === project && diagnostics.length > 0);
      assert.equal(shown.length, text.includes('many') ? 1 : 0);
      await client.end();
    }
  });
});
