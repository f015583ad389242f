import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { PUBLISHED_DEFAULTS } from '../../server/src/clearml/published-defaults.ts';
import { assertAutomaticLaws, assertFixLaws, checkTexts } from '../fix-laws.ts';
import type { Fixture } from '../fixtures.ts';
import { composeLayout, confLayout, dotenvLayout } from './layouts.ts';

const PUBLIC = PUBLISHED_DEFAULTS.filter((entry) => entry.origin === 'server').map((entry) => entry.value);

async function assertAllLaws(texts: Readonly<Record<string, string>>, rules: readonly string[]): Promise<void> {
  const fixture: Fixture = {
    name: 'generated',
    rule: rules[0] ?? '',
    bad: true,
    texts: new Map(Object.entries(texts)),
    unreadable: new Map(),
    expected: [],
  };
  const report = await checkTexts(fixture);
  for (const rule of rules)
    assert.ok(
      report.findings.some((finding) => finding.rule === rule),
      `${rule} speaks`,
    );
  for (const finding of report.findings) {
    assert.ok(!PUBLIC.some((value) => finding.message.includes(value)), 'a message never quotes a value');
    for (const fix of finding.fixes) await assertFixLaws(fixture, report, finding, fix);
  }
  await assertAutomaticLaws(fixture);
}

describe('fix laws in any layout', () => {
  it('of a compose file', async () => {
    await fc.assert(
      fc.asyncProperty(composeLayout, (text) =>
        assertAllLaws({ 'docker-compose.yml': text }, ['default-secret', 'exposed-datastore']),
      ),
      { numRuns: 150 },
    );
  });

  it('of a compose file and its .env', async () => {
    await fc.assert(
      fc.asyncProperty(dotenvLayout, (texts) => assertAllLaws(texts, ['default-secret'])),
      { numRuns: 100 },
    );
  });

  it('of secure.conf', async () => {
    await fc.assert(
      fc.asyncProperty(confLayout, (text) => assertAllLaws({ 'secure.conf': text }, ['default-secret'])),
      { numRuns: 200 },
    );
  });
});
