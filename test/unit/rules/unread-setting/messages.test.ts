import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { found } from '../found.ts';

const SECRET = 'hQ2vZc8LrT5yXk0bWn7mJd4sGf9pAe3uYi6oRt1qKx_VzBhNwCjMlEgDaSfUyHoPtIr';
const OTHER = 'tB6mYw-3kQx9rVd2ZpLs8HnJf5cGaT0uEi4oWy7XbRvNqMzKhSgDjFlCePtAoUiYrWx';
const IGNORED = 'What it was meant to change stays as it is: another value, or the public default.';
const MOUNT = 'volumes: ["./config:/opt/clearml/config"]';

const api = (rest: string) => `services:\n  apiserver: {image: clearml/server:2.3.0, command: apiserver, ${rest}}\n`;
const variable = (name: string, value = SECRET) => api(`environment: {${name}: ${value}}`);

type Case = readonly [
  name: string,
  files: string | Readonly<Record<string, string>>,
  underlined: string,
  lines: readonly string[],
];

const VARIABLES: readonly Case[] = [
  [
    'a misspelt name',
    variable('CLEARML_SECURE__AUTH__TOKEN_SECRET'),
    'CLEARML_SECURE__AUTH__TOKEN_SECRET',
    [
      'ClearML Server reads no setting of this name: CLEARML_SECURE__AUTH__TOKEN_SECRET',
      IGNORED,
      'Did you mean CLEARML__SECURE__AUTH__TOKEN_SECRET?',
    ],
  ],
  [
    'a name that is like no other',
    variable('CLEARML__SECURE__NOTHING_AT_ALL'),
    'CLEARML__SECURE__NOTHING_AT_ALL',
    [
      'ClearML Server reads no setting of this name: CLEARML__SECURE__NOTHING_AT_ALL',
      IGNORED,
      'Correct the name or remove it.',
    ],
  ],
  [
    'a setting of another server',
    variable('CLEARML__FILESERVER__AUTH__ENABLED', '"true"'),
    'CLEARML__FILESERVER__AUTH__ENABLED',
    [
      'apiserver does not read CLEARML__FILESERVER__AUTH__ENABLED',
      IGNORED,
      'It is a setting of the file server: set it there, or remove it.',
    ],
  ],
  [
    'a setting of a service that reads none',
    `${api('tty: true')}  redis: {image: redis, environment: {CLEARML__SECURE__AUTH__TOKEN_SECRET: ${SECRET}}}`,
    'CLEARML__SECURE__AUTH__TOKEN_SECRET',
    [
      'redis does not read CLEARML__SECURE__AUTH__TOKEN_SECRET',
      IGNORED,
      'Set it on apiserver, which does, or remove it.',
    ],
  ],
  [
    'a setting that no service reads',
    `${api('tty: true')}  redis: {image: redis, environment: {CLEARML__FILESERVER__AUTH__ENABLED: "true"}}`,
    'CLEARML__FILESERVER__AUTH__ENABLED',
    ['redis does not read CLEARML__FILESERVER__AUTH__ENABLED', IGNORED, 'Remove it.'],
  ],
  [
    'a name of a later release',
    `services: {api: {image: "allegroai/clearml:0.17.0", command: apiserver, environment: {CLEARML__SECURE__AUTH__TOKEN_SECRET: ${SECRET}}}}`,
    'CLEARML__SECURE__AUTH__TOKEN_SECRET',
    [
      'ClearML Server 0.17.0 does not read CLEARML__SECURE__AUTH__TOKEN_SECRET',
      IGNORED,
      'Before 1.0.0 settings have the prefix TRAINS__. Update the image, or correct the name.',
    ],
  ],
  [
    'a name that another spelling overrides',
    api(`environment: {CLEARML__SECURE__AUTH__TOKEN_SECRET: ${SECRET}, CLEARML__secure__auth__token_secret: ${OTHER}}`),
    'CLEARML__SECURE__AUTH__TOKEN_SECRET',
    [
      'Overridden: CLEARML__SECURE__AUTH__TOKEN_SECRET',
      'CLEARML__secure__auth__token_secret of the same service wins, so this value has no effect. Whoever changes it here changes nothing.',
      'Remove it, or remove the other.',
    ],
  ],
  [
    'the variable that nothing reads',
    variable('CLEARML_CONFIG_PATH', '/x'),
    'CLEARML_CONFIG_PATH',
    [
      'Nothing reads CLEARML_CONFIG_PATH',
      'ClearML Server looks for its configuration where CLEARML_CONFIG_DIR says, else in /opt/clearml/config.',
      'Remove it, or use CLEARML_CONFIG_DIR.',
    ],
  ],
  [
    'a secret that may be empty',
    variable('CLEARML__SECURE__CREDENTIALS__APISERVER__USER_SECRET', '"${TOKEN:-}"'),
    '${TOKEN:-}',
    [
      'Empty unless the shell sets TOKEN: secure.credentials.apiserver.user_secret',
      'No .env file that is visible here sets it, and an empty value still takes the place of any other.',
      'Write ${TOKEN:?}: then Compose does not start without it.',
    ],
  ],
];

