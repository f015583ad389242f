import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryFiles } from '../memory-files.ts';
import { RICH, TestClient } from './client.ts';
import { COMPOSE_TEXT, DOTENV_TEXT } from './deployment.ts';

const FIRST = 'file:///work/first/';
const SECOND = 'file:///work/second/';
const composeIn = (folder: string) => `${folder}docker-compose.yml`;
const FILES = Object.fromEntries(
  [FIRST, SECOND].flatMap((folder) => [
    [composeIn(folder), COMPOSE_TEXT],
    [`${folder}.env`, DOTENV_TEXT],
  ]),
);

async function start(folders: readonly string[], options: object = {}): Promise<TestClient> {
  const client = new TestClient(memoryFiles(FILES));
  const { capabilities } = await client.initialize(RICH, folders, options);
  assert.deepEqual(capabilities.workspace?.workspaceFolders, { supported: true, changeNotifications: true });
  for (const folder of [FIRST, SECOND]) await client.open(composeIn(folder), COMPOSE_TEXT);
  return client;
}

async function codes(client: TestClient, folder: string): Promise<readonly unknown[]> {
  return (await client.diagnostics(composeIn(folder))).map(({ code }) => code).sort();
}

describe('a workspace of several folders', () => {
  it('has a deployment in each, with the settings of its folder', async () => {
    const client = await start([FIRST, SECOND]);
    client.settingsOf.set(composeIn(SECOND), { rules: { 'exposed-datastore': 'off' } });
    assert.deepEqual(await codes(client, FIRST), ['default-secret', 'exposed-datastore']);
    assert.deepEqual(await codes(client, SECOND), ['default-secret']);
    await client.settled();
    await client.settled();
    for (const folder of [FIRST, SECOND]) {
      const told = client.pushed.findLast(({ uri }) => uri === `${folder}.env`)?.diagnostics ?? [];
      assert.deepEqual(
        told.map(({ code }) => code),
        ['default-secret'],
      );
    }
    await client.end();
  });

  it('lets fixes edit each of them, and nothing else', async () => {
    const client = await start([FIRST]);
    const offered = async (folder: string) => {
      const [found] = await client.diagnostics(composeIn(folder));
      assert.ok(found);
      return (await client.actions(composeIn(folder), found.range)).some(({ kind, edit, isPreferred }) => {
        return kind === 'quickfix' && edit === undefined && isPreferred;
      });
    };
    assert.deepEqual([await offered(FIRST), await offered(SECOND)], [true, false]);
    await client.foldersChanged([SECOND]);
    assert.deepEqual([await offered(FIRST), await offered(SECOND)], [true, true]);
    await client.foldersChanged([], [FIRST]);
    assert.deepEqual([await offered(FIRST), await offered(SECOND)], [false, true]);
    await client.end();
  });

  it('is read in an untrusted workspace as far as its folders go, and they may come and go', async () => {
    const client = await start([FIRST], { trusted: false });
    const told = async () => {
      await client.settled();
      await client.settled();
      return client.pushed.findLast(({ uri }) => uri === `${SECOND}.env`)?.diagnostics.length ?? 0;
    };
    await client.pull(composeIn(SECOND));
    assert.equal(await told(), 0);
    await client.foldersChanged([SECOND.slice(0, -1)]);
    assert.equal(await told(), 1);
    await client.foldersChanged([], [SECOND]);
    assert.equal(await told(), 0);
    await client.end();
  });
});
