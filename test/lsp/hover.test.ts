import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Hover, MarkupContent, Position } from 'vscode-languageserver';
import { memoryFiles } from '../memory-files.ts';
import { RICH, TestClient } from './client.ts';
import { PUBLIC_TOKEN } from './deployment.ts';

const COMPOSE = 'file:///project/docker-compose.yml';
const SECURE = 'file:///project/config/secure.conf';
const APISERVER = 'file:///project/config/apiserver.conf';
const DOTENV = 'file:///project/.env';
const PASSED = 'file:///project/api.env';
const FRESH = 'Zq3xv9TnB7wLd2Rk8MfYp5HcJs4Gt6Ea1UoXiVbNlWzQyKjCmPrSgDhF';
const FILE_TOKEN = 'Hq3xv9TnB7wLd2Rk8MfYp5HcJs4Gt6Ea1UoXiVbNlWzQyKjCmPrS';
const USER_PASSWORD = 'Lq3xv9TnB7wL';

const COMPOSE_TEXT = `services:
  apiserver:
    image: clearml/server:2.3.0
    command: [apiserver]
    ports: ["127.0.0.1:8008:8008"]
    volumes: ["./config:/opt/clearml/config"]
    env_file: [api.env]
    environment:
      CLEARML__SECURE__AUTH__TOKEN_SECRET: \${TOKEN:?}
      OTHER: "${FRESH}"
  async_delete:
    image: clearml/server:2.3.0
    command: [python3, -m, jobs.async_urls_delete]
    volumes: ["./config:/opt/clearml/config"]
  webserver:
    image: clearml/server:2.3.0
    command: [webserver]
    environment: ["USER_SECRET=${FRESH}"]
  fileserver:
    image: clearml/server:2.3.0
    command: [fileserver]
    environment:
      CLEARML__SECURE__AUTH__TOKEN_SECRET: "${FRESH}"
  redis:
    image: redis:7.4.1
    ports: ["127.0.0.1:6379:6379"]
  mongo:
    image: mongo:7
    ports: ["27017:27017"]
  other:
    image: nginx
    ports: ["80:80"]
    environment: { USER_KEY: me }
`;
const SECURE_TEXT = `auth { token_secret: "${FILE_TOKEN}" }\n`;
const APISERVER_TEXT = `auth.fixed_users { enabled: true, users: [{ username: a, password: "${USER_PASSWORD}" }] }\n`;
const DOTENV_TEXT = `TOKEN=${FRESH}\nCLEARML__SECURE__HTTP__SESSION_SECRET__APISERVER=${FRESH}\nELSE=1\n`;
const PASSED_TEXT = 'CLEARML__FILESERVER__AUTH__ENABLED=false\n';

