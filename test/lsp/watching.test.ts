import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type ClientCapabilities, FileChangeType, WatchKind } from 'vscode-languageserver';
import { CHECK_WORKSPACE_REQUEST } from '../../server/src/protocol/views.ts';
import { memoryFiles } from '../memory-files.ts';
import { RICH, TestClient } from './client.ts';
import { COMPOSE, COMPOSE_TEXT, DOTENV, DOTENV_TEXT, FOLDER, PUBLIC_TOKEN } from './deployment.ts';

const WATCHING: ClientCapabilities = {
  ...RICH,
  workspace: {
    ...RICH.workspace,
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
  },
};
const { Created, Changed, Deleted } = FileChangeType;
const FRESH = 'API_SECRET=a-fresh-one-that-is-long-enough-to-be-good-12345678\n';
const CONFIG = `${FOLDER}config/secure.conf`;
const MOUNTING = `${COMPOSE_TEXT.replace('    environment:', '    volumes: ["./config:/opt/clearml/config"]\n    environment:')}`;

describe('files that change outside of the editor', () => {
  let disk: Record<string, string>;
  let reads: string[];
  let client: TestClient;
  const start = async (capabilities = WATCHING, folders: readonly string[] = [FOLDER]) => {
    const below = memoryFiles(disk);
    client = new TestClient({
      read: (uri) => {
        reads.push(uri);
        return below.read(uri);
      },
      list: (uri) => {
        reads.push(uri);
        return below.list(uri);
      },
    });
    await client.initialize(capabilities, folders);
    await client.open(COMPOSE, disk[COMPOSE] ?? '');
    await check();
    await check();
  };
  const check = async () => {
    await client.pull(COMPOSE);
    await client.settled();
  };
  const shown = (uri: string) => client.pushed.findLast((each) => each.uri === uri)?.diagnostics.length ?? 0;

  beforeEach(() => {
    disk = { [COMPOSE]: COMPOSE_TEXT, [DOTENV]: DOTENV_TEXT };
    reads = [];
  });
  afterEach(() => client.end());

  it('are read once, as long as nothing happens to them', async () => {
    await start();
    reads = [];
    await client.replace(COMPOSE, '# kept', '# still');
    await check();
    assert.deepEqual(reads, []);
  });

  it('are read again when they changed, and no other is', async () => {
    await start();
    assert.equal(shown(DOTENV), 1);
    reads = [];
    disk[DOTENV] = FRESH;
    await client.happened([DOTENV, Changed]);
    assert.deepEqual(reads.sort(), [FOLDER, DOTENV]);
    assert.equal(shown(DOTENV), 0);
  });

  it('are noticed when they are created', async () => {
    delete disk[DOTENV];
    await start();
    assert.equal(shown(DOTENV), 0);
    disk[DOTENV] = DOTENV_TEXT;
    await client.happened([DOTENV, Created]);
    assert.equal(shown(DOTENV), 1);
  });

  it('take their findings along when they are deleted', async () => {
    await start();
    assert.equal(shown(DOTENV), 1);
    delete disk[DOTENV];
    await client.happened([DOTENV, Deleted]);
    assert.equal(shown(DOTENV), 0);
  });

  it('are followed when their folder is renamed away and back', async () => {
    disk[COMPOSE] = MOUNTING;
    disk[CONFIG] = `auth { token_secret: "${PUBLIC_TOKEN}" }\n`;
    await start();
    assert.equal(shown(CONFIG), 1);
    const content = disk[CONFIG];
    delete disk[CONFIG];
    disk[`${FOLDER}old/secure.conf`] = content;
    await client.happened([`${FOLDER}config`, Deleted], [`${FOLDER}old`, Created]);
    assert.equal(shown(CONFIG), 0);
    disk[CONFIG] = content;
    await client.happened([`${FOLDER}config`, Created]);
    assert.equal(shown(CONFIG), 1);
  });

  it('make an override count as soon as there is one', async () => {
    await start();
    const override = `${FOLDER}docker-compose.override.yml`;
    disk[override] = 'services:\n  mongo:\n    image: mongo:7\n    ports: ["27017:27017"]\n';
    await client.happened([override, Created]);
    assert.equal(shown(override), 1);
  });

  it('are seen by a check of the workspace before the client tells of them', async () => {
    await start();
    const staging = `${FOLDER}staging/docker-compose.yml`;
    disk[staging] = COMPOSE_TEXT;
    await client.connection.sendRequest(CHECK_WORKSPACE_REQUEST, {});
    await client.settled();
    assert.ok(shown(staging) > 0);
  });

  it('ask for one refresh where an open file’s findings follow, however many changed', async () => {
    await start();
    disk[DOTENV] = FRESH;
    disk[CONFIG] = '';
    const override = `${FOLDER}docker-compose.override.yml`;
    disk[override] = 'services:\n  redis:\n    ports: !reset []\n';
    await client.happened([DOTENV, Changed], [override, Created], [CONFIG, Created]);
    assert.equal(client.refreshes, 1);
  });

  it('are nobody’s business where no deployment reads them', async () => {
    await start();
    reads = [];
    const before = client.sent.length;
    await client.happened([`${FOLDER}src/main.py`, Changed], ['file:///elsewhere/.env', Created]);
    assert.deepEqual(reads, []);
    assert.equal(client.sent.slice(before).match(/"method"/g), null);
  });

  it('lose to what the editor has open, and count again when it is closed', async () => {
    await start();
    await client.open(DOTENV, FRESH, 'dotenv');
    await client.pull(DOTENV);
    await client.happened([DOTENV, Changed]);
    assert.deepEqual(await client.diagnostics(DOTENV), []);
    await client.close(DOTENV);
    await client.settled();
    assert.equal(shown(DOTENV), 1);
  });

  it('are known by another spelling of their URI', async () => {
    disk[COMPOSE] = COMPOSE_TEXT.replace('    environment:', '    env_file: ["a (1).txt"]\n    environment:');
    const named = `${FOLDER}a%20(1).txt`;
    await start();
    disk[named] = `CLEARML__SECURE__HTTP__SESSION_SECRET__APISERVER=${PUBLIC_TOKEN}\n`;
    reads = [];
    await client.happened([`${FOLDER}a%20%281%29.txt`, Created]);
    assert.ok(reads.includes(named));
  });

  it('have no findings on show once nothing that depends on them is open', async () => {
    await start();
    assert.equal(shown(DOTENV), 1);
    await client.close(COMPOSE);
    await client.settled();
    assert.equal(shown(DOTENV), 0);
  });

  it('are read each time for a client that watches nothing', async () => {
    await start(RICH);
    reads = [];
    disk[DOTENV] = FRESH;
    await check();
    assert.ok(reads.includes(DOTENV) && reads.includes(FOLDER));
    assert.equal(shown(DOTENV), 0);
  });

  it('outside of the workspace are read each time where they can’t be watched', async () => {
    const didChangeWatchedFiles = { dynamicRegistration: true };
    await start({ ...RICH, workspace: { ...RICH.workspace, didChangeWatchedFiles } }, ['file:///w']);
    reads = [];
    await check();
    assert.ok(reads.includes(DOTENV));
    assert.ok(client.watchers.every(({ globPattern }) => typeof globPattern === 'string'));
  });

  it('outside of the workspace are watched in their folder', async () => {
    await start(WATCHING, ['file:///w']);
    const there = client.watchers.flatMap(({ globPattern }) => (typeof globPattern === 'string' ? [] : [globPattern]));
    assert.ok(there.some(({ baseUri }) => baseUri === FOLDER.slice(0, -1)));
    reads = [];
    await check();
    assert.deepEqual(reads, []);
  });

  it('of another name are watched by it, and folders for what comes and goes', async () => {
    disk[COMPOSE] = MOUNTING.replace('    environment:', '    env_file: ["keys/api[1].txt"]\n    environment:');
    disk[`${FOLDER}keys/api%5B1%5D.txt`] = 'A=1\n';
    await start();
    const patterns = new Map(client.watchers.map(({ globPattern, kind }) => [globPattern, kind]));
    assert.ok(patterns.has('**/keys/api?1?.txt'));
    for (const comesOrGoes of ['**/*', '**/keys', '**/config', '**/config/*']) {
      assert.equal(patterns.get(comesOrGoes), WatchKind.Create | WatchKind.Delete);
    }
    const { registrations } = client;
    await client.replace(COMPOSE, '# kept', '# still');
    await check();
    assert.equal(client.registrations, registrations);
  });
});
