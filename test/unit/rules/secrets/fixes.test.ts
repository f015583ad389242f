import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { found } from '../found.ts';

const SECRET = 'hQ2vZc8LrT5yXk0bWn7mJd4sGf9pAe3uYi6oRt1qKx_VzBhNwCjMlEgDaSfUyHoPtIr';
const OTHER = 'tB6mYw-3kQx9rVd2ZpLs8HnJf5cGaT0uEi4oWy7XbRvNqMzKhSgDjFlCePtAoUiYrWx';
const PUBLIC = '1SCf0ov3Nm544Td2oZ0gXSrsNx5XhMWdVlKz1tOgcx158bD5RV';
const TOKEN = 'CLEARML__SECURE__AUTH__TOKEN_SECRET';
const SESSION = 'CLEARML__SECURE__HTTP__SESSION_SECRET__APISERVER';
const account = (name: string) => `CLEARML__SECURE__CREDENTIALS__${name}__USER_`;
const [API, FILES, WEB] = [account('APISERVER'), account('FILESERVER'), account('WEBSERVER')];
const REFERENCE = '"${CLEARML_AUTH_TOKEN_SECRET:?}"';

type Files = Readonly<Record<string, string>>;

/** A service by its role, with the lines of its environment. */
const server = (role: string, ...environment: readonly string[]) =>
  [`  ${role}:`, '    image: clearml/server:2.3.0', `    command: ${role}`, '    environment:']
    .concat(environment.map((line) => `      ${line}`))
    .join('\n');
const compose = (...services: readonly string[]): Files => ({
  'docker-compose.yml': ['services:', ...services, ''].join('\n'),
});
const api = (...environment: readonly string[]) => compose(server('apiserver', ...environment));
const both = (one: readonly string[], other: readonly string[], role = 'fileserver') =>
  compose(server('apiserver', ...one), server(role, ...other));
const pair = (prefix: string, key: string, secret: string) => [`${prefix}KEY: ${key}`, `${prefix}SECRET: ${secret}`];

/** Rule, files, kind and title of a fix of the first finding, and the files that it changes as they are then. */
type Case = readonly [name: string, rule: string, before: Files, kind: string, title: string, after: Files];

const GENERATE: readonly Case[] = [
  [
    'in a mapping, the comment stays',
    'default-secret',
    api(`${TOKEN}: ${PUBLIC} # ours`),
    'generate',
    'Generate fresh secret',
    api(`${TOKEN}: S # ours`),
  ],
  [
    'in a list',
    'default-secret',
    api(`- ${TOKEN}=${PUBLIC}`),
    'generate',
    'Generate fresh secret',
    api(`- ${TOKEN}=S`),
  ],
  [
    'for all that hold the same',
    'default-secret',
    both([`${TOKEN}: "${PUBLIC}"`], [`${TOKEN}: ${PUBLIC}`]),
    'generate',
    'Generate fresh secret',
    both([`${TOKEN}: "S"`], [`${TOKEN}: S`]),
  ],
  [
    'where a variable is set',
    'default-secret',
    { ...api(`${TOKEN}: \${V}`), '.env': `V=${PUBLIC}\n` },
    'generate',
    'Generate fresh secret',
    { '.env': 'V=S\n' },
  ],
  [
    'in the default of a variable',
    'default-secret',
    api(`${TOKEN}: \${V:-${PUBLIC}}`),
    'generate',
    'Generate fresh secret',
    api(`${TOKEN}: \${V:-S}`),
  ],
  [
    'in a configuration file',
    'default-secret',
    {
      ...compose(
        '  apiserver: {image: clearml/server:2.3.0, command: apiserver, volumes: ["./config:/opt/clearml/config"]}',
      ),
      'config/secure.conf': `auth { token_secret: "${PUBLIC}" } # x\n`,
    },
    'generate',
    'Generate fresh secret',
    { 'config/secure.conf': 'auth { token_secret: "S" } # x\n' },
  ],
  [
    'for both halves of a pair',
    'weak-secret',
    api(...pair(API, 'abc', 'def')),
    'generate',
    'Generate fresh key and secret',
    api(...pair(API, 'K', 'S')),
  ],
  [
    'for the service that must hold the same',
    'default-secret',
    both(pair(FILES, 'XXCRJ123CEE2KSQ068WO', 'YIy8EVAC7QCT4FtgitxAQGyW7xRHDZ4jpYlTE7HKiscpORl1hG'), ['TZ: UTC']),
    'generate',
    'Generate key and secret for all services',
    both(pair(FILES, 'K', 'S'), ['TZ: UTC', ...pair(FILES, 'K', 'S')]),
  ],
  [
    'for the browser, under names of its own',
    'default-secret',
    both(
      pair(WEB, 'EYVQ385RW7Y2QQUH88CZ7DWIQ1WUHP', 'yfc8KQo*GMXb*9p((qcYC7ByFIpF7I&4VH3BfUYXH%o9vX1ZUZQEEw1Inc)S'),
      ['TZ: UTC'],
      'webserver',
    ),
    'generate',
    'Generate key and secret for all services',
    both(pair(WEB, 'K', 'S'), ['TZ: UTC', ...pair('USER_', 'K', 'S')], 'webserver'),
  ],
  [
    'for one of two settings with the same value',
    'reused-secret',
    api(`${TOKEN}: ${SECRET}`, `${SESSION}: ${SECRET}`),
    'generate',
    'Generate fresh secret',
    api(`${TOKEN}: S`, `${SESSION}: ${SECRET}`),
  ],
  [
    'in all files that must agree',
    'mismatched-credentials',
    { ...both([`${FILES}SECRET: \${V}`], [`${FILES}SECRET: ${OTHER}`]), '.env': `V=${SECRET}\n` },
    'generate',
    'Generate secret in all files',
    { ...both([`${FILES}SECRET: \${V}`], [`${FILES}SECRET: S`]), '.env': 'V=S\n' },
  ],
];

