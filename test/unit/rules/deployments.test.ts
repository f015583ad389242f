import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { findingsOf, inOrder } from '../../findings.ts';
import { readDeployments } from '../../fixtures.ts';

const deployments = readDeployments();
const cases = (prefix: string) => deployments.filter(({ name }) => name.includes(`/${prefix}.`));

/** More findings than this are no help: people would read none of them. */
const HANDFUL = 8;

/** What these miss stands nowhere: they share the place that is nearest. */
const ABSENT: ReadonlySet<string> = new Set(['default-in-effect', 'web-login-off']);

describe('a deployment as ClearML ships it', () => {
  for (const fixture of cases('stock')) {
    it(fixture.name, async () => {
      const found = await findingsOf(fixture);
      if (process.env.UPDATE_EXPECTED) {
        const path = join(import.meta.dirname, '..', '..', 'fixtures', fixture.name, 'expected.json');
        writeFileSync(path, `${JSON.stringify(found, null, 2)}\n`);
        return;
      }
      const hint = 'UPDATE_EXPECTED=1 before this test’s command writes what is found now: read the difference.';
      assert.deepEqual(found, inOrder(fixture.expected), hint);
      assert.ok(found.length > 0 && found.length <= HANDFUL, `${found.length} findings are not a handful`);
      const tokens = found.filter(({ rule }) => !ABSENT.has(rule)).map(({ file, at }) => `${file} ${at}`);
      assert.equal(new Set(tokens).size, tokens.length, 'a token has one finding');
    });
  }
});

describe('a hardened deployment', () => {
  for (const fixture of cases('hardened')) {
    it(fixture.name, async () => assert.deepEqual(await findingsOf(fixture), []));
  }

  it('is tried in many shapes', () => {
    assert.ok(cases('hardened').length >= 20);
    assert.ok(cases('stock').length >= 14);
  });
});
