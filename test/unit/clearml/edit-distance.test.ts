import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { editDistance } from '../../../server/src/clearml/edit-distance.ts';

describe('editDistance', () => {
  const cases: readonly (readonly [string, string, number])[] = [
    ['secret', 'secret', 0],
    ['secret', 'secrte', 1],
    ['secret', 'secrt', 1],
    ['secret', 'secrett', 1],
    ['secret', 'sacret', 1],
    ['apiserver', 'apisever', 1],
    ['apiserver', 'apservr', 2],
    ['', 'ab', 2],
  ];
  for (const [left, right, distance] of cases) {
    it(`is ${distance} between “${left}” and “${right}”`, () => {
      assert.equal(editDistance(left, right, 2), distance);
      assert.equal(editDistance(right, left, 2), distance);
    });
  }

  it('only tells that more are needed than was asked for', () => {
    assert.ok(editDistance('auth', 'http', 2) > 2);
    assert.ok(editDistance('a', 'abcdef', 2) > 2);
  });
});
