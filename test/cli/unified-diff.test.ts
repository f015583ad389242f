import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { unifiedDiff } from '../../server/src/cli/unified-diff.ts';

const same = (line: string) => line;

describe('a unified difference', () => {
  for (const [name, before, after, body] of [
    ['changes a line', 'a\nb\nc\n', 'a\nB\nc\n', '@@ -2 +2 @@\n-b\n+B\n'],
    ['adds lines', 'a\nc\n', 'a\nb\nb\nc\n', '@@ -1,0 +2,2 @@\n+b\n+b\n'],
    ['removes lines', 'a\nb\nc\n', 'c\n', '@@ -1,2 +0,0 @@\n-a\n-b\n'],
    ['keeps what is between', 'a\nb\nc\n', 'A\nb\nC\n', '@@ -1 +1 @@\n-a\n+A\n@@ -3 +3 @@\n-c\n+C\n'],
    ['tells of a missing line break', 'a', 'b\n', '@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n'],
    ['is empty for equal texts', 'a\n', 'a\n', ''],
  ] as const) {
    it(name, () => assert.equal(unifiedDiff('f', before, after, same), `--- a/f\n+++ b/f\n${body}`));
  }

  it('shows a file that is made, and each line as it is told', () => {
    assert.equal(
      unifiedDiff('x/.env', undefined, 'secret\n', () => 'shown'),
      '--- /dev/null\n+++ b/x/.env\n@@ -0,0 +1 @@\n+shown\n',
    );
  });

  it('leads from one text to the other, and is as short as can be', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 })
      .map((lines) => lines.map((line) => `${line}\n`).join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const difference = unifiedDiff('f', before, after, same);
        assert.equal(patched(before, difference), after);
        const changed = difference
          .split('\n')
          .slice(2)
          .filter((line) => /^[-+]/.test(line)).length;
        assert.equal(changed, before.length / 2 + after.length / 2 - 2 * longestCommon(before, after));
      }),
    );
  });
});

/** What `patch` makes of a text, by the line numbers of the text after. */
function patched(before: string, difference: string): string {
  const lines = before.split('\n').slice(0, -1);
  for (const hunk of difference.split(/^@@ /m).slice(1)) {
    const [head = '', ...body] = hunk.split('\n');
    const [, to, count = '1'] = /\+(\d+)(?:,(\d+))? @@/.exec(head) ?? [];
    const [removed, added] = ['-', '+'].map((mark) =>
      body.filter((line) => line.startsWith(mark)).map((line) => line.slice(1)),
    );
    const at = count === '0' ? Number(to) : Number(to) - 1;
    assert.deepEqual(lines.splice(at, removed?.length ?? 0, ...(added ?? [])), removed);
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** Lines that two texts of one letter a line have in common, in order, at most. */
function longestCommon(left: string, right: string): number {
  if (left === '' || right === '') return 0;
  const table = Array.from({ length: left.length / 2 + 1 }, () => new Array<number>(right.length / 2 + 1).fill(0));
  for (let row = 1; row < table.length; row++) {
    for (let column = 1; column <= right.length / 2; column++) {
      const equal = left[2 * row - 2] === right[2 * column - 2];
      const cell = (r: number, c: number) => table[r]?.[c] ?? 0;
      (table[row] as number[])[column] = equal
        ? cell(row - 1, column - 1) + 1
        : Math.max(cell(row - 1, column), cell(row, column - 1));
    }
  }
  return table.at(-1)?.at(-1) ?? 0;
}
