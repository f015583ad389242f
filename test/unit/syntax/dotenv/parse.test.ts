import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type DotenvTree, parseDotenv } from '../../../../server/src/syntax/dotenv/index.ts';

/** The leaves in short, each with its text. */
function leaves({ text, leaves }: DotenvTree): string[] {
  return leaves.map(({ kind, span }) => `${kind} ${JSON.stringify(text.slice(span.start, span.end))}`);
}

/** `NAME=raw` with the value's quotes; a bare name alone. */
function statements({ text, statements }: DotenvTree): string[] {
  return statements.map(({ name, valueSpan }) =>
    valueSpan === undefined ? name : `${name}=${text.slice(valueSpan.start, valueSpan.end)}`,
  );
}

const STATEMENTS: readonly (readonly [text: string, statements: readonly string[]])[] = [
  ['', []],
  ['\n\r\n \t\n', []],
  ['# A=1', []],
  ['  # A=1\nB=2', ['B=2']],
  ['A=1', ['A=1']],
  ['A=1\nB=2\n', ['A=1', 'B=2']],
  ['A=1\r\nB=2\r\n', ['A=1', 'B=2']],
  ['A: 1', ['A=1']],
  ['A = 1 ', ['A=1']],
  ['\tA\t=\t1\t', ['A=1']],
  ['\u2003A=1\u2003\n', ['A=1']],
  ['\u00a0A\u00a0=\u00a01\u00a0\n', ['A=1']],
  ['export A=1', ['A=1']],
  ['export\tA=1', ['A=1']],
  ['exportA=1', ['exportA=1']],
  ['export=1', ['export=1']],
  ['export\nA=1', ['', 'A=1']],
  ['A=', ['A=']],
  ['A=\nB=2', ['A=', 'B=2']],
  ['=1', ['=1']],
  ['A', ['A']],
  ['A\nB=1', ['A', 'B=1']],
  ['A\r\nB=1', ['A', 'B=1']],
  ['a.b-c_d[0]=1', ['a.b-c_d[0]=1']],
  ['Ünï٣=1', ['Ünï٣=1']],
  ['A=1 # c', ['A=1']],
  ['A=1#c', ['A=1#c']],
  ['A=1\t# c', ['A=1\t# c']],
  ['A= # c', ['A=# c']],
  ['A=b=c:d', ['A=b=c:d']],
  ['A=x y\tz', ['A=x y\tz']],
  ['A=x"y"', ['A=x"y"']],
  ['A=x\rB=1', ['A=x\rB=1']],
  ['A="x"', ['A="x"']],
  ["A='x'", ["A='x'"]],
  ['A= "x" # c', ['A="x"']],
  ['A="x"#c', ['A="x"']],
  ['A="x\ny"\nB=1', ['A="x\ny"', 'B=1']],
  ['A="x\\"y"', ['A="x\\"y"']],
  ["A='x\\'y'", ["A='x\\'y'"]],
  ['A="x\\\\"\nB=1', ['A="x\\\\"', 'B=1']],
  ["A='x'B=2", ["A='x'", 'B=2']],
  ['A="1" B="2"', ['A="1"', 'B="2"']],
  ['A="x" y', ['A="x"', 'y']],
  ['\ufeffA=1', ['A=1']],
  ['A=\ud800', ['A=\ud800']],
  ['A=\u{1f511}', ['A=\u{1f511}']],
  // compose-go looks for a space in a name only where the line goes on.
  ['A B', ['A B']],
  ['A\tB=1', ['A\tB=1']],
  // Lines that can't be read don't keep the others from being read.
  ['A=1\nlol$wut\nB=2', ['A=1', 'B=2']],
  ['A B=1\nC=2', ['C=2']],
  ['A="x\nB=2', ['B=2']],
  ['A=\'x\nB="y\nC=3', ['C=3']],
  ['A!=1\r\nB=2', ['B=2']],
  ['\ufeff\ufeffA=1\nB=2', ['B=2']],
];

const PROBLEMS: readonly (readonly [text: string, underlined: string, message: RegExp])[] = [
  ['A=1\nlol$wut=x\nB=2', '$wut=x', /only letters/],
  ['A!\r\nB=2', '!', /only letters/],
  ['  A B=1\n', 'A B=1', /space/],
  ['A B\n', 'A B', /space/],
  ['A="x\nB=2\n', '"x', /never closed/],
  ["A='x\\'\n", "'x\\'", /never closed/],
  ['\ud800=1', '\ud800=1', /only letters/],
  ['A=1\nexport ', 'export ', /missing/],
  ['A="x" $\n', '$', /only letters/],
];

