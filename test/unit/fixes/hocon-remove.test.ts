import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../../server/src/fixes/fix.ts';
import { removal } from '../../../server/src/fixes/hocon-remove.ts';

function without(text: string, item: string): string | undefined {
  const start = text.indexOf(item);
  const span = removal(text, { start, end: start + item.length });
  return span && applyEdits(text, [{ span, newText: '' }]);
}

describe('removing an element', () => {
  it('takes the comma behind it', () => assert.equal(without('[a1, b1, c1]', 'b1'), '[a1, c1]'));
  it('takes the comma before the last one', () => assert.equal(without('[a1, b1 ]', 'b1'), '[a1 ]'));
  it('leaves the only one’s brackets', () => assert.equal(without('[a1]', 'a1'), '[]'));
  it('takes its lines', () => assert.equal(without('[\n  a1,\n  b1,\n  c1\n]', 'b1'), '[\n  a1,\n  c1\n]'));
  it('takes its lines with CRLF', () => assert.equal(without('[\r\n  a1\r\n  b1\r\n]', 'b1'), '[\r\n  a1\r\n]'));
  it('leaves a comment and what it speaks of', () => assert.equal(without('[\n  a1 # mine\n]', 'a1'), undefined));
});
