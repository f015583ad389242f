import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problemsOf, projectOf, valueAt } from './plain.ts';

/** Two files with one service each, merged; the value of one of its keys. */
function merged(base: string, over: string, ...path: readonly string[]): unknown {
  const files = { 'a.yaml': `services: {s: {${base}}}`, 'b.yaml': `services: {s: {${over}}}` };
  return valueAt(projectOf(files), 'services', 's', ...path);
}

/** Base and later value of a key, and what becomes of them. */
const CASES: readonly (readonly [name: string, key: string, base: string, over: string, result: unknown])[] = [
  ['single values: the later one', 'image', 'x', 'y', 'y'],
  ['null over a value: the value', 'image', 'x', '', 'x'],
  ['a value over null: the value', 'image', '', 'y', 'y'],
  ['lists: one behind the other', 'ports', '["1"]', '["2"]', ['1', '2']],
  [
    'mappings: both, the later value of a key',
    'healthcheck',
    '{a: 1, b: 1}',
    '{b: 2, c: 2}',
    { a: '1', b: '2', c: '2' },
  ],
  ['a command: the later one', 'command', '[a]', '[b]', ['b']],
  ['a command over a text: the later one', 'command', 'a', '[b]', ['b']],
  ['an entrypoint: the later one', 'entrypoint', '[a]', '[b]', ['b']],
  ['a command over null: null takes it away', 'command', '[a]', '', null],
  ['a health check’s test: the later one', 'healthcheck', '{test: [a]}', '{test: [b]}', { test: ['b'] }],
  ['a list over a mapping of variables', 'environment', '{A: 1}', '[B=2]', [['A', '1'], 'B=2']],
  ['a mapping over a list of labels', 'labels', '[A=1]', '{B: 2}', ['A=1', ['B', '2']]],
  ['null over a mapping of variables', 'environment', '{A: 1}', '', [['A', '1']]],
  ['a single env file and a list', 'env_file', 'a', '[b]', ['a', 'b']],
  ['a single DNS server over null', 'dns', '', '1.1.1.1', '1.1.1.1'],
  ['a list of networks and a mapping', 'networks', '[a]', '{b: {}}', { a: null, b: {} }],
  ['a mapping of networks and a list', 'networks', '{a: {x: 1}}', '[a, b]', { a: { x: '1' }, b: null }],
  ['lists of dependencies', 'depends_on', '[a]', '[b]', { a: null, b: null }],
  ['a build folder over a mapping: the later one', 'build', '{context: a, args: [A]}', 'b', 'b'],
  ['a build mapping over a folder: the later one', 'build', 'a', '{target: b}', { target: 'b' }],
  ['build mappings: both', 'build', '{context: a}', '{target: b}', { context: 'a', target: 'b' }],
  ['build arguments', 'build', '{args: {A: 1}}', '{args: [B=2]}', { args: [['A', '1'], 'B=2'] }],
];

describe('a later file over an earlier one', () => {
  for (const [name, key, base, over, result] of CASES) {
    it(name, () => assert.deepEqual(merged(`${key}: ${base}`, `${key}: ${over}`, key), result));
  }

  it('has a service of each', () => {
    const files = { 'a.yaml': 'services: {a: {image: x}}', 'b.yaml': 'services: {b: {image: y}}' };
    assert.deepEqual(valueAt(projectOf(files), 'services'), { a: { image: 'x' }, b: { image: 'y' } });
  });

  it('merges outside of services by kind alone', () => {
    const files = { 'a.yaml': 'x-a: {command: [a], labels: {A: 1}}', 'b.yaml': 'x-a: {command: [b], labels: {B: 2}}' };
    assert.deepEqual(valueAt(projectOf(files), 'x-a'), { command: ['a', 'b'], labels: { A: '1', B: '2' } });
  });

  it('knows a thing by the file that names it first', () => {
    const files = { 'a.yaml': 'services: {s: {image: x}}', 'b.yaml': 'services: {s: {image: y}}' };
    const [service] = projectOf(files).services;
    assert.equal(service?.keyAt.uri, 'file:///w/a.yaml');
    assert.deepEqual(
      service.node.parts.map(({ file }) => file.uri),
      ['file:///w/a.yaml', 'file:///w/b.yaml'],
    );
  });

  it('refuses what can’t be merged, and takes the later value', () => {
    for (const [base, over, what] of [
      ['[a]', '{b: c}', 'a list'],
      ['[a]', 'b', 'a list'],
      ['{a: b}', '[c]', 'a mapping'],
    ] as const) {
      const files = { 'a.yaml': `services: {s: {cap_add: ${base}}}`, 'b.yaml': `services: {s: {cap_add: ${over}}}` };
      assert.deepEqual(
        problemsOf(files).filter(([kind]) => kind === 'merge'),
        [['merge', over, `This can’t be merged over ${what} of an earlier file`]],
      );
      assert.equal(projectOf(files).partial, true);
    }
    assert.deepEqual(merged('cap_add: [a]', 'cap_add: b', 'cap_add'), 'b');
  });
});
