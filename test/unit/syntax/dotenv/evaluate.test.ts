import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { evaluateDotenv, parseDotenv } from '../../../../server/src/syntax/dotenv/index.ts';

const SHELL: Readonly<Record<string, string>> = { HOME: '/root', EMPTY: '' };

function evaluate(text: string): { ok: boolean; values: Record<string, string> } {
  const { ok, values } = evaluateDotenv(parseDotenv(text), (name) => SHELL[name]);
  return { ok, values: Object.fromEntries([...values].map(([name, { value }]) => [name, value])) };
}

const VALUES: readonly (readonly [text: string, values: Readonly<Record<string, string>>])[] = [
  ['A=1\nA=2', { A: '2' }],
  ['A=1\nB=$A-${A}', { A: '1', B: '1-1' }],
  ['B=$A\nA=1', { B: '', A: '1' }],
  // The environment is asked first.
  ['HOME=/x\nA=$HOME', { HOME: '/x', A: '/root' }],
  ['EMPTY=x\nA=[$EMPTY]', { EMPTY: 'x', A: '[]' }],
  ['A=${UNSET:-d}', { A: 'd' }],
  ['A=${HOME:+yes}', { A: 'yes' }],
  ['A=$$HOME', { A: '$HOME' }],
  ['A="$$HOME"', { A: '$HOME' }],
  ['A="\\$HOME"', { A: '$HOME' }],
  ['A=\\$HOME', { A: '\\/root' }],
  ["A='$HOME \\n'", { A: '$HOME \\n' }],
  ["A='it\\'s \\\\ \\\"'", { A: 'it\'s \\\\ \\"' }],
  ['A="\\a\\b\\f\\n\\r\\t\\v\\\\\\""', { A: '\x07\b\f\n\r\t\v\\"' }],
  ['A="\\c\\x41\\u0041\\q\\\'"', { A: "\\c\\x41\\u0041\\q\\'" }],
  ['A="\\0101\\01012"', { A: 'AA2' }],
  ['A="\\0\\01\\012\\0189\\0777"', { A: '\\\\1\\12\\189\\777' }],
  ['A="\\0351"', { A: 'é' }],
  ['A="\\0377\\0400"', { A: 'ÿ\\400' }],
  ['A="\\\\n"', { A: '\\n' }],
  ['A="\\\\\\""', { A: '\\"' }],
  ['A=a\\nb', { A: 'a\\nb' }],
  ['A="x\r\ny"', { A: 'x\r\ny' }],
  ['A="x\ny"', { A: 'x\ny' }],
  ['A=x\r\n', { A: 'x' }],
  ['HOME\n', { HOME: '/root' }],
  ['EMPTY\n', { EMPTY: '' }],
  ['UNSET\n', {}],
  ['A=1\nA\n', { A: '1' }],
  // A last line without a line break is misread by compose-go.
  ['HOME', { '': 'HOME' }],
  ['A B', { '': 'A B' }],
  ['HOME\nA', { HOME: '/root', '': 'A' }],
  ['A="1"B', { A: '1', '': 'B' }],
  ['=x', { '': 'x' }],
  ['\ufeffA=1', { A: '1' }],
  ['A=pa$word', { A: 'pa' }],
  ["A='pa$word'", { A: 'pa$word' }],
  ['KEY=\'"value"\'', { KEY: '"value"' }],
];

const REFUSED: readonly (readonly [text: string, values: Readonly<Record<string, string>>, message: RegExp])[] = [
  ['A=1\nB=${x!}\nC=3', { A: '1', C: '3' }, /not a valid reference/],
  ['B=${X:?need it}\nC=3', { C: '3' }, /required variable X/],
  ['A="${"\nC=3', { C: '3' }, /not a valid reference/],
  ['A!\nC=3', { C: '3' }, /only letters/],
  ['A=1\nB="', { A: '1' }, /never closed/],
  ['A=1\nexport ', { A: '1' }, /missing/],
];

describe('evaluateDotenv', () => {
  for (const [text, values] of VALUES) {
    test(JSON.stringify(text), () => assert.deepEqual(evaluate(text), { ok: true, values }));
  }

  for (const [text, values, message] of REFUSED) {
    test(`refuses ${JSON.stringify(text)} and keeps what can be read`, () => {
      assert.deepEqual(evaluate(text), { ok: false, values });
      const { problems } = evaluateDotenv(parseDotenv(text), () => undefined);
      assert.equal(problems.length, 1);
      assert.match(problems[0]?.message ?? '', message);
    });
  }

  test('says which statement gave a value and where a bad one stands', () => {
    const text = 'A=1\nA="2"\nB="${"\n';
    const { values, problems } = evaluateDotenv(parseDotenv(text), () => undefined);
    const span = values.get('A')?.statement.contentSpan;
    assert.equal(text.slice(span?.start, span?.end), '2');
    assert.equal(span?.start, 7);
    assert.deepEqual(problems[0]?.span, { start: 13, end: 15 });
    assert.equal(values.has('B'), false);
  });

  test('keeps the statement of a bare name, which has no value of its own', () => {
    const { values } = evaluateDotenv(parseDotenv('HOME\n'), (name) => SHELL[name]);
    assert.equal(values.get('HOME')?.statement.contentSpan, undefined);
  });

  test('stops a value that doubles itself', () => {
    const { ok, values } = evaluateDotenv(parseDotenv(`A=xx\n${'A=$A$A\n'.repeat(100)}`), () => undefined);
    assert.equal(ok, false);
    assert.ok((values.get('A')?.value.length ?? 0) <= 131_072);
  });

  test('leaves the tree as it is', () => {
    const tree = parseDotenv('A=${!}\nB=${!}');
    evaluateDotenv(tree, () => undefined);
    assert.deepEqual(tree.problems, []);
  });
});
