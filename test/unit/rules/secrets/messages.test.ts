import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { found } from '../found.ts';

const SECRET = 'hQ2vZc8LrT5yXk0bWn7mJd4sGf9pAe3uYi6oRt1qKx_VzBhNwCjMlEgDaSfUyHoPtIr';
const OTHER = 'tB6mYw-3kQx9rVd2ZpLs8HnJf5cGaT0uEi4oWy7XbRvNqMzKhSgDjFlCePtAoUiYrWx';
const TOKEN = 'CLEARML__SECURE__AUTH__TOKEN_SECRET';
const SESSION = 'CLEARML__SECURE__HTTP__SESSION_SECRET__APISERVER';
const API = 'CLEARML__SECURE__CREDENTIALS__APISERVER__USER_';
const FILES = 'CLEARML__SECURE__CREDENTIALS__FILESERVER__USER_';

const server = (role: string, environment: string) =>
  `  ${role}: {image: clearml/server:2.3.0, command: ${role}, environment: {${environment}}}\n`;
const compose = (...services: readonly string[]) => `services:\n${services.join('')}`;
const api = (environment: string) => compose(server('apiserver', environment));

const QUOTE = 'Double quotes inside the quotes that YAML or the .env file takes off keep it whole: \'"…"\'.';
const ANY_USER = 'Anyone can sign a token for any user and role: full access to the server.';
const FIFTY = 'A secret needs 50 characters that nobody can guess. Draw one at random.';
const NO_FILES = 'The file server can’t log in to the API server, so uploads and downloads fail.';

/** What is found first: severity, message, related places as text and message, fixes with the preferred one marked. */
type Told = readonly [
  name: string,
  rule: string,
  compose: string,
  severity: string,
  lines: readonly string[],
  fixes: readonly string[],
  related?: readonly (readonly string[])[],
];

const ALTERED: readonly Told[] = (
  [
    [
      'dollar sign',
      `abc$def${SECRET}`,
      'A part is lost',
      'Docker Compose takes `$` and the letters after it for a variable that nobody sets. Write `$$` for a dollar sign.',
    ],
    [
      'hash sign',
      `abc#${SECRET}`,
      'Cut off',
      `A # begins a comment, so the server reads only what stands before it. ${QUOTE}`,
    ],
    [
      'equals sign',
      `a=b${SECRET}`,
      'Not readable',
      `The server reads the value as HOCON and stops at a character of it. ${QUOTE}`,
    ],
    [
      'number',
      '1234567890',
      'Read as a number',
      `The server gets a number, and other digits than are written maybe. ${QUOTE}`,
    ],
    ['truth value', 'true', 'Read as true or false', `The server gets no text, and logins fail. ${QUOTE}`],
    ['null', 'null', 'Read as nothing', `The server gets no text, and logins fail. ${QUOTE}`],
    ['time span', '5d', 'Read as a duration', `Digits with a unit behind them are a time span to HOCON. ${QUOTE}`],
  ] as const
).map(([name, value, headline, why]) => [
  `a secret with or as a ${name}`,
  'altered-secret',
  api(`${TOKEN}: "${value}"`),
  'warning',
  [`${headline}: secure.auth.token_secret`, why],
  value.includes(SECRET)
    ? ['* Quote it so that it is read as written', 'Generate fresh secret']
    : ['* Generate fresh secret'],
]);

const WEAK: readonly Told[] = (
  [
    [
      'placeholder',
      `${TOKEN}: changeme`,
      'information',
      'Placeholder: secure.auth.token_secret',
      [ANY_USER, FIFTY],
      'secret',
    ],
    [
      'short secret',
      `${TOKEN}: short`,
      'information',
      'Too short: secure.auth.token_secret',
      [ANY_USER, FIFTY],
      'secret',
    ],
    [
      'pattern',
      `${TOKEN}: ${'a'.repeat(60)}`,
      'information',
      'Easy to guess: secure.auth.token_secret',
      [ANY_USER, FIFTY],
      'secret',
    ],
    [
      'secret that is not quite as long as advised',
      `${TOKEN}: ${SECRET.slice(0, 40)}`,
      'hint',
      'Shorter than advised: secure.auth.token_secret',
      ['ClearML’s documentation asks for 50 characters or more. Draw one at random.'],
      'secret',
    ],
    [
      'secret that matters less',
      `${SESSION}: short`,
      'information',
      'Too short: secure.http.session_secret.apiserver',
      ['The server keeps no session with it, so the risk is small; ClearML still lists it as one to change.', FIFTY],
      'secret',
    ],
    [
      'short key',
      `${API}KEY: abc, ${API}SECRET: ${SECRET}`,
      'information',
      'Too short: secure.credentials.apiserver.user_key',
      [
        'Anyone can call the API with the server’s own system credentials.',
        'A key needs 30 characters that nobody can guess. Draw one at random.',
      ],
      'key',
    ],
  ] as const
).map(([name, environment, severity, headline, lines, drawn]) => [
  `a ${name}`,
  'weak-secret',
  api(environment),
  severity,
  [headline, ...lines],
  [`* Generate fresh ${drawn}`],
]);

