import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { found } from '../found.ts';

const SECRET = 'hQ2vZc8LrT5yXk0bWn7mJd4sGf9pAe3uYi6oRt1qKx_VzBhNwCjMlEgDaSfUyHoPtIr';
const OTHER = 'tB6mYw-3kQx9rVd2ZpLs8HnJf5cGaT0uEi4oWy7XbRvNqMzKhSgDjFlCePtAoUiYrWx';

type Files = string | Readonly<Record<string, string>>;

/** Title of each fix of the only finding, with the files as they are after it. */
async function fixesOf(files: Files) {
  const { findings, after } = await found('unread-setting', files);
  assert.equal(findings.length, 1);
  return findings[0]?.fixes
    .filter(({ kind }) => !kind.startsWith('suppress'))
    .map((fix) => ({ title: fix.title, preferred: fix.preferred, after: after(fix) }));
}

const service = (name: string, image: string, ...environment: readonly string[]) =>
  [`  ${name}:`, `    image: ${image}`, '    environment:', ...environment.map((line) => `      ${line}`), ''].join(
    '\n',
  );
const api = (...environment: readonly string[]) =>
  service('apiserver', 'clearml/server:2.3.0', ...environment).replace(
    '    environment',
    '    command: apiserver\n    environment',
  );
const compose = (...services: readonly string[]) => `services:\n${services.join('')}`;
const removed = (text: string) => ({ title: 'Remove it', after: { 'docker-compose.yml': text } });

describe('a misspelt variable', () => {
  it('gets its right name, or goes', async () => {
    const text = (name: string) => compose(api('TZ: UTC', `${name}: ${SECRET} # ours`));
    assert.deepEqual(await fixesOf(text('CLEARML_SECURE__AUTH__TOKEN_SECRET')), [
      {
        title: 'Correct the name',
        preferred: true,
        after: { 'docker-compose.yml': text('CLEARML__SECURE__AUTH__TOKEN_SECRET') },
      },
      { ...removed(compose(api('TZ: UTC'))), preferred: false },
    ]);
  });

  it('keeps to lower case, and to its place in a list', async () => {
    const text = (name: string) => compose(api('- TZ=UTC', `- ${name}=${SECRET}`));
    const [rename] = (await fixesOf(text('clearml__secure__auth__token_secret'))) ?? [];
    assert.deepEqual(rename?.after, { 'docker-compose.yml': text('CLEARML__secure__auth__token_secret') });
  });

  it('only goes, where its right name is taken or its value would do harm', async () => {
    const name = 'CLEARML_SECURE__AUTH__TOKEN_SECRET';
    const right = `CLEARML__secure__auth__token_secret: ${OTHER}`;
    for (const rest of [[`${name}: ${SECRET}`, right], [`${name}: short`], [`${name}: \${UNSET}`], [`${name}:`]]) {
      const after = compose(api('TZ: UTC', ...rest.slice(1)));
      assert.deepEqual(await fixesOf(compose(api('TZ: UTC', ...rest))), [{ ...removed(after), preferred: true }]);
    }
  });
});

describe('a variable of a service that does not read it', () => {
  const name = 'CLEARML__SECURE__AUTH__TOKEN_SECRET';
  const redis = (...lines: readonly string[]) => service('redis', 'redis', 'TZ: UTC', ...lines);

  it('moves to the one that does, or goes', async () => {
    assert.deepEqual(await fixesOf(compose(api('TZ: UTC'), redis(`${name}: ${SECRET}`))), [
      {
        title: 'Move it to apiserver',
        preferred: true,
        after: { 'docker-compose.yml': compose(api('TZ: UTC', `${name}: ${SECRET}`), redis()) },
      },
      { ...removed(compose(api('TZ: UTC'), redis())), preferred: false },
    ]);
  });

  it('only goes, where the other has it or would be worse off', async () => {
    for (const [own, value] of [
      [[`${name.toLowerCase().replace('clearml', 'CLEARML')}: ${OTHER}`], SECRET],
      [[], 'short'],
      [[], '"${UNSET}"'],
    ] as const) {
      const text = (...lines: readonly string[]) => compose(api('TZ: UTC', ...own), redis(...lines));
      assert.deepEqual(await fixesOf(text(`${name}: ${value}`)), [{ ...removed(text()), preferred: true }]);
    }
  });
});

describe('a line of .env that goes nowhere', () => {
  const line = `CLEARML__SECURE__AUTH__TOKEN_SECRET=${SECRET}\n`;

  it('is passed on to the service that reads it', async () => {
    assert.deepEqual(await fixesOf({ 'docker-compose.yml': compose(api('TZ: UTC')), '.env': line }), [
      {
        title: 'Pass it to apiserver',
        preferred: true,
        after: {
          'docker-compose.yml': compose(
            api('TZ: UTC', 'CLEARML__SECURE__AUTH__TOKEN_SECRET: "${CLEARML__SECURE__AUTH__TOKEN_SECRET}"'),
          ),
        },
      },
    ]);
  });

  it('stays, where the service has another value or would be worse off', async () => {
    const taken = api(`CLEARML__secure__auth__token_secret: ${OTHER}`);
    assert.deepEqual(await fixesOf({ 'docker-compose.yml': compose(taken), '.env': line }), []);
    const short = line.replace(SECRET, 'short');
    assert.deepEqual(await fixesOf({ 'docker-compose.yml': compose(api('TZ: UTC')), '.env': short }), []);
  });
});

describe('a secret that may be empty', () => {
  it('is required', async () => {
    const text = (value: string) => compose(api(`CLEARML__SECURE__CREDENTIALS__APISERVER__USER_SECRET: ${value}`));
    for (const value of ['$TOKEN', '${TOKEN}', '${TOKEN-}', '"${TOKEN:-}"']) {
      const quote = value.startsWith('"') ? '"' : '';
      assert.deepEqual(await fixesOf(text(value)), [
        {
          title: 'Require it: ${TOKEN:?}',
          preferred: true,
          after: { 'docker-compose.yml': text(`${quote}\${TOKEN:?}${quote}`) },
        },
      ]);
    }
  });
});

describe('a misspelt key of a configuration file', () => {
  const files = (text: string) => ({
    'docker-compose.yml': `services:\n  apiserver: {image: clearml/server:2.3.0, command: apiserver, volumes: ["./config:/opt/clearml/config"]}\n`,
    'config/secure.conf': text,
  });

  it('gets its right name', async () => {
    for (const [text, right] of [
      [`auth.token_secre: ${SECRET} # ours\n`, `auth.token_secret: ${SECRET} # ours\n`],
      [`auth { token_secre = "${SECRET}" }\n`, `auth { token_secret = "${SECRET}" }\n`],
      [`secure.auth.token_secret: ${SECRET}\n`, `auth.token_secret: ${SECRET}\n`],
    ] as const) {
      assert.deepEqual(await fixesOf(files(text)), [
        { title: 'Correct the name', preferred: true, after: { 'config/secure.conf': right } },
      ]);
    }
  });

  it('stays, where its right name is taken, its value would do harm or is one of several', async () => {
    for (const text of [
      `auth.token_secre: ${SECRET}\nauth.token_secret: ${OTHER}\n`,
      'auth.token_secre: short\n',
      `auth.token_secre: \${?X}\n`,
      `secure { auth.token_secret: ${SECRET} }\n`,
    ]) {
      assert.deepEqual(await fixesOf(files(text)), [], text);
    }
  });
});
