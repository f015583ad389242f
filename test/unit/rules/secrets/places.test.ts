import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { found } from '../found.ts';

const SECRET = 'hQ2vZc8LrT5yXk0bWn7mJd4sGf9pAe3uYi6oRt1qKx_VzBhNwCjMlEgDaSfUyHoPtIr';
const PUBLIC = '1SCf0ov3Nm544Td2oZ0gXSrsNx5XhMWdVlKz1tOgcx158bD5RV';
const TOKEN = 'CLEARML__SECURE__AUTH__TOKEN_SECRET';
const PATH = 'secure.auth.token_secret';
const MOUNT = 'volumes: ["./config:/opt/clearml/config"]';

type Files = Readonly<Record<string, string>>;

const compose = (rest: string, more = '', files: Files = {}): Files => ({
  'docker-compose.yml': `services:\n  apiserver: {image: clearml/server:2.3.0, command: apiserver, ${rest}}\n${more}`,
  ...files,
});

/** The only public default that is found: where its text stands, and what is said of it. */
async function only(files: Files) {
  const { findings, textAt } = await found('default-secret', files);
  const [first, ...others] = findings;
  assert.ok(first);
  assert.deepEqual(others, []);
  assert.equal(textAt(first.at), PUBLIC);
  const related = first.related.map(({ at, message }) => [textAt(at), message]);
  return {
    ...first,
    file: first.at.uri.slice('memory:/deployment/'.length),
    related,
    lines: first.message.split('\n'),
  };
}

describe('a public value is found where it stands', () => {
  const inService = `services/apiserver/environment/${TOKEN}`;
  const read = `apiserver reads it here as ${TOKEN}`;
  for (const [name, files, file, path, related] of [
    ['in a mapping', compose(`environment: {${TOKEN}: ${PUBLIC}}`), 'docker-compose.yml', inService, []],
    [
      'in a list',
      compose(`environment: ["${TOKEN}=${PUBLIC}"]`),
      'docker-compose.yml',
      'services/apiserver/environment/0',
      [],
    ],
    [
      'in a tree of HOCON',
      compose(`environment: {CLEARML__secure: "{auth {token_secret: ${PUBLIC}}}"}`),
      'docker-compose.yml',
      'services/apiserver/environment/CLEARML__secure',
      [],
    ],
    [
      'in .env',
      compose(`environment: {${TOKEN}: "\${V}"}`, '', { '.env': `V=${PUBLIC}\n` }),
      '.env',
      'V',
      [['${V}', read]],
    ],
    [
      'in quotes in .env',
      compose(`environment: {${TOKEN}: "\${V}"}`, '', { '.env': `V="${PUBLIC}"\n` }),
      '.env',
      'V',
      [['${V}', read]],
    ],
    [
      'in .env, under its own name',
      compose(`environment: [${TOKEN}]`, '', { '.env': `${TOKEN}=${PUBLIC}\n` }),
      '.env',
      TOKEN,
      [[TOKEN, read]],
    ],
    [
      'in an env file',
      compose('env_file: a.env', '', { 'a.env': `${TOKEN}="${PUBLIC}"\n` }),
      'a.env',
      TOKEN,
      [['a.env', read]],
    ],
    [
      'in a configuration file',
      compose(MOUNT, '', { 'config/secure.conf': `auth.token_secret: "${PUBLIC}"` }),
      'config/secure.conf',
      'auth.token_secret',
      [],
    ],
    [
      'in a section that stands twice',
      compose(MOUNT, '', { 'config/secure.conf': `secure { auth.token_secret: ${PUBLIC} }` }),
      'config/secure.conf',
      PATH,
      [],
    ],
  ] as const) {
    it(name, async () => {
      const finding = await only(files);
      assert.deepEqual([finding.file, finding.path, finding.related], [file, path, related]);
      assert.equal(finding.severity, 'warning');
      assert.equal(finding.setting, PATH);
      assert.deepEqual(finding.services, file.endsWith('.conf') ? undefined : ['apiserver']);
      assert.equal(finding.lines[1], 'Anyone can sign a token for any user and role: full access to the server.');
    });
  }
});

describe('a public value that is not in effect says why', () => {
  for (const [name, files, why] of [
    [
      'behind a variable that is set',
      compose(`environment: {${TOKEN}: "\${V:-${PUBLIC}}"}`, '', { '.env': `V=${SECRET}\n` }),
      'Not in effect while V is set; it comes back when that line goes.',
    ],
    [
      'under a name that another spelling overrides',
      compose(`environment: {${TOKEN}: ${PUBLIC}, CLEARML__secure__auth__token_secret: ${SECRET}}`),
      'Overridden by CLEARML__secure__auth__token_secret in the same service.',
    ],
    [
      'under a name of old that the new one overrides',
      compose(`environment: {TRAINS__secure__auth__token_secret: ${PUBLIC}, ${TOKEN}: ${SECRET}}`),
      `Overridden by ${TOKEN} in the same service.`,
    ],
    [
      'on the web server',
      compose(
        'tty: true',
        `  webserver: {image: clearml/server:2.3.0, command: webserver, environment: {${TOKEN}: ${PUBLIC}}}`,
      ),
      'The web server does not read this variable.',
    ],
    [
      'in a variable of the web server elsewhere',
      compose(`environment: {USER_SECRET: ${PUBLIC}}`),
      'Only the web server reads this variable.',
    ],
    [
      'on a data store',
      compose('tty: true', `  redis: {image: redis, environment: {${TOKEN}: ${PUBLIC}}}`),
      'redis does not read this variable.',
    ],
    [
      'in a variable of another name',
      compose(`environment: {OTHER: ${PUBLIC}}`),
      'No ClearML service is known to read this variable.',
    ],
    [
      'before a later line',
      compose(MOUNT, '', { 'config/secure.conf': `auth.token_secret: ${PUBLIC}\nauth.token_secret: ${SECRET}` }),
      'A later line of this file sets it again.',
    ],
    [
      'in a file under a variable',
      compose(`${MOUNT}, environment: {${TOKEN}: ${SECRET}}`, '', {
        'config/secure.conf': `auth.token_secret: ${PUBLIC}`,
      }),
      'Not in effect: a variable of the service overrides it.',
    ],
    [
      'in a file under another',
      compose('volumes: ["./a:/opt/trains/config", "./config:/opt/clearml/config"]', '', {
        'a/secure.conf': `auth.token_secret: ${PUBLIC}`,
        'config/secure.conf': `auth.token_secret: ${SECRET}`,
      }),
      'Not in effect: another configuration file overrides it.',
    ],
  ] as const) {
    it(name, async () => {
      const finding = await only(files);
      assert.equal(finding.severity, 'information');
      assert.equal(finding.lines[1], why);
    });
  }
});
