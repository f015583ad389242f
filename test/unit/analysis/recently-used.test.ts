import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RecentlyUsed } from '../../../server/src/analysis/recently-used.ts';

describe('the most recently used', () => {
  it('are kept, and the one that nobody used for longest goes', () => {
    const kept = new RecentlyUsed<number>(2);
    kept.set('a', 1);
    kept.set('b', 2);
    assert.equal(kept.get('a'), 1);
    kept.set('c', 3);
    assert.deepEqual(
      ['a', 'b', 'c'].map((key) => kept.get(key)),
      [1, undefined, 3],
    );
  });

  it('have the value that was set last, and setting one is a use', () => {
    const kept = new RecentlyUsed<string>(2);
    kept.set('a', 'first');
    kept.set('b', 'other');
    kept.set('a', 'second');
    kept.set('c', 'third');
    assert.deepEqual(
      ['a', 'b', 'c'].map((key) => kept.get(key)),
      ['second', undefined, 'third'],
    );
  });
});
