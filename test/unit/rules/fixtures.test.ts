import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChecker } from '../../../server/src/analysis/checker.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/analysis/settings.ts';
import { LineIndex } from '../../../server/src/syntax/line-index.ts';
import {
  type ExpectedFinding,
  type Fixture,
  fixtureFiles,
  fixtureUri,
  fixtureUris,
  readFixtures,
} from '../../fixtures.ts';

const fixtures = readFixtures();

describe('fixture folders', () => {
  for (const fixture of fixtures) {
    it(fixture.name, async () => {
      const found = await check(fixture);
      assert.deepEqual(found, inOrder(fixture.bad ? fixture.expected : []));
      if (fixture.bad)
        assert.ok(
          found.some((finding) => finding.rule === fixture.rule),
          'the folder’s rule must speak',
        );
    });
  }

  it('has enough cases of each rule', () => {
    const count = (rule: string, bad: boolean) =>
      fixtures.filter((each) => each.rule === rule && each.bad === bad).length;
    for (const rule of ['default-secret', 'exposed-datastore']) {
      assert.ok(count(rule, true) >= 12, `${rule}: bad`);
      assert.ok(count(rule, false) >= 8, `${rule}: good`);
    }
    for (const rule of ['unloadable-config', 'unreadable-file']) {
      assert.ok(count(rule, true) >= 5, `${rule}: bad`);
      assert.ok(count(rule, false) >= 4, `${rule}: good`);
    }
  });
});

async function check(fixture: Fixture): Promise<readonly ExpectedFinding[]> {
  const checker = createChecker(fixtureFiles(fixture));
  const report = await checker.check(fixtureUris(fixture), DEFAULT_SETTINGS);
  return inOrder(
    report.findings.map((finding): ExpectedFinding => {
      const file = finding.at.uri.slice(fixtureUri('').length);
      const text = fixture.texts.get(file) ?? '';
      const { line, character } = new LineIndex(text).positionAt(finding.at.span.start);
      return {
        file,
        at: `${line + 1}:${character + 1}`,
        rule: finding.rule,
        severity: finding.severity,
        text: text.slice(finding.at.span.start, finding.at.span.end),
        ...(finding.services && { services: finding.services }),
      };
    }),
  );
}

/** The order of files is the checker's business; here only the findings count. */
function inOrder(findings: readonly ExpectedFinding[]): readonly ExpectedFinding[] {
  return [...findings].sort((left, right) => compare(key(left), key(right)));
}

function key({ file, at, rule }: ExpectedFinding): string {
  return `${file} ${at.replaceAll(/\d+/g, (digits) => digits.padStart(6, '0'))} ${rule}`;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
