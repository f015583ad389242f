import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  evaluateHocon,
  hoconAssignments,
  parseHocon,
  parseHoconEnvValue,
  quoteHocon,
  toPlain,
} from '../../../../server/src/syntax/hocon/index.ts';

const evaluated = (text: string, env: Readonly<Record<string, string>> = {}): unknown => {
  const result = evaluateHocon(parseHocon(text), { env: (name) => env[name] });
  return result.ok ? toPlain(result.value) : 'refused';
};

describe('evaluateHocon', () => {
  for (const [name, text, value] of [
    ['dotted keys', 'a.b.c: 1', { a: { b: { c: 1 } } }],
    ['objects that merge', 'a { b: 1 }\na { c: 2 }', { a: { b: 1, c: 2 } }],
    ['a later value over an earlier', 'a: 1\na: 2', { a: 2 }],
    ['comments', '# x\na: 1 // y\nb: "#" # z', { a: 1, b: '#' }],
    ['triple quotes', 'a: """x "y" \\n"""', { a: 'x "y" \\n' }],
    ['lists over lines', 'a: [\n1\n2,\n3\n]', { a: [1, 2, 3] }],
    ['a reference to the same file', 'a: x\nb: ${a}y', { a: 'x', b: 'xy' }],
    ['an optional reference to nothing', 'a: ${?NOPE}\nb: 1', { b: 1 }],
    ['an optional reference after a value', 'a: 1\na: ${?NOPE}', { a: 1 }],
    ['a needed reference to nothing', 'a: ${NOPE}', 'refused'],
    ['several optional references to nothing', 'a: x y ${?NOPE} ${?NEITHER}\nb: ${?NOPE}${?NEITHER}', { a: 'x y ' }],
    ['an optional reference to nothing between numbers', 'a: 4 ${?NOPE}.5${?NEITHER}', { a: '40.5' }],
    ['an object that is put into itself', 'a.b: ${a}', 'refused'],
    ['an object that is put into itself twice', 'a.b: ${a}\na.c: ${a}', 'refused'],
    ['a key in triple quotes', '"""a""": 1', { a: 1 }],
    ['true in any case', 'a: TRUE\nb: yes', { a: true, b: 'yes' }],
    ['a key without a value, which takes the next line', 'a:\nb: 1', { a: 'b: 1' }],
    ['two values on a line, which are one', 'a: "x" b: "y"', { a: 'x b: y' }],
    ['a missing brace', 'a { b: 1', 'refused'],
    ['a byte order mark', '\ufeffa: 1', 'refused'],
    ['nothing', '', {}],
  ] as const) {
    it(`reads ${name}`, () => assert.deepEqual(evaluated(text), value));
  }

  it('falls back to the environment, as text', () => {
    assert.deepEqual(evaluated('a: ${X}', { X: '5d' }), { a: '5d' });
  });

  it('says where it was refused', () => {
    const text = 'a: 1\nb: ${NOPE}\n';
    const result = evaluateHocon(parseHocon(text));
    assert.ok(!result.ok);
    const [problem] = result.problems;
    assert.equal(text.slice(problem?.span.start, problem?.span.end), '${NOPE}');
  });
});

describe('hoconAssignments', () => {
  const text = 'auth {\n  token_secret: "one" # note\n  token_secret = two\n}\nusers: [{name: x}]\nadded: "a" ${?B}\n';
  const found = () => hoconAssignments(parseHocon(text));

  it('gives every assignment in order, overridden ones too', () => {
    assert.deepEqual(
      found().map(({ path, text: value, quoting }) => [path.join('.'), value, quoting]),
      [
        ['auth.token_secret', 'one', 'double'],
        ['auth.token_secret', 'two', 'none'],
        ['users.0.name', 'x', 'none'],
        ['added', undefined, 'none'],
      ],
    );
  });

  it('gives the place of the key and of the value within its quotes', () => {
    const [first] = found();
    assert.equal(text.slice(first?.keySpan.start, first?.keySpan.end), 'token_secret');
    assert.equal(text.slice(first?.contentSpan.start, first?.contentSpan.end), 'one');
    assert.equal(text.slice(first?.valueSpan.start, first?.valueSpan.end), '"one"');
  });

  it('reads a broken file as far as it goes', () => {
    const broken = hoconAssignments(parseHocon('a { b: "secret"\n'));
    assert.deepEqual(
      broken.map(({ path }) => path.join('.')),
      ['a.b'],
    );
  });
});

describe('parseHoconEnvValue', () => {
  for (const [raw, expected] of [
    ['plain-text_1', 'plain-text_1'],
    ['"quoted #,$"', 'quoted #,$'],
    ['cut#off', 'cut'],
    ['0123', 123],
    ['1e5', { $float: '100000.0' }],
    ['true', true],
    ['', ''],
    ['null', null],
    ['[a, b]', ['a', 'b']],
    ['{x: y}', { x: 'y' }],
    ['a$b', 'refused'],
    ['a=b', 'refused'],
    ['"open', 'refused'],
  ] as const) {
    it(`reads ${JSON.stringify(raw)} as ClearML Server does`, () => {
      const result = parseHoconEnvValue('secure.auth.token_secret', raw);
      const value = !result.ok ? 'refused' : result.value === undefined ? undefined : toPlain(result.value);
      if (typeof expected === 'object' && expected !== null && '$float' in expected)
        assert.equal(Number(value), 100_000);
      else assert.deepEqual(value, expected);
    });
  }

  it('makes a period of digits before a unit', () => {
    const result = parseHoconEnvValue('a', '5d');
    assert.ok(result.ok && result.value?.kind !== 'string');
  });
});

describe('quoteHocon', () => {
  for (const value of ['simple', 'a"b\\c', '$x ${y} #z, [1] {2}', 'ü€🔑', '  outer blanks  ', '']) {
    it(`makes ${JSON.stringify(value)} arrive unchanged`, () => {
      const result = parseHoconEnvValue('a', quoteHocon(value));
      assert.deepEqual(result.ok && result.value && toPlain(result.value), value);
    });
  }
});