const PLACES: readonly Case[] = [
  [
    'a label',
    api(`labels: {CLEARML__SECURE__AUTH__TOKEN_SECRET: ${SECRET}}`),
    'CLEARML__SECURE__AUTH__TOKEN_SECRET',
    [
      'A label is no setting: CLEARML__SECURE__AUTH__TOKEN_SECRET',
      'ClearML Server reads variables of its environment, and a label never reaches it.',
      'Move the line below “environment:”.',
    ],
  ],
  [
    'an annotation in a list',
    api(`annotations: [CLEARML__SECURE__AUTH__TOKEN_SECRET=${SECRET}]`),
    'CLEARML__SECURE__AUTH__TOKEN_SECRET',
    [
      'A label is no setting: CLEARML__SECURE__AUTH__TOKEN_SECRET',
      'ClearML Server reads variables of its environment, and a label never reaches it.',
      'Move the line below “environment:”.',
    ],
  ],
  [
    'an extension',
    `x-api: {deep: [{CLEARML__SECURE__AUTH__TOKEN_SECRET: ${SECRET}}]}\n${api('tty: true')}`,
    'CLEARML__SECURE__AUTH__TOKEN_SECRET',
    [
      'No service takes up this setting: CLEARML__SECURE__AUTH__TOKEN_SECRET',
      'What stands under x-api counts only where a service refers to it by an alias or a merge key.',
      'Refer to it from the environment of the service that reads it, or remove it.',
    ],
  ],
  [
    'a line of .env that goes nowhere',
    { 'docker-compose.yml': api('tty: true'), '.env': `CLEARML__SECURE__AUTH__TOKEN_SECRET=${SECRET}\n` },
    'CLEARML__SECURE__AUTH__TOKEN_SECRET',
    [
      'No service receives CLEARML__SECURE__AUTH__TOKEN_SECRET',
      'Compose puts the variables of .env into its own files only; a container gets those that its environment names.',
      'Add “CLEARML__SECURE__AUTH__TOKEN_SECRET: ${CLEARML__SECURE__AUTH__TOKEN_SECRET}” to the environment of the service that reads it, or remove the line.',
    ],
  ],
  [
    'a directory that nothing is mounted at',
    api('environment: {CLEARML_CONFIG_DIR: /etc/clearml}'),
    '/etc/clearml',
    [
      'Nothing is mounted at /etc/clearml',
      'CLEARML_CONFIG_DIR takes the place of the usual configuration directories, so apiserver reads no file at all there.',
      'Mount the directory, or remove the variable.',
    ],
  ],
  [
    'a directory that is not read',
    api('volumes: ["./config:/opt/clearml/configs"]'),
    '"./config:/opt/clearml/configs"',
    [
      'apiserver does not read its configuration from /opt/clearml/configs',
      'It looks in /opt/trains/config and /opt/clearml/config, so what is mounted here has no effect.',
      'Mount it at /opt/clearml/config instead.',
    ],
  ],
];

const FILES: readonly Case[] = [
  [
    'a file of a wrong name',
    { 'docker-compose.yml': api(MOUNT), 'config/auth.conf': 'a: 1\nb: 2\n' },
    'a: 1',
    [
      'ClearML Server reads nothing of a file named auth.conf here',
      'Its folder and name make it the section auth, which is none of the server’s.',
      'Sections are files of their own in the configuration directory itself: secure.conf, apiserver.conf, hosts.conf.',
    ],
  ],
  [
    'a section inside its own file',
    { 'docker-compose.yml': api(MOUNT), 'config/secure.conf': 'secure { a: 1 }' },
    'secure',
    [
      '“secure” stands in secure.conf already',
      'The file’s content is the section “secure”: this becomes secure.secure, which ClearML Server does not read.',
      'Take this level away.',
    ],
  ],
  [
    'a misspelt key',
    { 'docker-compose.yml': api(MOUNT), 'config/secure.conf': `auth.token_secre: ${SECRET}` },
    'auth.token_secre',
    [
      'ClearML Server reads no setting of this name: auth.token_secre',
      IGNORED,
      'Did you mean secure.auth.token_secret?',
    ],
  ],
  [
    'a key that a later line overrides',
    {
      'docker-compose.yml': api(MOUNT),
      'config/secure.conf': `auth.token_secret: ${SECRET}\nauth { token_secret: ${OTHER} }`,
    },
    'auth.token_secret',
    [
      'Overridden: secure.auth.token_secret',
      'A later line of this file wins, so this value has no effect. Whoever changes it here changes nothing.',
      'Remove it, or remove the other.',
    ],
  ],
  [
    'a key that a variable overrides',
    {
      'docker-compose.yml': api(`${MOUNT}, environment: {CLEARML__SECURE__AUTH__TOKEN_SECRET: ${OTHER}}`),
      'config/secure.conf': `auth.token_secret: ${SECRET}`,
    },
    'auth.token_secret',
    [
      'Overridden: secure.auth.token_secret',
      'A variable of the service wins, so this value has no effect. Whoever changes it here changes nothing.',
      'Remove it, or remove the other.',
    ],
  ],
];

describe('a setting without effect says why and what to do for', () => {
  for (const [name, files, underlined, lines] of [...VARIABLES, ...PLACES, ...FILES]) {
    it(name, async () => {
      const { findings, textAt } = await found('unread-setting', files);
      assert.deepEqual(
        findings.map(({ at, message }) => [textAt(at), ...message.split('\n')]),
        [[underlined, ...lines]],
      );
    });
  }
});

describe('an overridden setting', () => {
  it('is shown faded and leads to the one that wins', async () => {
    const [, , , , , , spelling] = VARIABLES;
    for (const [files, places] of [
      [spelling?.[1] ?? '', [['CLEARML__secure__auth__token_secret', 'CLEARML__secure__auth__token_secret wins']]],
      [FILES[3]?.[1] ?? '', [['token_secret', 'This wins']]],
      [FILES[4]?.[1] ?? '', [[OTHER, 'This wins']]],
    ] as const) {
      const { findings, textAt } = await found('unread-setting', files);
      const [first] = findings;
      assert.equal(first?.unnecessary, true);
      assert.equal(first.setting, 'secure.auth.token_secret');
      assert.deepEqual(
        first.related.map(({ at, message }) => [textAt(at), message]),
        places,
      );
    }
  });
});
