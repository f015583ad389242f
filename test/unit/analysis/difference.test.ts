import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { differenceOf } from '../../../server/src/analysis/difference.ts';
import { applyEdits } from '../../../server/src/fixes/fix.ts';

describe('the difference of two texts', () => {
  it('is nothing where they are equal', () => {
    assert.deepEqual(differenceOf('a: 1\r\n', 'a: 1\r\n'), []);
  });

  it('touches the words that changed, not the line', () => {
    const before = '  KEY: old-value # kept\n';
    assert.deepEqual(differenceOf(before, '  KEY: new-value # kept\n'), [
      { span: { start: 7, end: 16 }, newText: 'new-value' },
    ]);
  });

  it('is one edit for lines that come or go', () => {
    assert.deepEqual(differenceOf('a\nb\n', 'a\nx: 1\nb\n').length, 1);
    assert.deepEqual(differenceOf('', 'A=1\nB=2\n'), [{ span: { start: 0, end: 0 }, newText: 'A=1\nB=2\n' }]);
  });

  it('gives the other text, whatever the two are, in edits that are in order and apart', () => {
    const part = fc.constantFrom('a', 'key', ': ', '\n', '\r\n', '  ', '-', '"', '🔑', '$');
    const text = fc.array(part).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const edits = differenceOf(before, after);
        assert.equal(applyEdits(before, edits), after);
        edits.forEach(({ span }, index) => {
          assert.ok(span.start > (edits[index - 1]?.span.end ?? -1) || index === 0);
        });
      }),
    );
  });
});
