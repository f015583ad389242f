import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CompletionItem, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { memoryFiles } from '../memory-files.ts';
import { RICH, TestClient } from './client.ts';

const COMPOSE = 'file:///project/docker-compose.yml';
const SECURE = 'file:///project/config/secure.conf';
const PASSED = 'file:///project/api.env';
const LAZY = {
  ...RICH,
  textDocument: { completion: { completionItem: { resolveSupport: { properties: ['textEdit', 'documentation'] } } } },
};

/** A text with the cursor at `|`. */
async function at(uri: string, marked: string, files: Readonly<Record<string, string>> = {}, capabilities = RICH) {
  const client = new TestClient(memoryFiles(files));
  await client.initialize(capabilities);
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  await client.open(uri, text);
  const position = client.document(uri).positionAt(offset);
  const items = await client.ask<CompletionItem[]>('completion', uri, { position });
  const applied = (item: CompletionItem | undefined) => {
    return item === undefined ? '' : TextDocument.applyEdits(client.document(uri), [item.textEdit as TextEdit]);
  };
  const named = (label: string) => items.find((item) => item.label === label);
  return { client, items, named, applied, labels: items.map(({ label }) => label) };
}

const service = (environment: string, command = 'apiserver', image = 'clearml/server:2.3.0') => `services:
  api:
    image: ${image}
    command: [${command}]
    environment:
${environment}
  web:
    image: clearml/server:2.3.0
    command: [webserver]
`;

describe('completion of variables', () => {
  it('writes a name with a fresh secret, in map form', async () => {
    const { client, named, applied } = await at(COMPOSE, service('      A: 1\n      CLEARML__SEC|'));
    const text = applied(named('CLEARML__SECURE__AUTH__TOKEN_SECRET'));
    assert.match(text, /\n {6}A: 1\n {6}CLEARML__SECURE__AUTH__TOKEN_SECRET: [A-Za-z][\w-]{66}\n {2}web:/);
    await client.end();
  });

  it('writes list items with an equals sign, however far left they stand', async () => {
    for (const item of ['      - ', '    - ', '      - "']) {
      const { client, named, applied } = await at(COMPOSE, service(`${item}CLEARML|`));
      assert.match(
        applied(named('CLEARML__SECURE__AUTH__TOKEN_SECRET')),
        /- "?CLEARML__SECURE__AUTH__TOKEN_SECRET=[\w-]{67}\n/,
      );
      await client.end();
    }
  });

  it('draws keys as keys, and no value for a switch', async () => {
    const { client, named, applied } = await at(COMPOSE, service('      |'));
    assert.match(applied(named('CLEARML__SECURE__CREDENTIALS__APISERVER__USER_KEY')), /USER_KEY: [A-Z][A-Z0-9]{29}\n/);
    assert.match(applied(named('CLEARML__APISERVER__AUTH__COOKIES__SECURE')), /COOKIES__SECURE: \n/);
    await client.end();
  });

  it('offers what the service reads and does not have', async () => {
    const api = await at(COMPOSE, service('      CLEARML__secure__auth__token_secret: x\n      |'));
    assert.ok(!api.labels.some((label) => /token_secret|fileserver__auth/i.test(label)));
    assert.ok(api.labels.includes('CLEARML__secure__credentials__apiserver__user_key'));
    const files = await at(COMPOSE, service('      |', 'fileserver'));
    assert.ok(files.labels.includes('CLEARML__FILESERVER__AUTH__ENABLED'));
    assert.ok(!files.labels.some((label) => label.includes('TOKEN_SECRET')));
    await api.client.end();
    await files.client.end();
  });

  it('takes the prefix that the release reads', async () => {
    const { client, labels } = await at(COMPOSE, service('      |', 'apiserver', 'allegroai/trains:0.16.0'));
    assert.ok(labels.length > 0 && labels.every((label) => label.startsWith('TRAINS__')));
    await client.end();
  });

  it('is silent everywhere else', async () => {
    for (const marked of [
      service('      A: CLEARML|'),
      service('      A: 1').replace('command: [apiserver]', 'comm|'),
      service('      A: 1').replace('[webserver]\n', '[webserver]\n    environment:\n      CLEARML|\n'),
      service('      A:\n        CLEARML|'),
      service('      # CLEARML|'),
      service('      CLEAR|ML__X: 1'),
      'x-environment:\n  CLEARML|\n',
      `${service('      A: 1')}  store:\n    image: redis:7\n    environment:\n      CLEARML|\n`,
    ]) {
      const { client, labels } = await at(COMPOSE, marked);
      assert.deepEqual(labels, [], marked);
      await client.end();
    }
  });

  it('works in an env file that a service gets, not in one that nobody passes on', async () => {
    const files = { [COMPOSE]: service('      A: 1').replace('environment:', 'env_file: [api.env]\n    environment:') };
    const passed = await at(PASSED, 'A=1\nCLEA|\n', files);
    assert.match(
      passed.applied(passed.named('CLEARML__SECURE__AUTH__TOKEN_SECRET')),
      /^A=1\nCLEARML__SECURE__AUTH__TOKEN_SECRET=[\w-]{67}\n$/,
    );
    const other = await at('file:///project/other.env', 'CLEA|', files);
    assert.deepEqual(other.labels, []);
    await passed.client.end();
    await other.client.end();
  });
});

