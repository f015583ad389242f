import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChecker } from '../../server/src/analysis/checker.ts';
import { parseDotenv } from '../../server/src/syntax/dotenv/index.ts';
import { parseHocon } from '../../server/src/syntax/hocon/index.ts';
import { parseYaml } from '../../server/src/syntax/yaml/index.ts';
import { PUBLIC_TOKEN } from '../lsp/deployment.ts';
import { memoryFiles } from '../memory-files.ts';

const SETTINGS = { scope: 'all' as const, rules: {} };
const OPEN = 'services:\n  redis:\n    image: redis:7\n    ports: ["6379:6379"]\n';

/** Files that nobody means to write, by what is wrong with them. */
const COMPOSE: Readonly<Record<string, string>> = {
  empty: '',
  'a scalar': 'just text',
  'a list': '- a\n- b\n',
  'only comments': '# nothing\n',
  'a byte order mark': `\ufeff${OPEN}`,
  CRLF: OPEN.replaceAll('\n', '\r\n'),
  'lone surrogates': OPEN.replace('redis:7', 'redis:\ud8007'),
  tabs: OPEN.replaceAll('  ', '\t'),
  'NUL characters': `${OPEN}\0`,
  '10,000 brackets': '['.repeat(10_000),
  '10,000 nested keys in one line': `${'{a: '.repeat(10_000)}1${'}'.repeat(10_000)}`,
  '3,000 nested block keys': Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
  'aliases of aliases': [
    'x0: &x0 {a: b}',
    ...Array.from({ length: 1000 }, (_, at) => `x${at + 1}: &x${at + 1} [*x${at}, *x${at}]`),
    'services:\n  redis:\n    environment: *x1000',
  ].join('\n'),
  'merge keys of merge keys': [
    'x0: &x0 {image: redis}',
    ...Array.from({ length: 1000 }, (_, at) => `x${at + 1}: &x${at + 1}\n  <<: [*x${at}, *x${at}]`),
    'services:\n  redis:\n    <<: *x1000',
  ].join('\n'),
  'an alias of itself': 'services: &s\n  redis: *s\n',
  'a merge key of itself': 'services:\n  redis: &r\n    <<: *r\n    image: redis\n',
  'variables in variables': `services:\n  redis:\n    image: ${'${A:-'.repeat(10_000)}x${'}'.repeat(10_000)}\n`,
  'a service that extends itself': 'services:\n  redis:\n    extends: redis\n    image: redis\n',
  'a file that includes itself': `include: [docker-compose.yml]\n${OPEN}`,
  'paths out of everything': `include: [../../../../etc/passwd, "\\\\\\\\host\\\\share", "https://x.example/y.yml"]\n${OPEN}`,
  '5 MB': `# ${'x'.repeat(5_000_000)}\n${OPEN}`,
  '200 services': `services:\n${Array.from({ length: 200 }, (_, at) => `  s${at}:\n    image: redis:7\n    ports: ["${7000 + at}:6379"]\n`).join('')}`,
  '1,000 variables': `services:\n  apiserver:\n    image: clearml/server:2.3.0\n    command: [apiserver]\n    environment:\n${Array.from({ length: 1000 }, (_, at) => `      V${at}: "${at}"\n`).join('')}`,
};

describe('a compose file of', () => {
  for (const [name, text] of Object.entries(COMPOSE)) {
    it(`${name} is checked without harm`, async () => {
      const uri = 'file:///w/docker-compose.yml';
      const report = await createChecker(memoryFiles({ [uri]: text })).check([uri], SETTINGS);
      for (const finding of report.findings) {
        const { start, end } = finding.at.span;
        assert.ok(0 <= start && start <= end && end <= text.length, 'a finding stands in the text');
      }
      if (text.includes('\0') || text.length > 1024 * 1024) {
        assert.deepEqual(
          report.findings.map(({ rule }) => rule),
          ['unreadable-file'],
        );
      }
    });
  }

  it('an open port beside a syntax error is still found', async () => {
    const uri = 'file:///w/docker-compose.yml';
    const report = await createChecker(memoryFiles({ [uri]: `${OPEN}  mongo: [\n` })).check([uri], SETTINGS);
    assert.ok(report.findings.some(({ rule }) => rule === 'exposed-datastore'));
  });
});

const NESTED = 10_000;
const HOCON: Readonly<Record<string, string>> = {
  empty: '',
  'a byte order mark': `\ufeffauth { token_secret: "${PUBLIC_TOKEN}" }`,
  'nested braces': `${'a {'.repeat(NESTED)}${'}'.repeat(NESTED)}`,
  'nested lists': `a: ${'['.repeat(NESTED)}${']'.repeat(NESTED)}`,
  'open quotes': '"'.repeat(NESTED + 1),
  'open substitutions': '${'.repeat(NESTED),
  'lone surrogates': 'a: "\ud800", b: "\udc00"',
  'an object twice in a part of itself': 'auth.fixed_users.enabled: ${auth}${auth}',
  'a substitution of itself': 'a: ${a}\nb: ${c}\nc: ${b}',
  'growth without end': [
    'a: xxxxxxxx',
    ...Array.from(
      { length: 60 },
      (_, at) => `${'a'.repeat(at + 2)}: \${${'a'.repeat(at + 1)}}\${${'a'.repeat(at + 1)}}`,
    ),
  ].join('\n'),
  'long keys': `${'k.'.repeat(20_000)}k: 1`,
  'an include of itself': 'include "secure.conf"',
};

describe('a configuration file of', () => {
  for (const [name, text] of Object.entries(HOCON)) {
    it(`${name} is checked without harm`, async () => {
      const uri = 'file:///w/config/secure.conf';
      const report = await createChecker(memoryFiles({ [uri]: text })).check([uri], SETTINGS);
      for (const { at } of report.findings) assert.ok(at.span.end <= text.length);
    });
  }
});

describe('a parser', () => {
  const texts = [...Object.values(COMPOSE), ...Object.values(HOCON), '='.repeat(50_000), "A='".repeat(20_000)];
  it('takes whatever it is given, and loses no character', () => {
    for (const text of texts.filter((each) => each.length < 1_000_000)) {
      parseYaml(text);
      assert.equal(parseHocon(text).text, text);
      const { leaves } = parseDotenv(text);
      assert.equal(leaves.map(({ span }) => text.slice(span.start, span.end)).join(''), text);
    }
  });
});
