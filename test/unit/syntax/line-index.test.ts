import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LineIndex } from '../../../server/src/syntax/line-index.ts';

describe('positions and offsets', () => {
  const TEXT = 'a𝕜b\r\nc\rd\n';
  const lines = new LineIndex(TEXT);

  it('are each other’s inverse, in UTF-16 code units, at every place of a line', () => {
    for (const offset of [0, 1, 3, 4, 6, 7, 8, 9, 10]) {
      assert.equal(lines.offsetAt(lines.positionAt(offset)), offset, String(offset));
    }
    assert.deepEqual(lines.positionAt(3), { line: 0, character: 3 });
    assert.deepEqual(lines.positionAt(8), { line: 2, character: 0 });
  });

  it('outside of the text, or of a line, are moved to its ends', () => {
    assert.deepEqual(lines.positionAt(-1), { line: 0, character: 0 });
    assert.deepEqual(lines.positionAt(99), { line: 3, character: 0 });
    assert.equal(lines.offsetAt({ line: -1, character: 3 }), 0);
    assert.equal(lines.offsetAt({ line: 9, character: 0 }), TEXT.length);
    assert.equal(lines.offsetAt({ line: 1, character: 99 }), 7);
  });

  it('begin behind a byte order mark for those who do not see it', () => {
    const marked = new LineIndex(`\ufeff${TEXT}`, 1);
    for (let offset = 0; offset <= TEXT.length; offset++) {
      assert.deepEqual(marked.positionAt(offset + 1), lines.positionAt(offset));
    }
    assert.deepEqual(marked.positionAt(0), { line: 0, character: 0 });
    assert.equal(marked.offsetAt({ line: 0, character: 0 }), 1);
    assert.equal(marked.offsetAt({ line: -1, character: 0 }), 1);
    assert.equal(marked.offsetAt({ line: 1, character: 0 }), 7);
  });
});
