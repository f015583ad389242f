import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { InlayHint, InlayHintLabelPart } from 'vscode-languageserver';
import { memoryFiles } from '../memory-files.ts';
import { TestClient } from './client.ts';

const COMPOSE = 'file:///project/docker-compose.yml';
const SECURE = 'file:///project/config/secure.conf';
const FRESH = 'Zq3xv9TnB7wLd2Rk8MfYp5HcJs4Gt6Ea1UoXiVbNlWzQyKjCmPrSgDhF';
const OTHER = 'Hq3xv9TnB7wLd2Rk8MfYp5HcJs4Gt6Ea1UoXiVbNlWzQyKjCmPrS';
const COMPOSE_TEXT = `services:
  apiserver:
    image: clearml/server:2.3.0
    command: [apiserver]
    volumes: ["./config:/opt/clearml/config"]
    environment:
      CLEARML__SECURE__AUTH__TOKEN_SECRET: "${FRESH}"
      CLEARML__secure__http__session_secret__apiserver: "${FRESH}"
      CLEARML__SECURE__HTTP__SESSION_SECRET__APISERVER: "${OTHER}"
      CLEARML__SECURE__CREDENTIALS__APISERVER__USER_KEY: "012345678901234567890123456789"
      CLEARML__SECURE__CREDENTIALS__APISERVER__USER_SECRET: "$\${?NOTHING}"
      CLEARML__FILESERVER__AUTH__ENABLED: "false"
`;
const SECURE_TEXT = `auth.token_secret: "${OTHER}"\ncredentials.own.user_secret: "${OTHER}"\n`;
const EVERYTHING = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

describe('inlay hints', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = new TestClient(memoryFiles({ [COMPOSE]: COMPOSE_TEXT, [SECURE]: SECURE_TEXT }));
    await client.initialize();
    await client.open(COMPOSE, COMPOSE_TEXT);
    await client.open(SECURE, SECURE_TEXT, 'clearml-hocon');
  });
  afterEach(() => client.end());

  const hintsOf = (uri: string) => client.ask<InlayHint[]>('inlayHint', uri, { range: EVERYTHING });
  const shown = async (uri: string): Promise<readonly unknown[]> =>
    (await hintsOf(uri)).map(({ position, label }) => [
      position.line,
      (label as InlayHintLabelPart[]).map(({ value }) => value).join(''),
    ]);

  it('stand behind values that something else overrides, and lead to it', async () => {
    const [hint, ...others] = await hintsOf(SECURE);
    assert.deepEqual(others, []);
    assert.deepEqual(hint?.position, { line: 0, character: SECURE_TEXT.indexOf('\n') });
    const [part] = (hint?.label ?? []) as InlayHintLabelPart[];
    assert.equal(part?.value, 'overridden by the environment');
    assert.equal(part.location?.uri, COMPOSE);
    assert.equal(client.document(COMPOSE).getText(part.location.range), FRESH);
    assert.equal(part.tooltip, 'In effect: docker-compose.yml, line 7');
  });

  it('say what a value is read as, and where the default is left in effect', async () => {
    assert.deepEqual(await shown(COMPOSE), [
      [8, 'overridden by the environment'],
      [9, 'read as a number'],
      [10, 'sets nothing, built-in default in effect'],
    ]);
  });

  it('are refreshed when another file changes them, once, and never otherwise', async () => {
    await hintsOf(SECURE);
    await client.replace(COMPOSE, 'services:', '# new\nservices:');
    await client.replace(COMPOSE, '# new', '# newer');
    await client.settled();
    assert.equal(client.hintRefreshes, 1);
    await hintsOf(SECURE);
    await client.replace(COMPOSE, '[apiserver]', '["apiserver"]');
    await client.settled();
    assert.equal(client.hintRefreshes, 1);
    await client.replace(COMPOSE, 'CLEARML__SECURE__AUTH__TOKEN_SECRET', 'X');
    await client.settled();
    assert.equal(client.hintRefreshes, 2);
    assert.deepEqual(await hintsOf(SECURE), []);
  });

  it('are switched off by a setting', async () => {
    await hintsOf(SECURE);
    client.settings = { inlayHints: false };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.settled();
    assert.equal(client.hintRefreshes, 1);
    assert.deepEqual(await hintsOf(SECURE), []);
  });

  it('are none in a file that nobody reads, a broken one, and one that is not there', async () => {
    await client.replace(COMPOSE, '"./config:', '"./elsewhere:');
    await client.replace(SECURE, 'auth', '}{');
    for (const uri of [SECURE, 'file:///gone/secure.conf', 'file:///notes.txt'])
      assert.deepEqual(await hintsOf(uri), []);
  });

  it('are offered only to clients that show them', async () => {
    const plain = new TestClient(memoryFiles({}));
    const { capabilities } = await plain.initialize({});
    assert.equal(capabilities.inlayHintProvider, undefined);
    await plain.end();
  });
});
