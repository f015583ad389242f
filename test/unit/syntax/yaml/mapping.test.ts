import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isMap } from 'yaml';
import {
  entriesOf,
  entryOf,
  follow,
  itemsOf,
  parseYaml,
  scalarText,
} from '../../../../server/src/syntax/yaml/index.ts';

const keysOf = (text: string, ...path: readonly string[]): Readonly<Record<string, string>> => {
  const tree = parseYaml(text);
  const node = path.reduce<unknown>((at, key) => entryOf(tree, at, key)?.value, tree.roots[0]);
  return Object.fromEntries(
    entriesOf(tree, node).map(({ key, value }) => [
      key,
      scalarText(tree, value)?.text ?? (value === null ? 'null' : '…'),
    ]),
  );
};

describe('entriesOf', () => {
  for (const [name, text, path, expected] of [
    ['block style', 'a: 1\nb: two', [], { a: '1', b: 'two' }],
    ['flow style', '{a: 1, "b": two}', [], { a: '1', b: 'two' }],
    ['an alias', 'x: &x {a: 1}\ny: *x', ['y'], { a: '1' }],
    ['a merge key, own keys win', 'x: &x {a: 1, b: 2}\ny:\n  <<: *x\n  a: 9', ['y'], { a: '9', b: '2' }],
    [
      'a list of merge keys, the first wins',
      'x: &x {a: 1}\ny: &y {a: 2, b: 3}\nz: {<<: [*x, *y]}',
      ['z'],
      { a: '1', b: '3' },
    ],
    ['merge keys of merge keys', 'x: &x {a: 1}\ny: &y {<<: *x, b: 2}\nz: {<<: *y}', ['z'], { a: '1', b: '2' }],
    ['a key that stands twice, the last counts', 'a: 1\na: 2', [], { a: '2' }],
    ['numbers as keys keep their spelling', '0o17: x\n1.0: y', [], { '0o17': 'x', '1.0': 'y' }],
    ['an empty value', 'a:\nb: ~', [], { a: '', b: '~' }],
    ['an alias of nothing', 'a: *nobody', [], { a: 'null' }],
    ['no mapping', '- a', [], {}],
  ] as const) {
    it(`reads ${name}`, () => assert.deepEqual(keysOf(text, ...path), expected));
  }

  it('takes a mapping that merges itself for what it states', () => {
    assert.deepEqual(keysOf('a: &a\n  <<: *a\n  b: 1', 'a'), { b: '1' });
  });
});

describe('anchors', () => {
  it('mean the last one of that name before the alias, across documents', () => {
    const tree = parseYaml('a: &x 1\nb: *x\nc: &x 2\nd: *x\n---\ne: *x');
    const value = (document: number, key: string) =>
      scalarText(tree, entryOf(tree, tree.roots[document], key)?.value)?.text;
    assert.deepEqual([value(0, 'b'), value(0, 'd'), value(1, 'e')], ['1', '2', '2']);
  });

  it('that go in a circle lead nowhere', () => {
    const tree = parseYaml('a: &a [*a]');
    const list = itemsOf(tree, entryOf(tree, tree.roots[0], 'a')?.value);
    assert.equal(list.length, 1);
    assert.notEqual(follow(tree, list[0]?.node), null);
  });
});

describe('scalarText', () => {
  for (const [name, text, value, content, style] of [
    ['plain', 'a: some text # note', 'some text', 'some text', 'plain'],
    ['single quotes', "a: 'it''s'", "it's", "it''s", 'single'],
    ['double quotes', 'a: "tab\\t"', 'tab\t', 'tab\\t', 'double'],
    ['a literal block', 'a: |\n  one\n  two\n', 'one\ntwo\n', undefined, 'block'],
    ['a folded block', 'a: >-\n  one\n  two\n', 'one two', undefined, 'block'],
    ['a number', 'a: 0123', '0123', '0123', 'plain'],
  ] as const) {
    it(`reads ${name}`, () => {
      const tree = parseYaml(text);
      const scalar = scalarText(tree, entryOf(tree, tree.roots[0], 'a')?.value);
      assert.deepEqual([scalar?.text, scalar?.style], [value, style]);
      if (content !== undefined) assert.equal(text.slice(scalar?.content.start, scalar?.content.end), content);
    });
  }

  it('finds the place of a part of the text, where nothing is escaped', () => {
    const text = 'a: "NAME=value"';
    const tree = parseYaml(text);
    const scalar = scalarText(tree, entryOf(tree, tree.roots[0], 'a')?.value);
    const span = scalar?.locate({ start: 5, end: 10 });
    assert.equal(text.slice(span?.start, span?.end), 'value');
    const escaped = parseYaml('a: "N\\tE=value"');
    assert.equal(
      scalarText(escaped, entryOf(escaped, escaped.roots[0], 'a')?.value)?.locate({ start: 0, end: 1 }),
      undefined,
    );
  });
});

describe('parseYaml', () => {
  for (const [name, text, problems] of [
    ['a missing bracket', 'a: [1, 2\nb: 1', true],
    ['a tab for indentation', 'a:\n\tb: 1', true],
    ['unknown tags', 'a: !reset [x]\nb: !mine 1', false],
    ['several documents', 'a: 1\n---\nb: 2', false],
    ['nothing', '', false],
  ] as const) {
    it(`tells what is wrong with ${name}, in words of its own`, () => {
      const tree = parseYaml(text);
      assert.equal(tree.problems.length > 0, problems);
      for (const { span, message } of tree.problems) {
        assert.ok(span.start <= span.end && span.end <= text.length);
        assert.match(message, /^[A-Z]/);
      }
    });
  }

  it('reads what stands around an error', () => {
    const tree = parseYaml('good: {a: 1}\nbad: [1\nmore: 2');
    assert.ok(isMap(entryOf(tree, tree.roots[0], 'good')?.value));
  });
});
