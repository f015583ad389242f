import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryFiles } from '../memory-files.ts';
import { RICH, TestClient } from './client.ts';
import { COMPOSE, COMPOSE_TEXT, DOTENV_TEXT, FOLDER } from './deployment.ts';

const OUTSIDE = 'file:///elsewhere/.env';
const TEXT = COMPOSE_TEXT.replace('[apiserver]\n', '[apiserver]\n    env_file: ../elsewhere/.env\n');
const SECRET = DOTENV_TEXT.replace('API_SECRET', 'CLEARML__SECURE__CREDENTIALS__TESTS__USER_SECRET');

/** What the server tells of a file outside the workspace folder. */
async function toldOutside(options: unknown, folders: readonly string[] = [FOLDER]): Promise<boolean> {
  const client = new TestClient(memoryFiles({ [COMPOSE]: TEXT, [OUTSIDE]: SECRET }));
  await client.initialize(RICH, folders, options);
  await client.open(COMPOSE, TEXT);
  await client.pull(COMPOSE);
  await client.settled();
  await client.settled();
  const told = client.pushed.some(({ uri, diagnostics }) => uri === OUTSIDE && diagnostics.length > 0);
  await client.end();
  return told;
}

describe('a file outside the workspace folders', () => {
  it('is read where the workspace is trusted, or the client knows no trust', async () => {
    for (const options of [{ trusted: true }, {}, undefined]) assert.equal(await toldOutside(options), true);
  });

  it('is not read where it is not', async () => {
    for (const folders of [[FOLDER], []]) assert.equal(await toldOutside({ trusted: false }, folders), false);
  });
});
