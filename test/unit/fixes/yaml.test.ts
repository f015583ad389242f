import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isMap, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import { NO_VARIABLES } from '../../../server/src/deployment/compose/environment-layers.ts';
import { applyEdits, joinEdits } from '../../../server/src/fixes/fix.ts';
import { insertVariables } from '../../../server/src/fixes/yaml-environment.ts';
import { removeItem, removePair } from '../../../server/src/fixes/yaml-remove.ts';
import { entryOf, parseYaml } from '../../../server/src/syntax/yaml/index.ts';
import { composeProject } from '../../compose-project.ts';

const nodeOf = (text: string, key: string) => {
  const tree = parseYaml(text);
  return entryOf(tree, tree.roots[0], key)?.value;
};

describe('removeItem', () => {
  for (const [name, before, index, after] of [
    ['with the comment on its line', 'p:\n  - a # one\n  - b # two\n', 0, 'p:\n  - b # two\n'],
    ['the last of a file without a last line break', 'p:\n  - a\n  - b', 1, 'p:\n  - a'],
    ['and leaves comment lines', 'p:\n  - a\n  # about b\n  - b\n  # end\n', 1, 'p:\n  - a\n  # about b\n  # end\n'],
    ['of a flow list', 'p: [a, b, c]\n', 1, 'p: [a, c]\n'],
    ['the last of a flow list', 'p: [a, b]\n', 1, 'p: [a]\n'],
    ['with CRLF', 'p:\r\n  - a\r\n  - b\r\n', 0, 'p:\r\n  - b\r\n'],
    ['of several lines', 'p:\n  - x: 1\n    y: 2\n  - b\n', 0, 'p:\n  - b\n'],
  ] as const) {
    it(`takes an item out ${name}`, () => {
      const list = nodeOf(before, 'p');
      assert.ok(isSeq(list));
      const edit = removeItem(before, list as YAMLSeq, index);
      assert.equal(edit && applyEdits(before, [edit]), after);
    });
  }
});

describe('removePair', () => {
  for (const [name, before, after] of [
    ['in a block', 's:\n  a: 1\n  ports:\n    - x\n  b: 2\n', 's:\n  a: 1\n  b: 2\n'],
    [
      'at the end, with comments behind it left',
      's:\n  a: 1\n  ports:\n    - x\n    # note\n',
      's:\n  a: 1\n    # note\n',
    ],
    ['in flow style', 's: {a: 1, ports: [x], b: 2}\n', 's: {a: 1, b: 2}\n'],
  ] as const) {
    it(`takes a key out ${name}`, () => {
      const map = nodeOf(before, 's');
      assert.ok(isMap(map));
      const edit = removePair(before, map as YAMLMap, 'ports');
      assert.equal(edit && applyEdits(before, [edit]), after);
    });
  }
});

describe('insertVariables', () => {
  const insert = (text: string): string | undefined => {
    const uri = 'file:///w/compose.yaml';
    const [service] = composeProject(uri, text, NO_VARIABLES).services;
    const edit =
      service &&
      insertVariables(service, [
        { name: 'A', value: 'one' },
        { name: 'B', value: '${X:?}' },
      ]);
    return edit && applyEdits(text, edit.edits);
  };
  for (const [name, before, after] of [
    [
      'a map',
      's:\n    environment:\n      C: c # note\n',
      's:\n    environment:\n      C: c # note\n      A: one\n      B: "${X:?}"\n',
    ],
    [
      'a list',
      's:\n    environment:\n    - C=c\n    image: x\n',
      's:\n    environment:\n    - C=c\n    - A=one\n    - "B=${X:?}"\n    image: x\n',
    ],
    ['a flow map', 's:\n    environment: {C: c}\n', 's:\n    environment: {C: c, A: one, B: "${X:?}"}\n'],
    [
      'a service without any',
      's:\n    image: x\n',
      's:\n    image: x\n    environment:\n      A: one\n      B: "${X:?}"\n',
    ],
  ] as const) {
    it(`adds to ${name}`, () => {
      assert.equal(insert(`services:\n  ${before}`), `services:\n  ${after}`);
    });
  }

  it('leaves an environment alone that others share', () => {
    assert.equal(insert('x-e: &e {C: c}\nservices:\n  s:\n    environment:\n      <<: *e\n'), undefined);
    assert.equal(insert('x-e: &e {C: c}\nservices:\n  s:\n    environment: *e\n'), undefined);
  });
});

describe('joinEdits', () => {
  it('orders the edits of each file and keeps one of equals', () => {
    const edit = (start: number) => ({ span: { start, end: start }, newText: 'x' });
    const joined = joinEdits([
      { uri: 'a', edits: [edit(5)] },
      { uri: 'b', edits: [edit(1)] },
      { uri: 'a', edits: [edit(2), edit(5)] },
    ]);
    assert.deepEqual(
      joined.map(({ uri, edits }) => [uri, edits.map(({ span }) => span.start)]),
      [
        ['a', [2, 5]],
        ['b', [1]],
      ],
    );
  });
});
