import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Location, LocationLink } from 'vscode-languageserver';
import { memoryFiles } from '../memory-files.ts';
import { RICH, TestClient } from './client.ts';

const COMPOSE = 'file:///project/docker-compose.yml';
const SECURE = 'file:///project/config/secure.conf';
const DOTENV = 'file:///project/.env';
const COMPOSE_TEXT = `services:
  apiserver:
    image: clearml/server:\${TAG:-\${FALLBACK}}
    command: [apiserver]
    env_file: api.env
    volumes: ["./config:/opt/clearml/config"]
    environment:
      CLEARML__SECURE__AUTH__TOKEN_SECRET: \${TOKEN:?}
      CLEARML__SECURE__HTTP__SESSION_SECRET__APISERVER: here
      OTHER: \${NOWHERE}
`;
const FILES = {
  [COMPOSE]: COMPOSE_TEXT,
  [DOTENV]: 'TOKEN="a-token"\nFALLBACK=2.3.0\n',
  [SECURE]: 'base { one: 1 }\nauth.token_secret: $' + '{base.one}\n',
  'file:///project/api.env': 'A=1\n',
};

async function leads(uri: string, word: string, occurrence = 0, capabilities = RICH) {
  const client = new TestClient(memoryFiles(FILES));
  await client.initialize(capabilities);
  for (const [each, text] of Object.entries(FILES)) await client.open(each, text);
  const position = client.at(uri, word, occurrence);
  const found = (await client.ask<(LocationLink | Location)[] | null>('definition', uri, { position })) ?? [];
  const places = found.map((each) => {
    const target = 'targetUri' in each ? { uri: each.targetUri, range: each.targetRange } : each;
    const origin = 'originSelectionRange' in each ? each.originSelectionRange : undefined;
    const document = client.document(target.uri);
    const from = origin && client.document(uri).getText(origin);
    return [from, target.uri.replace('file:///project/', ''), document.getText(target.range)];
  });
  await client.settled();
  await client.end();
  return places;
}

describe('go to definition', () => {
  it('leads from a variable to its line in .env, inside a default too', async () => {
    assert.deepEqual(await leads(COMPOSE, 'TOKEN:?'), [['TOKEN', '.env', 'a-token']]);
    assert.deepEqual(await leads(COMPOSE, 'FALLBACK'), [['FALLBACK', '.env', '2.3.0']]);
    assert.deepEqual(await leads(COMPOSE, 'NOWHERE'), []);
  });

  it('leads from a path to the file', async () => {
    assert.deepEqual(await leads(COMPOSE, 'api.env'), [['api.env', 'api.env', '']]);
    assert.deepEqual(await leads(COMPOSE, './config'), [['./config', 'config/secure.conf', '']]);
  });

  it('leads from a setting to the value in effect, elsewhere only', async () => {
    const name = 'CLEARML__SECURE__AUTH__TOKEN_SECRET';
    assert.deepEqual(await leads(COMPOSE, name), [[name, '.env', 'a-token']]);
    assert.deepEqual(await leads(SECURE, 'auth.token'), [['auth.token_secret', '.env', 'a-token']]);
    assert.deepEqual(await leads(COMPOSE, 'CLEARML__SECURE__HTTP'), []);
  });

  it('leads from a substitution to its key', async () => {
    assert.deepEqual(await leads(SECURE, 'base.one'), [['$' + '{base.one}', 'config/secure.conf', 'one']]);
  });

  it('is a plain place for clients that take no links, and nothing on what others own', async () => {
    const plain = { ...RICH, textDocument: { definition: {} } };
    assert.deepEqual(await leads(COMPOSE, 'TOKEN:?', 0, plain), [[undefined, '.env', 'a-token']]);
    for (const word of ['services', 'image', 'OTHER', 'command'])
      assert.deepEqual(await leads(COMPOSE, word), [], word);
  });
});