const OTHERS: readonly Told[] = [
  [
    'a public key beside a secret of one’s own',
    'half-changed-credentials',
    api(`${API}KEY: 62T8CP7HGBC6647XF9314C2VY67RJO, ${API}SECRET: ${SECRET}`),
    'hint',
    [
      'Public key beside your own secret: secure.credentials.apiserver.user_key',
      'The secret is what counts, so nobody gets in with the key alone. A fresh one hides which account it is.',
      'A new pair has to reach everyone who uses this one.',
    ],
    ['* Generate fresh key and secret'],
  ],
  [
    'one value for two settings',
    'reused-secret',
    api(`${TOKEN}: ${SECRET}, ${SESSION}: ${SECRET}`),
    'information',
    [
      'Used twice: secure.auth.token_secret',
      'The same value stands for secure.http.session_secret.apiserver.',
      'Who learns it in one place has the other. Give each setting a value of its own.',
    ],
    ['* Generate fresh secret'],
    [[SECRET, 'The same value, as secure.http.session_secret.apiserver']],
  ],
  [
    'a secret in a compose file',
    'literal-secret',
    api(`${TOKEN}: ${SECRET}`),
    'hint',
    [
      'Written into the compose file: secure.auth.token_secret',
      'Compose files are shared and committed; a .env file beside it stays on the machine.',
      'Move the value there and refer to it: ${NAME:?}.',
    ],
    ['* Move to .env and refer to it'],
  ],
  [
    'a pair that only one server gets',
    'mismatched-credentials',
    compose(
      server('apiserver', `${FILES}KEY: A2CDEFGH4JKLM6OPQRS8UVWXYZ1234, ${FILES}SECRET: ${SECRET}`),
      server('fileserver', ''),
    ),
    'warning',
    [
      'Does not agree: secure.credentials.fileserver.user_key',
      'The service fileserver does not get this value and holds another one.',
      NO_FILES,
    ],
    ['* Generate key and secret for all services'],
  ],
  [
    'a file server with another secret',
    'mismatched-credentials',
    compose(server('apiserver', `${FILES}SECRET: ${SECRET}`), server('fileserver', `${FILES}SECRET: ${OTHER}`)),
    'warning',
    [
      'Does not agree: secure.credentials.fileserver.user_secret',
      'fileserver holds another value than the API server.',
      NO_FILES,
    ],
    ['* Use the API server’s value', 'Generate fresh secret'],
    [[SECRET, 'What it has to agree with']],
  ],
  [
    'a job with another secret',
    'mismatched-credentials',
    compose(
      server('apiserver', `${TOKEN}: ${SECRET}`),
      `  async_delete: {image: clearml/server:2.3.0, entrypoint: [python3, -m, jobs.async_urls_delete], environment: {${TOKEN}: ${OTHER}}}\n`,
    ),
    'warning',
    [
      'Does not agree: secure.auth.token_secret',
      'async_delete holds another value than the API server.',
      'Its tokens are refused, so files of deleted tasks stay on the file server.',
    ],
    ['* Use the API server’s value', 'Generate fresh secret'],
    [[SECRET, 'What it has to agree with']],
  ],
  [
    'an agent with another secret',
    'mismatched-credentials',
    compose(
      server('apiserver', `CLEARML__SECURE__CREDENTIALS__SERVICES_AGENT__USER_SECRET: ${SECRET}`),
      `  agent-services: {image: "allegroai/clearml-agent-services:latest", environment: {CLEARML_API_SECRET_KEY: ${OTHER}}}\n`,
    ),
    'warning',
    [
      'Does not agree: secure.credentials.services_agent.user_secret',
      'agent-services logs in with another value than the API server has for secure.credentials.services_agent.user_secret.',
      'The agent is turned away.',
    ],
    ['* Use the API server’s value'],
    [[SECRET, 'What it has to agree with']],
  ],
];

describe('what is said of', () => {
  for (const [name, rule, text, severity, lines, fixes, related = []] of [...ALTERED, ...WEAK, ...OTHERS]) {
    it(`${name}: why it matters, and the ways out`, async () => {
      const { findings, textAt } = await found(rule, text);
      const [first] = findings;
      assert.deepEqual([first?.severity, ...(first?.message.split('\n') ?? [])], [severity, ...lines]);
      assert.deepEqual(
        first?.fixes.map(({ preferred, title }) => `${preferred ? '* ' : ''}${title}`),
        fixes,
      );
      assert.deepEqual(
        first?.related.map(({ at, message }) => [textAt(at), message]),
        related,
      );
    });
  }
});
