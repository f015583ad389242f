import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isSample } from '../../server/src/deployment/file-kind.ts';
import { assertAutomaticLaws, assertFixLaws, checkTexts } from '../fix-laws.ts';
import { readFixtures } from '../fixtures.ts';

const bad = readFixtures().filter((fixture) => fixture.bad);

describe('every fix of every bad fixture', () => {
  for (const fixture of bad) {
    it(fixture.name, async () => {
      const report = await checkTexts(fixture);
      for (const finding of report.findings) {
        assert.ok(finding.fixes.filter((fix) => fix.preferred).length <= 1, 'one fix is preferred at most');
        // What hides a finding is never chosen for anybody.
        assert.ok(
          finding.rule === 'suppression' || finding.fixes.length === 0 || finding.fixes[0]?.preferred,
          'the preferred one comes first',
        );
        for (const fix of finding.fixes) {
          const after = await assertFixLaws(fixture, report, finding, fix);
          assert.notDeepEqual([...after], [...fixture.texts], `${fix.kind} changes something`);
        }
      }
      await assertAutomaticLaws(fixture);
    });
  }

  it('offers a fix where one is promised', async () => {
    const without: string[] = [];
    for (const fixture of bad) {
      for (const finding of (await checkTexts(fixture)).findings) {
        // A new web server pair without Web Login or the web server's own variables would lock everybody out.
        const alone = /No quick fix: without Web Login/.test(finding.message);
        const promised =
          (finding.rule === 'default-secret' && !alone && !isSample(finding.at.uri)) ||
          (finding.rule === 'exposed-datastore' && !/\/(?:network_mode$|networks\/)/.test(finding.path));
        if (promised && finding.fixes.length === 0) without.push(`${fixture.name} ${finding.path}`);
      }
    }
    assert.deepEqual(without, []);
  });
});
