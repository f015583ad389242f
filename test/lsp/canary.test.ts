import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CHECK_WORKSPACE_REQUEST, DEPLOYMENTS_REQUEST } from '../../server/src/protocol/views.ts';
import { memoryFiles } from '../memory-files.ts';
import { RICH, TestClient } from './client.ts';

const COMPOSE = 'file:///project/docker-compose.yml';
const SECURE = 'file:///project/config/secure.conf';
const APISERVER = 'file:///project/config/apiserver.conf';
const HOSTS = 'file:///project/config/hosts.conf';
const DOTENV = 'file:///project/.env';
const PASSED = 'file:///project/api.env';

/** Each stands for a secret in one kind of place. None is weak or public: a rule that quotes one would quote any. */
const CANARIES = Array.from({ length: 12 }, (_, index) => `Canary${index}xQ7vTnBwLd2Rk8MfYp5HcJs4Gt6Ea1UoXiVbNlWzQyKj`);
const [
  inMap,
  inList,
  inDefault,
  inDotenv,
  inEnvFile,
  inFile,
  inQuotes,
  inUrl,
  asPassword,
  inBroken,
  inCommand,
  inTest,
] = CANARIES as [string, ...string[]];

const FILES: Readonly<Record<string, string>> = {
  [COMPOSE]: `services:
  apiserver:
    image: clearml/server:2.3.0
    command: [apiserver]
    ports: ["8008:8008"]
    env_file: [api.env]
    volumes: ["./config:/opt/clearml/config"]
    environment:
      CLEARML__SECURE__AUTH__TOKEN_SECRET: "${inMap}"
      CLEARML__SECURE__CREDENTIALS__TESTS__USER_SECRET: "${inTest}$x#cut"
      CLEARML__SECURE__CREDENTIALS__APISERVER__USER_SECRET: \${API:-${inDefault}}
      CLEARML__SECURE__CREDENTIALS__APISERVER__USER_KEY: \${KEY}
  webserver:
    image: clearml/server:2.3.0
    command: [webserver]
    ports: ["80:80"]
    environment: ["USER_SECRET=${inList}"]
  redis:
    image: redis:7.4.1
    command: [redis-server, --requirepass, "${inCommand}"]
    ports: ["6379:6379"]
`,
  [DOTENV]: `KEY=${inDotenv}\nCLEARML__SECURE__AUTH__TOKEN_SECRET=${inDotenv}\n`,
  [PASSED]: `CLEARML__SECURE__HTTP__SESSION_SECRET__APISERVER=${inEnvFile}\nA B=${inBroken}\n"${inBroken}\n`,
  [SECURE]: `auth { token_secret: "${inFile}" }\ncredentials.own { user_secret: ${inQuotes}\n  user_key = = ${inBroken}\n`,
  [HOSTS]: `mongo.backend.host: "mongodb://user:${inUrl}@mongo:27017/backend"\n`,
  [APISERVER]: `auth.fixed_users { enabled: true, users: [{ username: a, password: "${asPassword}", name: b }] }\n`,
};
const EVERYWHERE = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

/** Asks everything that there is to ask about a file, at every few characters of it. */
async function askEverything(client: TestClient, uri: string): Promise<void> {
  await client.pull(uri);
  await client.actions(uri, EVERYWHERE);
  for (const method of ['documentSymbol', 'foldingRange', 'documentLink']) await client.ask(method, uri);
  await client.ask('inlayHint', uri, { range: EVERYWHERE });
  for (const [line, text] of client.document(uri).getText().split('\n').entries()) {
    for (let character = 0; character <= text.length; character += 7) {
      const position = { line, character };
      for (const method of ['hover', 'definition', 'completion']) await client.ask(method, uri, { position });
    }
  }
}

describe('no secret of a file is in anything that the server sends', () => {
  for (const [kind, capabilities] of [
    ['a rich', RICH],
    ['a poor', { textDocument: { hover: {}, completion: {}, inlayHint: {}, documentSymbol: {}, definition: {} } }],
  ] as const) {
    it(`to ${kind} client, whatever it asks`, async () => {
      const client = new TestClient(memoryFiles(FILES));
      await client.initialize(capabilities, ['file:///project']);
      await client.connection.sendNotification('$/setTrace', { value: 'verbose' });
      for (const [uri, text] of Object.entries(FILES)) await client.open(uri, text);
      for (const uri of Object.keys(FILES)) await askEverything(client, uri);
      await client.connection.sendRequest(DEPLOYMENTS_REQUEST, { uris: Object.keys(FILES) });
      await client.connection.sendRequest(CHECK_WORKSPACE_REQUEST, { workDoneToken: 1 });
      await client.replace(SECURE, 'user_key = = ', 'user_key = ');
      await askEverything(client, SECURE);
      await client.close(DOTENV);
      await client.settled();
      assert.ok(client.sent.length > 10_000);
      // A part of one would do, too. Names that people choose may be said: `KEY`, never what it holds.
      for (const canary of CANARIES) assert.ok(!client.sent.includes(canary.slice(0, 12)), canary);
      await client.end();
    });
  }

  it('not even when something breaks inside', async () => {
    const client = new TestClient({
      read: () => Promise.reject(new Error(`can’t read ${CANARIES[5]}`)),
      list: async () => undefined,
    });
    await client.initialize();
    await client.open(COMPOSE, FILES[COMPOSE] ?? '');
    assert.equal(await client.ask('hover', COMPOSE, { position: { line: 0, character: 0 } }), null);
    for (const method of ['documentLink', 'definition', 'completion', 'inlayHint'])
      await client.ask(method, COMPOSE, { position: { line: 0, character: 0 }, range: EVERYWHERE });
    const failing = [
      client.pull(COMPOSE),
      client.actions(COMPOSE, EVERYWHERE),
      client.connection.sendRequest(DEPLOYMENTS_REQUEST, {}),
      client.connection.sendRequest(CHECK_WORKSPACE_REQUEST, { uris: [COMPOSE] }),
    ];
    for (const each of failing) await assert.rejects(each, /the log says where/);
    await client.replace(COMPOSE, 'services', 'service');
    assert.match(client.sent, /window\/logMessage/);
    assert.ok(!client.sent.includes(CANARIES[5] ?? ''));
    await client.end();
  });
});