describe('completion of keys', () => {
  it('writes the path below the objects around it, quoted', async () => {
    const { client, named, applied, labels } = await at(SECURE, 'credentials {\n  apiserver {\n    us|\n  }\n}\n');
    assert.deepEqual(labels, ['user_key', 'user_secret']);
    assert.match(
      applied(named('user_secret')),
      /^credentials \{\n {2}apiserver \{\n {4}user_secret: "[\w-]{67}"\n {2}\}\n\}\n$/,
    );
    await client.end();
  });

  it('keeps to the separator at hand, and leaves out what is there', async () => {
    const { client, applied, named, labels } = await at(SECURE, 'auth.token_secret = "x"\nhttp.|\n');
    assert.ok(!labels.includes('auth.token_secret'));
    assert.match(applied(named('http.session_secret.apiserver')), /\nhttp\.session_secret\.apiserver = "[\w-]{67}"\n$/);
    await client.end();
  });

  it('knows the entries of a list, which a person fills in', async () => {
    const uri = 'file:///project/config/apiserver.conf';
    const { client, applied, named, labels } = await at(uri, 'auth.fixed_users { users: [ { | } ] }\n');
    assert.deepEqual(labels, ['username', 'password', 'name']);
    assert.equal(applied(named('password')), 'auth.fixed_users { users: [ { password:  } ] }\n');
    await client.end();
  });

  it('is silent in values, strings and comments, and in files that nothing reads', async () => {
    for (const [uri, marked] of [
      [SECURE, 'auth { token_secret: us| }'],
      [SECURE, 'auth { token_secret: "a,us|" }'],
      [SECURE, '# credentials, us|'],
      [SECURE, 'us|er: 1'],
      ['file:///other/app.hocon', 'au|'],
    ] as const) {
      const { client, labels } = await at(uri, marked);
      assert.deepEqual(labels, [], marked);
      await client.end();
    }
  });
});

describe('a fresh value', () => {
  it('is drawn only when an item is chosen, for a client that takes the text then', async () => {
    const { client, named, applied } = await at(COMPOSE, service('      CLEA|'), {}, LAZY);
    const listed = named('CLEARML__SECURE__AUTH__TOKEN_SECRET');
    assert.match(applied(listed), /TOKEN_SECRET: \n/);
    const chosen = () => client.connection.sendRequest<CompletionItem>('completionItem/resolve', listed);
    const [one, other] = [applied(await chosen()), applied(await chosen())];
    assert.match(one, /TOKEN_SECRET: [\w-]{67}\n/);
    assert.notEqual(one, other);
    await client.end();
  });

  it('comes with the list for every other client, and a resolve changes nothing', async () => {
    const { client, named } = await at(COMPOSE, service('      CLEA|'));
    const listed = named('CLEARML__SECURE__AUTH__TOKEN_SECRET');
    assert.deepEqual(await client.connection.sendRequest('completionItem/resolve', listed), listed);
    await client.end();
  });

  it('never comes twice', async () => {
    const { client, items } = await at(COMPOSE, service('      |'));
    const values = items.flatMap(({ textEdit }) => /[\w-]{30,}$/.exec((textEdit as TextEdit).newText)?.[0] ?? []);
    assert.equal(new Set(values).size, values.length);
    await client.end();
  });
});