describe('hover', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = new TestClient(
      memoryFiles({
        [COMPOSE]: COMPOSE_TEXT,
        [SECURE]: SECURE_TEXT,
        [APISERVER]: APISERVER_TEXT,
        [DOTENV]: DOTENV_TEXT,
        [PASSED]: PASSED_TEXT,
      }),
    );
    await client.initialize();
    await client.open(COMPOSE, COMPOSE_TEXT);
  });
  afterEach(() => client.end());

  const at = (uri: string, position: Position): Promise<Hover | null> => client.ask('hover', uri, { position });
  const textAt = async (uri: string, text: string, occurrence = 0): Promise<string> => {
    const found = await at(uri, client.at(uri, text, occurrence));
    return found === null ? '' : (found.contents as MarkupContent).value;
  };

  it('tells what a variable does, what is in effect and how it came to that, per service', async () => {
    const text = await textAt(COMPOSE, 'CLEARML__SECURE');
    assert.match(text, /^\*\*secure\.auth\.token\\_secret\*\*/);
    assert.match(text, /Signs every token/);
    assert.match(text, /In effect in `apiserver`: \*\*set, 56 characters\*\*/);
    assert.match(text, /1\. built-in default: a public default, 54 characters/);
    assert.match(
      text,
      /2\. file: set, 52 characters, \[secure\.conf:1\]\(file:\/\/\/project\/config\/secure\.conf#L1\)/,
    );
    assert.match(text, /3\. environment: set, 56 characters, \[\.env:1\]/);
    assert.match(text, /In effect in `async\\?_delete`: \*\*set, 52 characters\*\*/);
    assert.match(text, /\[Documentation\]\(https:\/\/clear\.ml\/docs\//);
  });

  it('covers the value too, and stands exactly on what was pointed at', async () => {
    const found = await at(COMPOSE, client.at(COMPOSE, '{TOKEN'));
    assert.ok(found?.range);
    assert.equal(client.document(COMPOSE).getText(found.range), '$' + '{TOKEN:?}');
  });

  it('tells the same of the key in secure.conf', async () => {
    await client.open(SECURE, SECURE_TEXT, 'clearml-hocon');
    const text = await textAt(SECURE, 'token_secret');
    assert.match(text, /In effect in `apiserver`: \*\*set, 56 characters/);
    assert.match(text, /In effect in `async\\?_delete`: \*\*set, 52 characters/);
  });

  it('tells of settings inside a list what they do', async () => {
    await client.open(APISERVER, APISERVER_TEXT, 'clearml-hocon');
    const text = await textAt(APISERVER, 'password');
    assert.match(text, /base64 of its bcrypt hash/);
    assert.match(text, /set, a list of 1/);
    assert.match(await textAt(APISERVER, 'true'), /In effect in `apiserver`: \*\*true\*\*/);
  });

  it('tells of a line in .env which setting it ends up in, or that it ends up nowhere', async () => {
    await client.open(DOTENV, DOTENV_TEXT, 'dotenv');
    assert.match(await textAt(DOTENV, 'TOKEN='), /secure\.auth\.token/);
    assert.match(await textAt(DOTENV, 'CLEARML__'), /No service receives/);
    assert.equal(await textAt(DOTENV, 'ELSE'), '');
  });

  it('tells of an env file what its service makes of it', async () => {
    await client.open(PASSED, PASSED_TEXT, 'dotenv');
    const text = await textAt(PASSED, 'CLEARML__');
    assert.match(text, /Makes the file server ask for a token/);
    assert.match(text, /apiserver does not read this setting/);
    assert.match(text, /In effect in `fileserver`: \*\*true\*\*/);
  });

  it('says where a setting is not read', async () => {
    assert.match(await textAt(COMPOSE, 'CLEARML__SECURE', 1), /fileserver does not read this setting/);
  });

  it('tells what a variable of another name is, on a service of ClearML only', async () => {
    assert.match(await textAt(COMPOSE, 'USER_SECRET'), /In effect in `webserver`: \*\*set, 56 characters/);
    assert.equal(await textAt(COMPOSE, 'USER_KEY'), '');
  });

  it('says that a port bound to loopback is fine, and who reaches any other', async () => {
    assert.match(
      await textAt(COMPOSE, '127.0.0.1:6379'),
      /Redis.*\n\nIt asks for no password\.\n\n.*bound to loopback.*fine/,
    );
    assert.match(await textAt(COMPOSE, '127.0.0.1:8008'), /ClearML API server.*\n\n.*bound to loopback/);
    assert.match(await textAt(COMPOSE, '27017:'), /MongoDB[\s\S]*published on all addresses/);
  });

  it('is silent on what others own', async () => {
    for (const text of ['80:80', 'image: nginx', 'OTHER', 'services', 'command']) {
      assert.equal(await textAt(COMPOSE, text), '', text);
    }
  });

  it('is plain text for a client that takes no other', async () => {
    const plain = new TestClient(memoryFiles({ [SECURE]: SECURE_TEXT }));
    await plain.initialize({ ...RICH, textDocument: { hover: { contentFormat: ['plaintext'] } } });
    await plain.open(SECURE, SECURE_TEXT, 'clearml-hocon');
    const position = plain.at(SECURE, 'token_secret');
    const found = await plain.ask<Hover>('hover', SECURE, { position });
    const { kind, value } = found.contents as MarkupContent;
    assert.equal(kind, 'plaintext');
    assert.match(value, /^secure\.auth\.token_secret\n/);
    assert.match(value, /secure\.conf:1 <file:/);
    assert.doesNotMatch(value, /[*`\\]/);
    await plain.end();
  });

  it('works on broken files as far as they can be read, and is nothing for unknown ones', async () => {
    await client.replace(COMPOSE, 'command: [apiserver]', 'command: [apiserver');
    await client.ask('hover', COMPOSE, { position: { line: 8, character: 8 } });
    assert.equal(await client.ask('hover', 'file:///project/notes.txt', { position: { line: 0, character: 0 } }), null);
    await client.open(SECURE, 'auth { token_secret: "abc"', 'clearml-hocon');
    assert.match(await textAt(SECURE, 'token_secret'), /Signs every token/);
  });

  it('never says a value', async () => {
    for (const [uri, text] of Object.entries({
      [SECURE]: SECURE_TEXT,
      [DOTENV]: DOTENV_TEXT,
      [APISERVER]: APISERVER_TEXT,
    }))
      await client.open(uri, text);
    for (const uri of [COMPOSE, SECURE, DOTENV, APISERVER]) {
      const lines = client.document(uri).getText().split('\n');
      for (const [line, text] of lines.entries())
        for (let character = 0; character < text.length; character += 3) await at(uri, { line, character });
    }
    for (const secret of [FRESH, FILE_TOKEN, USER_PASSWORD, PUBLIC_TOKEN]) assert.ok(!client.sent.includes(secret));
  });
});