describe('parseDotenv', () => {
  for (const [text, expected] of STATEMENTS) {
    test(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(statements(parseDotenv(text)), expected));
  }

  for (const [text, underlined, message] of PROBLEMS) {
    test(`has a problem with ${JSON.stringify(text)}`, () => {
      const [problem, ...others] = parseDotenv(text).problems;
      assert.deepEqual(others, []);
      assert.equal(text.slice(problem?.span.start, problem?.span.end), underlined);
      assert.match(problem?.message ?? '', message);
    });
  }

  test('finds nothing wrong where Compose doesn’t', () => {
    const broken = new Set(PROBLEMS.map(([text]) => text));
    const sound = STATEMENTS.slice(
      0,
      STATEMENTS.findIndex(([text]) => text.startsWith('A=1\nlol')),
    );
    for (const [text] of sound) {
      assert.ok(!broken.has(text));
      assert.deepEqual(parseDotenv(text).problems, [], text);
    }
  });

  test('accounts for every character', () => {
    const text = '\ufeff# head\r\nexport A = "x y" # tail\n\nB: 1 # c\nC\r\n!bad\nD=';
    assert.deepEqual(leaves(parseDotenv(text)), [
      'whitespace "\ufeff"',
      'comment "# head"',
      'newline "\\r\\n"',
      'export "export "',
      'name "A"',
      'whitespace " "',
      'separator "="',
      'whitespace " "',
      'value "\\"x y\\""',
      'whitespace " "',
      'comment "# tail"',
      'newline "\\n"',
      'newline "\\n"',
      'name "B"',
      'separator ":"',
      'whitespace " "',
      'value "1"',
      'whitespace " "',
      'comment "# c"',
      'newline "\\n"',
      'name "C"',
      'newline "\\r\\n"',
      'error "!bad"',
      'newline "\\n"',
      'name "D"',
      'separator "="',
    ]);
  });

  test('tells the value with and without its quotes', () => {
    const text = 'A = "x\\n" # c\nB=\'y\'\nC= z \nD';
    const [a, b, c, d] = parseDotenv(text).statements;
    assert.deepEqual(a, {
      name: 'A',
      nameSpan: { start: 0, end: 1 },
      valueSpan: { start: 4, end: 9 },
      contentSpan: { start: 5, end: 8 },
      quote: 'double',
      raw: 'x\\n',
    });
    assert.deepEqual(
      [b?.quote, b?.raw, b?.valueSpan, b?.contentSpan],
      ['single', 'y', { start: 16, end: 19 }, { start: 17, end: 18 }],
    );
    assert.deepEqual(
      [c?.quote, c?.raw, c?.valueSpan, c?.contentSpan],
      ['none', 'z', { start: 23, end: 24 }, { start: 23, end: 24 }],
    );
    assert.deepEqual(d, { name: 'D', nameSpan: { start: 26, end: 27 }, quote: 'none', raw: '' });
  });

  test('gives an empty value a place to write to', () => {
    const text = 'A=\nB="" \nC= ';
    const spans = parseDotenv(text).statements.map((statement) => statement.contentSpan);
    assert.deepEqual(spans, [
      { start: 2, end: 2 },
      { start: 6, end: 6 },
      { start: 12, end: 12 },
    ]);
  });

  test('leaves a CRLF to the line, not to the value', () => {
    const text = 'A=x\r\nB=y # c\r\n';
    const kinds = leaves(parseDotenv(text)).filter((leaf) => !/^(?:name|separator)/.test(leaf));
    assert.deepEqual(kinds, [
      'value "x"',
      'newline "\\r\\n"',
      'value "y"',
      'whitespace " "',
      'comment "# c"',
      'newline "\\r\\n"',
    ]);
  });

  test('leaves blanks behind a value to the line', () => {
    assert.deepEqual(leaves(parseDotenv('A=x \t\nB=y')).slice(2, 5), [
      'value "x"',
      'whitespace " \\t"',
      'newline "\\n"',
    ]);
  });

  test('never quotes the text in a message', () => {
    for (const text of ['hunter2$', 'A="hunter2', 'hunter2 hunter2=1']) {
      const { problems } = parseDotenv(text);
      assert.equal(problems.length, 1);
      assert.doesNotMatch(problems[0]?.message ?? '', /hunter2/);
    }
  });

  test('goes on after a quarter million broken lines', () => {
    const { statements, problems } = parseDotenv(`${'!\n'.repeat(250_000)}A=1`);
    assert.equal(problems.length, 250_000);
    assert.deepEqual(
      statements.map(({ name }) => name),
      ['A'],
    );
  });
});