const MOVE: readonly Case[] = [
  [
    'with its value, the comment stays',
    'literal-secret',
    api(`${TOKEN}: ${SECRET} # ours`),
    'move-to-dotenv',
    'Move to .env and refer to it',
    { ...api(`${TOKEN}: ${REFERENCE} # ours`), '.env': `CLEARML_AUTH_TOKEN_SECRET=${SECRET}\n` },
  ],
  [
    'behind what is there',
    'literal-secret',
    { ...api(`${TOKEN}: ${SECRET}`), '.env': 'A=1\n' },
    'move-to-dotenv',
    'Move to .env and refer to it',
    { ...api(`${TOKEN}: ${REFERENCE}`), '.env': `A=1\nCLEARML_AUTH_TOKEN_SECRET=${SECRET}\n` },
  ],
  [
    'for all that hold the same',
    'literal-secret',
    both([`${TOKEN}: ${SECRET}`], [`- ${TOKEN}=${SECRET}`]),
    'move-to-dotenv',
    'Move to .env and refer to it',
    {
      ...both([`${TOKEN}: ${REFERENCE}`], [`- "${TOKEN}=${REFERENCE.slice(1)}`]),
      '.env': `CLEARML_AUTH_TOKEN_SECRET=${SECRET}\n`,
    },
  ],
  [
    'as a fresh one, where it is public',
    'default-secret',
    api(`${TOKEN}: ${PUBLIC}`),
    'move-to-dotenv',
    'Move to .env and refer to it',
    { ...api(`${TOKEN}: ${REFERENCE}`), '.env': 'CLEARML_AUTH_TOKEN_SECRET=S\n' },
  ],
  [
    'and keeps git from taking it',
    'literal-secret',
    { ...api(`${TOKEN}: ${SECRET}`), '.git/HEAD': 'ref: x\n' },
    'move-to-dotenv',
    'Move to .env and refer to it',
    { ...api(`${TOKEN}: ${REFERENCE}`), '.env': `CLEARML_AUTH_TOKEN_SECRET=${SECRET}\n`, '.gitignore': '/.env\n' },
  ],
  [
    'where git does not take it already',
    'literal-secret',
    { ...api(`${TOKEN}: ${SECRET}`), '.git/HEAD': 'ref: x\n', '.gitignore': '.env\n' },
    'move-to-dotenv',
    'Move to .env and refer to it',
    { ...api(`${TOKEN}: ${REFERENCE}`), '.env': `CLEARML_AUTH_TOKEN_SECRET=${SECRET}\n` },
  ],
];

const KEEP: readonly Case[] = [
  [
    'the API server’s, where two must agree',
    'mismatched-credentials',
    both([`${FILES}SECRET: ${SECRET}`], [`${FILES}SECRET: ${OTHER}`]),
    'agree',
    'Use the API server’s value',
    both([`${FILES}SECRET: ${SECRET}`], [`${FILES}SECRET: ${SECRET}`]),
  ],
  [
    'what is written, in quotes of HOCON',
    'altered-secret',
    api(`${TOKEN}: 'a#${SECRET}'`),
    'quote',
    'Quote it so that it is read as written',
    api(`${TOKEN}: '"a#${SECRET}"'`),
  ],
  [
    'what is written, in quotes of HOCON where the variable is set',
    'altered-secret',
    { ...api(`${TOKEN}: \${V}`), '.env': `V=a#${SECRET}\n` },
    'quote',
    'Quote it so that it is read as written',
    { '.env': `V='"a#${SECRET}"'\n` },
  ],
];

for (const [group, cases] of [
  ['a fresh secret is drawn', GENERATE],
  ['a secret moves to .env', MOVE],
  ['the value to keep is', KEEP],
] as const) {
  describe(group, () => {
    for (const [name, rule, before, kind, title, after] of cases) {
      it(name, async () => {
        const { findings, after: apply } = await found(rule, before);
        const fix = findings[0]?.fixes.find((each) => each.kind === kind);
        assert.equal(fix?.title, title);
        const changed = apply(fix);
        assert.deepEqual(changed, after);
        const uris = fix.uris.map((uri) => uri.slice('memory:/deployment/'.length));
        assert.deepEqual([...uris].sort(), Object.keys(changed).sort());
        assert.equal(fix.carriesSecret === true, Object.values(changed).join().includes(SECRET) && kind !== 'generate');
      });
    }
  });
}
