import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RULES } from '../../../server/src/rules/index.ts';
import { findingsOf, inOrder } from '../../findings.ts';
import { type ExpectedFinding, type Fixture, readFixtures } from '../../fixtures.ts';

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

// What other rules find is the business of their own folders, and of the whole deployments in `deployments/`.
async function check(fixture: Fixture): Promise<readonly ExpectedFinding[]> {
  return (await findingsOf(fixture)).filter(({ rule }) => rule === fixture.rule);
}
