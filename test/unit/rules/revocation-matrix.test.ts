import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChecker } from '../../../server/src/analysis/checker.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/analysis/settings.ts';
import { memoryFiles } from '../../memory-files.ts';

/** What the releases themselves do (clearml/clearml-server: secure.conf and mongo/initialize at their tags). */
const RELEASES = [
  { image: 'allegroai/trains:0.14.2', folder: '/opt/trains/config', revokes: [] },
  { image: 'allegroai/trains:0.15.0', folder: '/opt/trains/config', revokes: ['webserver'] },
  { image: 'allegroai/trains:0.17.0', folder: '/opt/trains/config', revokes: ['webserver'] },
  { image: 'allegroai/clearml:1.0.0', folder: '/opt/clearml/config', revokes: ['webserver', 'tests'] },
  { image: 'clearml/server:1.15.0', folder: '/opt/clearml/config', revokes: ['webserver', 'tests'] },
  { image: 'clearml/server:1.16.0', folder: '/opt/clearml/config', revokes: ['webserver', 'tests'] },
  { image: 'clearml/server:2.3.0', folder: '/opt/clearml/config', revokes: ['webserver', 'tests'] },
] as const;

const LOGINS = { on: 'true', off: 'false', unknown: '${?WEB_LOGIN}' } as const;

/** The pairs as every release up to 1.15 and from 1.16 on has them. */
const PAIRS = {
  webserver: {
    key: 'EYVQ385RW7Y2QQUH88CZ7DWIQ1WUHP',
    old: 'yfc8KQo*GMXb*9p((qcYC7ByFIpF7I&4VH3BfUYXH%o9vX1ZUZQEEw1Inc)S',
    now: 'XhkH6a6ds9JBnM_MrahYyYdO-wS2bqFSm8gl-V0UZXH26Ydd6Eyi28TeBEoSr6Z3Bes',
  },
  tests: {
    key: 'EGRTCO8JMSIGI6S39GTP43NFWXDQOW',
    old: 'x!XTov_G-#vspE*Y(h$Anm&DIc5Ou-F)jsl$PdOyj5wG1&E!Z8',
    now: 'tuBXcGQBECsEhcNiK2kiWi750z9r8Z85XrQ9V0c24huTuCb2xf2X1nKG',
  },
} as const;

const FOLDER = 'memory:/deployment/';

async function findingsOf(release: (typeof RELEASES)[number], login: string, pair: string) {
  const users = 'users: [{username: "ada", password: "grove-lantern-Ox7-Bellows", name: "Ada"}]';
  const texts = {
    [`${FOLDER}docker-compose.yml`]: [
      'services:',
      '  server:',
      `    image: ${release.image}`,
      '    command: apiserver',
      '    ports: ["8008:8008"]',
      '    environment: {A: b}',
      // Somebody supplies it when the server starts, or nobody does.
      '    env_file: [{path: ./supplied.env, required: false}]',
      `    volumes: ["./config:${release.folder}"]`,
      '',
    ]
      .filter((line) => login === LOGINS.unknown || !line.includes('env_file'))
      .join('\n'),
    [`${FOLDER}config/apiserver.conf`]: `auth.fixed_users { enabled: ${login}, ${users} }\n`,
    [`${FOLDER}config/secure.conf`]: pair,
  };
  const { findings } = await createChecker(memoryFiles(texts)).check(Object.keys(texts), DEFAULT_SETTINGS);
  return findings;
}

describe('what Web Login does to the pairs of the web server and of the tests', () => {
  for (const release of RELEASES) {
    for (const [login, enabled] of Object.entries(LOGINS)) {
      for (const account of ['webserver', 'tests'] as const) {
        const revoked = login === 'on' && (release.revokes as readonly string[]).includes(account);
        const { key, old, now } = PAIRS[account];

        it(`${release.image}, login ${login}, ${account} written: ${revoked ? 'a hint' : 'an error'}`, async () => {
          for (const secret of [old, now]) {
            const text = `credentials.${account} { user_key: "${key}", user_secret: "${secret}" }\n`;
            const levels = (await findingsOf(release, enabled, text))
              .filter(({ rule }) => rule === 'default-secret')
              .map(({ severity }) => severity);
            assert.deepEqual(levels, revoked ? ['hint', 'hint'] : ['error', 'error']);
          }
        });

        const said = login === 'off' ? 'Web Login' : login === 'on' && !revoked ? 'the pair' : 'nothing';
        it(`${release.image}, login ${login}, ${account} absent: ${said} is spoken of`, async () => {
          const found = await findingsOf(release, enabled, '# nothing\n');
          assert.equal(
            found.some(({ rule }) => rule === 'web-login-off'),
            said === 'Web Login',
          );
          const named = found.filter(
            ({ rule, message }) => rule === 'default-in-effect' && message.includes(`secure.credentials.${account}`),
          );
          assert.deepEqual(
            named.map(({ severity }) => severity),
            said === 'the pair' ? ['error'] : [],
          );
        });
      }
    }
  }
});
