import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChecker } from '../../../server/src/analysis/checker.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/analysis/settings.ts';
import { RULES } from '../../../server/src/rules/index.ts';
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
      assert.equal(found.length > 0, fixture.bad, 'the folder’s rule must speak in a bad case');
    });
  }

  it('has enough cases of each rule', () => {
    const count = (rule: string, bad: boolean) =>
      fixtures.filter((each) => each.rule === rule && each.bad === bad).length;
    for (const { id } of RULES) {
      assert.ok(count(id, true) >= 5, `${id}: bad`);
      assert.ok(count(id, false) >= 4, `${id}: good`);
    }
  });
});

async function check(fixture: Fixture): Promise<readonly ExpectedFinding[]> {
  const checker = createChecker(fixtureFiles(fixture));
  const report = await checker.check(fixtureUris(fixture), DEFAULT_SETTINGS);
  // What other rules find is the business of their own folders, and of the whole deployments in `deployments/`.
  const own = report.findings.filter((finding) => finding.rule === fixture.rule);
  return inOrder(
    own.map((finding): ExpectedFinding => {
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
