import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ClientCapabilities } from 'vscode-languageserver';
import type { FileContent, FileSystem } from '../../server/src/deployment/file-system.ts';
import {
  LIST_FOLDER_REQUEST,
  type ListFolderParams,
  READ_FILE_REQUEST,
  type ReadFileParams,
  type ReadFileResult,
} from '../../server/src/protocol/files.ts';
import { memoryFiles } from '../memory-files.ts';
import { RICH, TestClient } from './client.ts';
import { COMPOSE_TEXT, DOTENV_TEXT } from './deployment.ts';

const VIRTUAL = 'vscode-vfs://github/someone/clearml/';
const TEXT = COMPOSE_TEXT.replace('[apiserver]\n', '[apiserver]\n    env_file: ../outside.env\n');

const MOST_ROUNDS = 25;

/** A client that has a deployment in a virtual workspace, and reads its files where it says so. */
async function start(options: {
  readonly host?: FileSystem | undefined;
  readonly initialization?: object;
  readonly folder?: string;
  readonly capabilities?: ClientCapabilities;
  readonly dotenv?: FileContent | undefined;
}) {
  const { folder = VIRTUAL, dotenv = { kind: 'text', text: DOTENV_TEXT } } = options;
  const asked: string[] = [];
  const files = memoryFiles({
    [`${folder}docker-compose.yml`]: TEXT,
    [`${folder}.env`]: dotenv,
    [new URL('../outside.env', folder).href]: 'A=b\n',
  });
  const client = new TestClient(options.host);
  client.connection.onRequest<ReadFileResult, void>(READ_FILE_REQUEST, ({ uri, maxBytes }: ReadFileParams) => {
    assert.equal(maxBytes, 1024 * 1024);
    asked.push(uri);
    return files.read(uri);
  });
  client.connection.onRequest(LIST_FOLDER_REQUEST, async ({ uri }: ListFolderParams) => {
    asked.push(uri);
    return (await files.list(uri)) ?? null;
  });
  const { capabilities = RICH, initialization = { clientFiles: true } } = options;
  await client.initialize(capabilities, [folder], initialization);
  await client.open(`${folder}docker-compose.yml`, TEXT);
  await client.pull(`${folder}docker-compose.yml`);
  const pushed = () => client.pushed.findLast(({ uri }) => uri === `${folder}.env`);
  // Each file takes a question and an answer.
  for (let round = 0; round < MOST_ROUNDS && pushed() === undefined; round++) await client.settled();
  const told = pushed()?.diagnostics.map(({ code }) => code) ?? [];
  const first = asked.splice(0);
  // What was read before it was watched is not kept.
  await client.pull(`${folder}docker-compose.yml`);
  await client.settled();
  asked.length = 0;
  await client.pull(`${folder}docker-compose.yml`);
  await client.end();
  return { asked: first, again: asked, told };
}

describe('files that only the client can read', () => {
  it('are part of the deployment, beside a host with files and beside one with none', async () => {
    for (const host of [memoryFiles({}), undefined]) assert.deepEqual((await start({ host })).told, ['default-secret']);
  });

  it('are asked for in the workspace folders only', async () => {
    const { asked } = await start({});
    assert.ok(asked.length > 0);
    assert.deepEqual(
      asked.filter((uri) => !uri.startsWith(VIRTUAL)),
      [],
    );
  });

  it('are asked for in an untrusted workspace', async () => {
    const { told } = await start({ initialization: { clientFiles: true, trusted: false } });
    assert.deepEqual(told, ['default-secret']);
  });

  it('are asked for once, where the client watches them', async () => {
    const didChangeWatchedFiles = { dynamicRegistration: true, relativePatternSupport: true };
    const { asked, again } = await start({
      capabilities: { ...RICH, workspace: { ...RICH.workspace, didChangeWatchedFiles } },
    });
    assert.ok(asked.includes(`${VIRTUAL}.env`));
    assert.deepEqual(again, []);
  });

  it('that the client can’t read are said to be so', async () => {
    const { told } = await start({ dotenv: { kind: 'unreadable', reason: 'not-text' } });
    assert.deepEqual(told, ['unreadable-file']);
  });

  it('are not asked for when the client does not offer it', async () => {
    for (const initialization of [{}, { clientFiles: 'yes' }]) {
      const { asked, told } = await start({ initialization });
      assert.deepEqual([asked, told], [[], []]);
    }
  });

  it('are not those of the host’s own disk', async () => {
    const folder = 'file:///project/';
    const host = memoryFiles({ [`${folder}.env`]: DOTENV_TEXT });
    const besideDisk = await start({ host, folder });
    assert.deepEqual([besideDisk.asked, besideDisk.told], [[], ['default-secret']]);
    // A browser's worker has no disk.
    const { asked, told } = await start({ folder });
    assert.ok(asked.includes(`${folder}.env`));
    assert.deepEqual(told, ['default-secret']);
  });

  it('leave open documents all there is, where the client fails to answer', async () => {
    const client = new TestClient(undefined);
    await client.initialize(RICH, [VIRTUAL], { clientFiles: true });
    await client.open(`${VIRTUAL}docker-compose.yml`, TEXT);
    assert.ok((await client.diagnostics(`${VIRTUAL}docker-compose.yml`)).some(({ code }) => code === 'default-secret'));
    await client.end();
  });
});
