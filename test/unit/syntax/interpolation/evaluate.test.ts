import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { interpolate, parseTemplate } from '../../../../server/src/syntax/interpolation/index.ts';

const VALUES: Readonly<Record<string, string>> = { SET: 'value', EMPTY: '', DOLLAR: '$SET ${SET} $$' };
const lookup = (name: string) => VALUES[name];
const run = (text: string) => interpolate(parseTemplate(text), lookup);

const RESULTS: readonly (readonly [text: string, value: string])[] = [
  ['', ''],
  ['a $SET b', 'a value b'],
  ['${SET}${SET}', 'valuevalue'],
  ['[${UNSET}]', '[]'],
  ['${SET-d}', 'value'],
  ['${EMPTY-d}', ''],
  ['${UNSET-d}', 'd'],
  ['${SET:-d}', 'value'],
  ['${EMPTY:-d}', 'd'],
  ['${UNSET:-d}', 'd'],
  ['${SET+r}', 'r'],
  ['${EMPTY+r}', 'r'],
  ['${UNSET+r}', ''],
  ['${SET:+r}', 'r'],
  ['${EMPTY:+r}', ''],
  ['${UNSET:+r}', ''],
  ['${SET?e}', 'value'],
  ['${EMPTY?e}', ''],
  ['${SET:?e}', 'value'],
  ['${UNSET:-a ${EMPTY:-b} c}', 'a b c'],
  ['${SET:+<$SET>}', '<value>'],
  // A variable's value is not read again.
  ['$DOLLAR', '$SET ${SET} $$'],
  ['${UNSET:-$$SET}', '$SET'],
  ['100$ $1 $$', '100$ $1 $'],
  // What is not used is not read.
  ['${SET:-${!}}', 'value'],
  ['${UNSET:+${REQUIRED?}}', ''],
  ['${SET?${!}}', 'value'],
];

describe('interpolate', () => {
  for (const [text, value] of RESULTS) {
    test(JSON.stringify(text), () => {
      const result = run(text);
      assert.ok(result.ok);
      assert.equal(result.value, value);
      assert.equal(result.pieces.map((piece) => piece.text).join(''), value);
    });
  }

  const FAILURES: readonly (readonly [text: string, underlined: string, message: RegExp])[] = [
    ['a ${UNSET?} b', '${UNSET?}', /required variable UNSET is not set/],
    ['${EMPTY:?must not be empty}', '${EMPTY:?must not be empty}', /required variable EMPTY/],
    ['${UNSET:-${OTHER:?}}', '${OTHER:?}', /required variable OTHER/],
    ['${UNSET:?${!}}', '${UNSET:?${!}}', /required variable UNSET/],
    ['${A} ${!} ${B?}', '${!}', /not a valid reference/],
    ['${UNSET:-${!}}', '${!', /not a valid reference/],
    ['${SET', '${', /not a valid reference/],
  ];
  for (const [text, underlined, message] of FAILURES) {
    test(`refuses ${JSON.stringify(text)}`, () => {
      const result = run(text);
      assert.ok(!result.ok);
      assert.match(result.message, message);
      assert.equal(result.required, message.source.startsWith('required'));
      assert.ok(text.slice(result.span.start, result.span.end).startsWith(underlined));
    });
  }

  test('tells where each piece comes from', () => {
    const text = 'a$$b${SET}${UNSET:-c${SET}}';
    const result = run(text);
    assert.ok(result.ok);
    const pieces = result.pieces.map(({ text: value, span, variable }) => [
      value,
      text.slice(span.start, span.end),
      variable,
    ]);
    assert.deepEqual(pieces, [
      ['a', 'a', undefined],
      ['$', '$$', undefined],
      ['b', 'b', undefined],
      ['value', '${SET}', 'SET'],
      ['c', 'c', undefined],
      ['value', '${SET}', 'SET'],
    ]);
  });

  test('names the variables that count as empty because nobody sets them', () => {
    const text = '$A ${B} ${C:-$D} ${E:-} ${F:+x} ${G+x} ${EMPTY} ${SET:-$H}';
    const result = run(text);
    assert.ok(result.ok);
    assert.deepEqual(
      result.unset.map(({ name, span }) => [name, text.slice(span.start, span.end)]),
      [
        ['A', '$A'],
        ['B', '${B}'],
        ['D', '$D'],
      ],
    );
  });

  test('refuses a text that variables blow up', () => {
    const big = 'x'.repeat(65_536);
    const twice = interpolate(parseTemplate('$A$A'), () => big);
    assert.ok(twice.ok);
    assert.equal(twice.value.length, 131_072);
    const more = interpolate(parseTemplate('$A$A$B'), () => big);
    assert.ok(!more.ok);
    assert.match(more.message, /longer than 128 KiB/);
    assert.equal(more.required, false);
    assert.deepEqual(more.span, { start: 4, end: 6 });
  });

  test('never names a value in a message', () => {
    const secret = 'hunter2';
    for (const text of ['${UNSET:?hunter2}', '${hunter2!}', 'hunter2${']) {
      const result = interpolate(parseTemplate(text), () => undefined);
      assert.ok(!result.ok);
      assert.ok(!result.message.includes(secret));
    }
  });
});
