import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChecker } from '../../../server/src/analysis/checker.ts';
import { DeploymentReader } from '../../../server/src/analysis/deployment-reader.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/analysis/settings.ts';
import { fileKind } from '../../../server/src/deployment/file-kind.ts';
import { RULES } from '../../../server/src/rules/index.ts';
import { fixtureFiles, fixtureUris, readFixtures } from '../../fixtures.ts';
import { memoryFiles } from '../../memory-files.ts';

describe('a deployment that is passed over without parsing', () => {
  let passed = 0;
  for (const fixture of readFixtures()) {
    it(`has nothing for the rules to find: ${fixture.name}`, async () => {
      const reader = new DeploymentReader(fixtureFiles(fixture));
      for (const uri of fixtureUris(fixture)) {
        const whole = await reader.look().deploymentsOf(uri, fileKind(uri));
        const read = await reader.look({ onlyClearml: true }).deploymentsOf(uri, fileKind(uri));
        assert.deepEqual(
          read.map(({ key }) => key),
          whole.map(({ key }) => key),
        );
        for (const [index, { deployment }] of whole.entries()) {
          if (deployment.compose === undefined || read[index]?.deployment.compose !== undefined) continue;
          passed++;
          const found = RULES.flatMap((rule) => rule.check(deployment, 'clearml'));
          assert.deepEqual(found, []);
        }
      }
    });
  }
  it('is among the fixtures', () => assert.ok(passed > 0));

  it('still counts, and does so as a whole where every project is asked for', async () => {
    const uri = 'file:///w/compose.yaml';
    const files = memoryFiles({ [uri]: 'services:\n  redis:\n    image: redis:7\n    ports: ["6379:6379"]\n' });
    const report = await createChecker(files).check([uri], DEFAULT_SETTINGS);
    assert.deepEqual([report.files, report.deployments, report.findings.length], [[uri], 1, 0]);
    const all = await createChecker(files).check([uri], { ...DEFAULT_SETTINGS, scope: 'all' });
    assert.equal(all.findings.length, 1);
  });
});
