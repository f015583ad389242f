import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChecker } from '../../../../server/src/analysis/checker.ts';
import { mayTakeEffect } from '../../../../server/src/rules/unread-setting/activation.ts';
import { memoryFiles } from '../../../memory-files.ts';

const SECRET = 'hQ2vZc8LrT5yXk0bWn7mJd4sGf9pAe3uYi6oRt1qKx_VzBhNwCjMlEgDaSfUyHoPtIr';
const OTHER = 'tB6mYw-3kQx9rVd2ZpLs8HnJf5cGaT0uEi4oWy7XbRvNqMzKhSgDjFlCePtAoUiYrWx';
const KEY = 'A2CDEFGH4JKLM6OPQRS8UVWXYZ1234';
const TOKEN = 'secure.auth.token_secret';
const FILES = 'secure.credentials.fileserver.';
const URI = 'memory:/d/docker-compose.yml';

/** Whether a value may take effect on an API server, beside a file server with variables of its own. */
async function may(
  setting: string,
  value: string | undefined,
  { unset = [] as readonly string[], api = '', files = '' } = {},
) {
  const server = (role: string, environment: string) =>
    `  ${role}: {image: clearml/server:2.3.0, command: ${role}, environment: {${environment}}}\n`;
  const text = `services:\n${server('apiserver', api)}${server('fileserver', files)}`;
  const [read] = await createChecker(memoryFiles({ [URI]: text })).deploymentsOf(URI);
  assert.ok(read);
  const service = read.deployment.compose?.services.find(({ name }) => name === 'apiserver');
  return mayTakeEffect(setting, { value, unset }, [service], read.deployment);
}

const variable = (name: string, value: string) => `CLEARML__SECURE__CREDENTIALS__FILESERVER__USER_${name}: ${value}`;

describe('a value that has no effect may get one', () => {
  for (const [name, setting, value] of [
    ['where it is a strong secret', TOKEN, SECRET],
    ['in quotes of HOCON', TOKEN, `"${SECRET}"`],
    ['where it is no secret', 'apiserver.log_calls', 'true'],
    ['where it is a text', 'hosts.mongo.backend.host', 'mongo'],
  ] as const) {
    it(name, async () => assert.equal(await may(setting, value), true));
  }

  it('where it is a key of thirty characters beside a secret of one’s own', async () => {
    const pair = { api: `CLEARML__SECURE__CREDENTIALS__OWN__USER_SECRET: ${SECRET}` };
    assert.equal(await may('secure.credentials.own.user_key', KEY, pair), true);
    assert.equal(await may('secure.credentials.own.user_key', KEY.slice(0, 29), pair), false);
  });

  it('where the other server holds the same, or need not', async () => {
    const both = { api: `${variable('KEY', KEY)}`, files: `${variable('KEY', KEY)}, ${variable('SECRET', SECRET)}` };
    assert.equal(await may(`${FILES}user_secret`, SECRET, both), true);
    assert.equal(await may('secure.http.session_secret.apiserver', SECRET), true);
  });
});

describe('a value that has no effect must not get one', () => {
  for (const [name, setting, value] of [
    ['where it is short', TOKEN, SECRET.slice(0, 49)],
    ['where it has few characters', TOKEN, 'abcdefghi'.repeat(8)],
    ['where it is public', TOKEN, '1SCf0ov3Nm544Td2oZ0gXSrsNx5XhMWdVlKz1tOgcx158bD5RV'],
    ['where it is read as another text', TOKEN, `${SECRET}#x`],
    ['where it can’t be read', TOKEN, `${SECRET}=x`],
    ['where it is no text', TOKEN, '1234567890'.repeat(6)],
    ['where it is not there', TOKEN, undefined],
    ['where it is empty', TOKEN, ''],
    ['where it is empty and no secret', 'apiserver.log_calls', ''],
    ['for the web server’s pair', 'secure.credentials.webserver.user_secret', SECRET],
    ['for users of Web Login', 'apiserver.auth.fixed_users.enabled', 'true'],
    ['where it switches something off', 'fileserver.auth.enabled', 'false'],
    ['where it is zero', 'fileserver.auth.enabled', '0'],
  ] as const) {
    it(name, async () => assert.equal(await may(setting, value), false));
  }

  it('where a variable in it is not set', async () => {
    assert.equal(await may(TOKEN, SECRET, { unset: ['X'] }), false);
  });

  it('where the other server holds another, or nothing', async () => {
    const own = { api: variable('KEY', KEY) };
    assert.equal(await may(`${FILES}user_secret`, SECRET, own), false);
    assert.equal(await may(`${FILES}user_secret`, SECRET, { ...own, files: variable('SECRET', OTHER) }), false);
  });

  it('where the other half of its pair is public', async () => {
    assert.equal(await may(`${FILES}user_secret`, SECRET, { files: variable('SECRET', SECRET) }), false);
    const pair = { files: `${variable('KEY', KEY)}, ${variable('SECRET', SECRET)}` };
    assert.equal(await may(`${FILES}user_secret`, SECRET, pair), false);
  });
});
