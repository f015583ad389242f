import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  entriesOf,
  entryOf,
  isNull,
  itemsOf,
  parseYaml,
  scalarText,
  spanOf,
} from '../../../../server/src/syntax/yaml/index.ts';

describe('a YAML text that is given up', () => {
  it('for its depth says so', () => {
    for (const text of [`a: ${'['.repeat(5000)}${']'.repeat(5000)}`, '- '.repeat(5000), '{a: '.repeat(5000)]) {
      assert.equal(parseYaml(text).problems[0]?.message, 'This YAML is nested too deeply to be read');
    }
  });

  it('for its lexemes has more nodes than any', () => {
    const text = `[${'a,'.repeat(100_000)}]`;
    const { roots, problems, nodes, ...rest } = parseYaml(text);
    assert.deepEqual([roots, problems, nodes, rest.text], [[], [], Number.POSITIVE_INFINITY, text]);
  });

  it('but not for comments and blanks', () => {
    const { nodes } = parseYaml(`${'# a\n\n'.repeat(110_000)}a: 1`);
    assert.equal(nodes, 4);
  });
});

describe('what a YAML tree tells', () => {
  it('counts the nodes of a long text only', () => {
    assert.equal(parseYaml('a: [1, 2]').nodes, 0);
    // The mapping, its pair, key and value, and the two items.
    assert.equal(parseYaml(`a: [1, 2]\n#${'x'.repeat(100_000)}`).nodes, 6);
  });

  it('tells the first twenty problems', () => {
    assert.equal(parseYaml('}\n'.repeat(30)).problems.length, 20);
  });

  it('says what is wrong and where, in words of its own', () => {
    for (const [text, at, message] of [
      ['{a: 1', '', 'A character is missing here: a closing quote or bracket, a colon or a blank'],
      ['a:\n\tb: 1', '\t', 'YAML does not allow tabs as indentation'],
      ['- a\nb', 'b', 'This is unexpected here'],
      ['a: "\\q"', '\\', 'This escape is not known between double quotes'],
      ['a: @b', '@', 'A plain value can’t start with this character; quote it'],
      ['a: b: c', 'b', 'A mapping can’t start in the middle of a value; quote the value or start a new line'],
    ] as const) {
      const [problem] = parseYaml(text).problems;
      assert.equal(problem?.message, message);
      assert.equal(text.slice(problem.span.start, problem.span.end), at);
    }
  });
});

describe('a scalar', () => {
  const scalarOf = (text: string) => {
    const tree = parseYaml(text);
    return scalarText(tree, entryOf(tree, tree.roots[0], 'a')?.value);
  };

  it('without its closing quote has content up to its end', () => {
    for (const [text, content] of [
      ['a: "x', 'x'],
      ["a: 'x y", 'x y'],
      ['a: "', ''],
      ['a: "x"', 'x'],
      ["a: ''", ''],
    ] as const) {
      const scalar = scalarOf(text);
      assert.equal(text.slice(scalar?.content.start, scalar?.content.end), content, text);
    }
  });

  it('of nothing is an empty text, other nodes are none', () => {
    assert.equal(scalarOf('a:')?.text, '');
    assert.equal(scalarOf('a: [1]'), undefined);
    const text = 'a: "xyz"';
    const place = scalarOf(text)?.locate({ start: 1, end: 2 });
    assert.equal(text.slice(place?.start, place?.end), 'y');
    assert.equal(scalarOf('a: >\n  x\n  y\n')?.locate({ start: 0, end: 1 }), undefined);
  });

  it('is null where YAML says so', () => {
    const tree = parseYaml('[~, null, , "", "null", 0, [], {}]');
    const nulls = itemsOf(tree, tree.roots[0]).map(({ node }) => isNull(node));
    assert.deepEqual(nulls, [true, true, false, false, false, false, false]);
    assert.equal(isNull(null), true);
    assert.equal(isNull(undefined), true);
  });
});

describe('an alias', () => {
  const tree = () =>
    parseYaml('x: &x {a: 1}\ny: &y [1, 2]\nz: *x\nm: {<<: *x, b: 2, c: *y}\nl: [*x, 3]\nw: {<<: 5}\nv: {<<: [*x, 5]}');
  const at = (of: ReturnType<typeof tree>, key: string) => entryOf(of, of.roots[0], key)?.value;

  it('is the way to what it stands for', () => {
    const read = tree();
    const [z] = entriesOf(read, read.roots[0]).filter(({ key }) => key === 'z');
    assert.equal(z?.value, at(read, 'x'));
    const textAt = (node: Parameters<typeof spanOf>[0] | undefined) => {
      const span = node && spanOf(node);
      return span && read.text.slice(span.start, span.end);
    };
    assert.equal(textAt(z?.via), '*x');
    assert.deepEqual(
      entriesOf(read, at(read, 'm')).map(({ key, via }) => [key, textAt(via)]),
      [
        ['b', undefined],
        ['c', '*y'],
        ['a', '*x'],
      ],
    );
    assert.deepEqual(
      itemsOf(read, at(read, 'l')).map(({ via }) => textAt(via)),
      ['*x', undefined],
    );
    assert.deepEqual(
      entriesOf(read, z?.via).map(({ key, via }) => [key, textAt(via)]),
      [['a', '*x']],
    );
  });

  it('of something else gives no entries and no items', () => {
    const read = tree();
    assert.deepEqual(entriesOf(read, at(read, 'y')), []);
    assert.deepEqual(itemsOf(read, at(read, 'x')), []);
    assert.deepEqual(entriesOf(read, at(read, 'w')), []);
    assert.deepEqual(
      entriesOf(read, at(read, 'v')).map(({ key }) => key),
      ['a'],
    );
  });
});

it('a node that the library made without a place stands at the beginning', () => {
  assert.deepEqual(spanOf({}), { start: 0, end: 0 });
});
