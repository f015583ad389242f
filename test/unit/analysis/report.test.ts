import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChecker } from '../../../server/src/analysis/checker.ts';
import { automaticEdits } from '../../../server/src/analysis/fix-all.ts';
import { joinFindings } from '../../../server/src/analysis/one-voice.ts';
import { ParseCache } from '../../../server/src/analysis/parse-cache.ts';
import { applySeverities, readSettings } from '../../../server/src/analysis/settings.ts';
import { createSecretSource } from '../../../server/src/clearml/secret-generator.ts';
import type { Finding } from '../../../server/src/rules/finding.ts';
import { memoryFiles } from '../../memory-files.ts';

const finding = (over: Partial<Finding>): Finding => ({
  rule: 'default-secret',
  severity: 'error',
  message: 'x',
  at: { uri: 'file:///a', span: { start: 0, end: 1 } },
  path: 'p',
  related: [],
  fixes: [],
  ...over,
});

describe('joinFindings', () => {
  it('joins one finding of several deployments, the worst with all services', () => {
    const [joined, ...rest] = joinFindings([
      finding({ severity: 'information', services: ['a'] }),
      finding({ severity: 'error', services: ['b'] }),
    ]);
    assert.deepEqual([joined?.severity, joined?.services, rest.length], ['error', ['a', 'b'], 0]);
  });

  it('lets the first rule speak where several see one token', () => {
    const spoken = joinFindings([finding({ rule: 'unloadable-config' }), finding({ rule: 'default-secret' })]);
    assert.deepEqual(
      spoken.map(({ rule }) => rule),
      ['default-secret'],
    );
  });

  it('orders by file and place', () => {
    const at = (uri: string, start: number) => ({
      at: { uri, span: { start, end: start + 1 } },
      path: `${uri}${start}`,
    });
    const ordered = joinFindings([finding(at('b', 0)), finding(at('a', 5)), finding(at('a', 2))]);
    assert.deepEqual(
      ordered.map((each) => `${each.at.uri}${each.at.span.start}`),
      ['a2', 'a5', 'b0'],
    );
  });
});

describe('settings', () => {
  it('are read from whatever an editor sends', () => {
    assert.deepEqual(readSettings({ scope: 'all', rules: { a: 'off', b: 'loud', c: 3 } }), {
      scope: 'all',
      rules: { a: 'off' },
    });
    for (const nonsense of [undefined, null, 3, 'x', [], { scope: 3, rules: 'x' }]) {
      assert.deepEqual(readSettings(nonsense), { rules: {} });
    }
  });

  it('set severities', () => {
    const [changed] = applySeverities([finding({})], { scope: 'clearml', rules: { 'default-secret': 'hint' } });
    assert.equal(changed?.severity, 'hint');
  });
});

describe('ParseCache', () => {
  it('parses again only what changed', () => {
    let parses = 0;
    const cache = new ParseCache((text) => {
      parses++;
      return text;
    });
    cache.of('a', '1');
    cache.of('a', '1');
    cache.of('b', '1');
    assert.equal(parses, 2);
    cache.of('a', '2');
    assert.equal(parses, 3);
  });
});

const PUBLIC = 'Rq8FW84sSqVgq7WvBB_4EzNl9y8z8IGiDXX3C345_a5AZfcwZcwCIA';
const SETTINGS = { scope: 'clearml' as const, rules: {} };

describe('a check', () => {
  const base =
    'services:\n  apiserver:\n    image: clearml/server:2.3.0\n    command: [apiserver]\n    ports: ["8008:8008"]\n';
  const files = {
    'file:///w/compose.yaml': base,
    'file:///w/compose.override.yaml': `services:\n  apiserver:\n    environment:\n      CLEARML__SECURE__AUTH__TOKEN_SECRET: ${PUBLIC}\n  async_delete:\n    image: clearml/server:2.3.0\n    command: [python3, -m, jobs.async_urls_delete]\n`,
    'file:///w/config/secure.conf': 'auth { token_secret: "mine-is-long-enough-to-be-a-secret" }\n',
  };

  it('finds the deployment from any of its files', async () => {
    for (const uri of ['file:///w/compose.yaml', 'file:///w/compose.override.yaml']) {
      const report = await createChecker(memoryFiles(files)).check([uri], SETTINGS);
      assert.equal(report.deployments, 1);
      assert.deepEqual(
        report.findings.filter(({ rule }) => rule === 'default-secret').map(({ at }) => at.uri),
        ['file:///w/compose.override.yaml'],
      );
    }
  });

  it('takes a configuration file with the compose file above it that mounts its folder', async () => {
    const mounted = {
      'file:///w/compose.yaml': `${base}    volumes: ["./config:/opt/clearml/config"]\n    environment:\n      CLEARML__SECURE__AUTH__TOKEN_SECRET: mine-is-fresh-and-long-enough-to-count-as-one\n`,
      'file:///w/config/secure.conf': `auth { token_secret: "${PUBLIC}" }\n`,
    };
    const uri = 'file:///w/config/secure.conf';
    const { findings } = await createChecker(memoryFiles(mounted)).check([uri], SETTINGS);
    const found = findings.find(({ rule }) => rule === 'default-secret');
    assert.deepEqual([found?.severity, found?.at.uri], ['information', uri]);
    assert.match(found?.message ?? '', /a variable of the service overrides it/);
  });

  it('fixes by itself only what needs no other file', async () => {
    const split = {
      ...files,
      'file:///w/compose.yaml': `${base}  async_delete:\n    image: clearml/server:2.3.0\n    command: [python3, -m, jobs.async_urls_delete]\n`,
    };
    const alone = { ...files };
    for (const [texts, count] of [
      [alone, 2],
      [split, 0],
    ] as const) {
      const uri = 'file:///w/compose.override.yaml';
      const override = texts === split ? (files[uri].split('  async_delete')[0] ?? '') : files[uri];
      const report = await createChecker(memoryFiles({ ...texts, [uri]: override })).check([uri], SETTINGS);
      assert.equal(automaticEdits(report, uri, createSecretSource()).length, count);
    }
  });
});
