import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inColumns } from '../../server/src/cli/columns.ts';
import { COMPOSE_TEXT, DOTENV_TEXT, PUBLIC_SECRET, PUBLIC_TOKEN } from '../lsp/deployment.ts';
import { Workspace } from './command.ts';

const FILES = { 'docker-compose.yml': COMPOSE_TEXT, '.env': DOTENV_TEXT };

/** The cells of the row of a setting. */
function rowOf(out: string, setting: string): readonly string[] {
  const line = out.split('\n').find((each) => each.split(/ {2,}/)[1] === setting);
  return line?.split(/ {2,}/) ?? assert.fail(`no row of ${setting} in\n${out}`);
}

describe('config', () => {
  it('shows what is in effect, what to think of it and where it comes from', async () => {
    using workspace = new Workspace(FILES);
    const { code, out, error } = await workspace.run('config');
    assert.deepEqual([code, error], [0, '']);
    assert.match(out, /^docker-compose\.yml, \.env\nServices +Setting +State +Value +From\n/);
    const [services, , state, , from] = rowOf(out, 'secure.auth.token_secret');
    assert.deepEqual([services, state, from], ['apiserver', 'public default', 'environment, docker-compose.yml:7:45']);
    assert.equal(rowOf(out, 'secure.credentials.apiserver.user_secret')[4], 'environment, .env:1:12');
  });

  it('tells good, weak, shared and public ones apart', async () => {
    const own = 'hQ2vZc8LrT5yXk0bWn7mJd4sGf9pAe3uYi6oRt1qKx_VzBhNwCjMlEgDaSfUyHoPtIr';
    const shared = own.toUpperCase();
    using workspace = new Workspace({
      'secure.conf': [
        `auth { token_secret: "${own}" }`,
        'credentials {',
        '  apiserver { user_secret: "changeme" }',
        `  fileserver { user_secret: "${shared}" }`,
        `  tests { user_secret: "${shared}" }`,
        '}',
      ].join('\n'),
    });
    const { out } = await workspace.run('config');
    const states = Object.entries({
      'secure.auth.token_secret': 'good',
      'secure.credentials.apiserver.user_secret': 'weak',
      'secure.credentials.tests.user_secret': 'shared',
      'secure.credentials.webserver.user_secret': 'public default',
    });
    for (const [setting, state] of states) assert.equal(rowOf(out, setting)[2], state, setting);
    assert.equal(rowOf(out, 'secure.auth.token_secret')[4], 'file, secure.conf:1:22');
    for (const value of [own, shared, 'changeme']) assert.ok(!out.includes(value));
  });

  it('never shows a value', async () => {
    using workspace = new Workspace(FILES);
    const { out } = await workspace.run('config');
    for (const value of [PUBLIC_SECRET, PUBLIC_TOKEN]) assert.ok(!out.includes(value));
    const { code, error } = await workspace.run('config', '--reveal');
    assert.equal(code, 2);
    assert.match(error, /--reveal needs --json/);
  });

  it('says what Docker Compose would refuse', async () => {
    using workspace = new Workspace({ 'compose.yaml': `${COMPOSE_TEXT}    portz: []\n`, '.env': DOTENV_TEXT });
    assert.match(
      (await workspace.run('config')).out,
      /^Docker Compose would refuse it:\n(?:.*\n)*compose\.yaml:16:5: portz is no key of a service$/m,
    );
  });

  it('says so where there is nothing', async () => {
    using workspace = new Workspace({});
    assert.deepEqual(await workspace.run('config'), {
      code: 0,
      out: 'No deployment of ClearML Server here.\n',
      error: '',
    });
  });
});

describe('columns', () => {
  it('are as wide as their widest cell, colours aside', () => {
    assert.deepEqual(
      inColumns([
        ['a', 'b'],
        ['\u001b[31mred\u001b[39m', 'c'],
        ['', ''],
      ]),
      ['a    b', '\u001b[31mred\u001b[39m  c', ''],
    );
    assert.deepEqual(inColumns([]), []);
  });
});
