import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluateHocon, parseHocon, toPlain } from '../../../../server/src/syntax/hocon/index.ts';

const ENVIRONMENT: Readonly<Record<string, string>> = { HOME: '/root', path: '/bin', EMPTY: '', NUM: '5' };
const FILES: Readonly<Record<string, string>> = { 'i.conf': 'x: 1\ny: ${x}', 'broken.conf': 'b {' };

function read(text: string): unknown {
  const result = evaluateHocon(parseHocon(text), {
    env: (name) => ENVIRONMENT[name],
    include: (target) => FILES[String(target)],
  });
  return result.ok ? toPlain(result.value) : result.problems[0]?.message;
}

const ALONE = 'Nothing gives this variable a value';
const CIRCLE = 'This refers to itself in a circle';

/** Lines, and the value of `z` or why all is refused. */
const CASES: readonly (readonly [lines: string, value: unknown])[] = [
  ['a: 1 | z: ${a}', 1],
  ['z: ${a} | a: 1', 1],
  ['a.b: 1 | z: ${a.b}', 1],
  ['a: {b: 1} | z: ${a}', { b: 1 }],
  ['a: {b: 1} | z: ${a} {c: 2}', { b: 1, c: 2 }],
  ['a: {b: 1} | z: {c: 2} ${a}', { b: 1, c: 2 }],
  ['a: {b: 1} | z: ${a} {b: 2}', { b: 2 }],
  ['a: [1] | z: ${a} [2]', [1, 2]],
  ['a: [1] | z: [0] ${a}', [0, 1]],
  ['a: [1] | z: ${a} ${a}', [1, 1]],
  ['a: x | b: y | z: ${a}-${b}', 'x-y'],
  ['a: x | b: y | z: ${a} ${b}', 'x y'],
  ['a: 1.0 | z: ${a}x', '1.0x'],
  ['a: true | z: ${a} x', 'True x'],
  ['a: 1 | z: "${a}"', '${a}'],
  ['a: [1, ${b}, 3] | b: 2 | z: ${a}', [1, 2, 3]],
  ['b: 2 | z: [1, {c: ${b}}]', [1, { c: 2 }]],
  ['z: [1, ${?nope}]', [1]],
  ['a: ${b} | b: ${c} | c: 3 | z: ${a}', 3],
  ['a: ${b.c} | b: {c: ${d}} | d: 5 | z: ${a}', 5],
  // A later value counts for every reference.
  ['a: x | z: ${a} | a: y', 'y'],
  // A reference to itself means the value before.
  ['z: 1 | z: ${z} 2', '1 2'],
  ['z: x | z: ${z}y | z: ${z}z', 'xyz'],
  ['z: [1] | z: ${z} [2]', [1, 2]],
  ['z: {a: 1} | z: ${z} {b: 2}', { a: 1, b: 2 }],
  ['z: {a: 1} | z.b: ${z.a}', { a: 1, b: 1 }],
  ['z: {a: 1, b: ${z.a}}', { a: 1, b: 1 }],
  // Objects merge over references, before and behind.
  ['a: {b: 1} | z: ${a} | z.c: 2', { b: 1, c: 2 }],
  ['a: {b: 1} | z: {c: 2} | z: ${a}', { b: 1, c: 2 }],
  ['z: ${a} | z: {c: 2} | a: {b: 1}', { b: 1, c: 2 }],
  ['a: ${b} | b: {c: 1} | a: {d: 2} | z: ${a}', { c: 1, d: 2 }],
  // What nobody sets.
  ['z: ${nope}', ALONE],
  ['z: ${?nope}', undefined],
  ['z: ${?nope}x', 'x'],
  ['z: x ${?nope}y', 'x y'],
  ['z: 5 | z: ${?nope}', 5],
  ['z: {a: 1} | z: ${?nope}', { a: 1 }],
  ['z: ${?nope} | z: {a: 1}', { a: 1 }],
  // The environment comes last, and gives text.
  ['z: ${HOME}/x', '/root/x'],
  ['z: ${?HOME}', '/root'],
  ['z: ${NUM}', '5'],
  ['z: ${EMPTY}x', 'x'],
  ['HOME: here | z: ${HOME}', 'here'],
  ['path: ${path}":/sbin" | z: ${path}', '/bin:/sbin'],
  ['path: ${?path}":/sbin" | z: ${path}', '/bin:/sbin'],
  // Circles.
  ['z: ${z}', CIRCLE],
  ['z: ${b} | b: ${z}', CIRCLE],
  ['z: 1 | a: ${b} | b: ${c} | c: ${a}', CIRCLE],
  // Included files are put together for themselves.
  ['include "i.conf" | z: ${y}', 1],
  ['include "i.conf" | x: 0 | z: ${x}', 0],
  ['include "none.conf" | z: 1', 1],
  ['include "broken.conf" | z: 1', 'The included file does not parse'],
  ['include required("none.conf") | z: 1', 'The required include is not there'],
];

describe('a reference in HOCON', () => {
  for (const [lines, expected] of CASES) {
    it(lines, () => {
      const value = read(lines.replaceAll(' | ', '\n'));
      assert.deepEqual(typeof value === 'string' ? value : (value as Record<string, unknown>).z, expected);
    });
  }

  it('takes away its key where it is optional and nobody sets it', () => {
    assert.deepEqual(read('a: 1\nz: ${?nope}'), { a: 1 });
    assert.deepEqual(read('a { z: ${?nope} }'), { a: {} });
  });

  it('gives a value whose place is that of what it stands for', () => {
    const text = 'a: secret\nz: ${a}\nh: ${HOME}';
    const result = evaluateHocon(parseHocon(text), { env: (name) => ENVIRONMENT[name] });
    assert.ok(result.ok && result.value.kind === 'map');
    const { z, h } = Object.fromEntries(result.value.entries);
    assert.ok(z?.origin && h?.origin && z.kind !== 'map' && h.kind !== 'map');
    assert.equal(text.slice(z.origin.start, z.origin.end), 'secret');
    assert.equal(text.slice(h.origin.start, h.origin.end), '${HOME}');
    assert.deepEqual(h.origin.variables, ['HOME']);
  });
});
