import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { CompletionItem, Hover, InitializeResult } from 'vscode-languageserver';
import manifest from '../../package.json' with { type: 'json' };
import { memoryFiles } from '../memory-files.ts';
import { RICH, TestClient } from './client.ts';
import { COMPOSE, COMPOSE_TEXT, DOTENV, DOTENV_TEXT, FOLDER } from './deployment.ts';

/** A compose file as people have it, with nothing of ClearML in it. */
const OTHER = `${FOLDER}other/docker-compose.yml`;
const OTHER_TEXT = `services:
  web:
    image: nginx:1.29
    ports: ["80:80"]
    environment:
      MODE: production
    depends_on: [db]
  db:
    image: postgres:18
    volumes: ["data:/var/lib/postgresql/data"]
volumes:
  data: {}
`;
const WATCHING = {
  ...RICH,
  workspace: {
    ...RICH.workspace,
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
  },
};

describe('beside other extensions', () => {
  let client: TestClient;
  let result: InitializeResult;
  beforeEach(async () => {
    client = new TestClient(memoryFiles({ [COMPOSE]: COMPOSE_TEXT, [DOTENV]: DOTENV_TEXT, [OTHER]: OTHER_TEXT }));
    result = await client.initialize(WATCHING, [FOLDER]);
  });
  afterEach(() => client.end());

  it('the server formats nothing, renames nothing and colours nothing', () => {
    const offered = Object.keys(result.capabilities).filter((each) =>
      /format|rename|semantic|color|highlight/i.test(each),
    );
    assert.deepEqual(offered, []);
  });

  it('the extension takes no language, schema or formatter for what others own', () => {
    const { contributes } = manifest;
    assert.deepEqual(
      contributes.languages.map(({ id }) => id),
      ['clearml-hocon'],
    );
    for (const point of ['jsonValidation', 'configurationDefaults', 'semanticTokenScopes']) {
      assert.equal(point in contributes, false, point);
    }
    assert.deepEqual(
      contributes.yamlValidation.map(({ fileMatch }) => fileMatch),
      ['.clearml-secure.yaml'],
    );
    const files = contributes.languages.flatMap(({ extensions, filenames }) => [...extensions, ...filenames]);
    assert.deepEqual(
      files.filter((name) => /ya?ml|env|^\.conf$/.test(name)),
      [],
    );
  });

  for (const [kind, uri, text, isOurs] of [
    ['a compose file with nothing of ClearML', OTHER, OTHER_TEXT, () => false],
    ['the generic part of a compose file', COMPOSE, COMPOSE_TEXT, (line: string) => /CLEARML|ports/.test(line)],
  ] as const) {
    it(`nothing is said about ${kind}`, async () => {
      await client.open(uri, text);
      for (const [line, content] of text.split('\n').entries()) {
        if (isOurs(content)) continue;
        for (let character = 0; character <= content.length; character++) {
          const position = { line, character };
          const where = `${line}:${character}`;
          assert.equal(await client.ask<Hover | null>('hover', uri, { position }), null, where);
          if (isOurs(text.split('\n')[line - 1] ?? '') || /environment/.test(content)) continue;
          assert.deepEqual(await client.ask<CompletionItem[]>('completion', uri, { position }), [], where);
        }
      }
    });
  }
});

describe('the extension', () => {
  it('declares that it works in untrusted and in virtual workspaces, and in a browser', () => {
    const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
    assert.deepEqual([untrustedWorkspaces.supported, virtualWorkspaces], [true, true]);
    assert.equal(manifest.browser, manifest.main);
  });
});

describe('a server that nobody asks', () => {
  it('says nothing', async () => {
    const client = new TestClient(memoryFiles({ [COMPOSE]: COMPOSE_TEXT, [DOTENV]: DOTENV_TEXT }));
    await client.initialize(WATCHING, [FOLDER], { trusted: true });
    await client.open(COMPOSE, COMPOSE_TEXT);
    await client.open(DOTENV, DOTENV_TEXT, 'dotenv');
    for (const uri of [COMPOSE, DOTENV]) await client.pull(uri);
    for (let round = 0; round < 5; round++) await client.settled();
    const { sent } = client;
    // Whatever runs on a timer would have had its turn.
    await wait(400);
    assert.equal(client.sent.slice(sent.length), '');
    await client.end();
  });

  it('shows no message, whatever it finds', async () => {
    const client = new TestClient(memoryFiles({ [COMPOSE]: COMPOSE_TEXT, [DOTENV]: DOTENV_TEXT }));
    await client.initialize(WATCHING, [FOLDER]);
    await client.open(COMPOSE, `${COMPOSE_TEXT}broken: [\n`);
    await client.pull(COMPOSE);
    await client.settled();
    assert.doesNotMatch(client.sent, /window\/showMessage/);
    await client.end();
  });
});
