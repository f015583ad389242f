import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toPlain } from '../../../../server/src/syntax/hocon/index.ts';
import { load } from './process.ts';

type Files = Readonly<Record<string, string>>;

/** What an API server holds at a path: the value, nothing, or the code of why nobody can tell. */
function held(files: Files, path: string): unknown {
  const setting = load({ files }).setting(path);
  if (setting.state === 'known') return toPlain(setting.value);
  return setting.state === 'unknown' ? `unknown: ${setting.code}` : undefined;
}

describe('files of one directory', () => {
  for (const [name, files, value] of [
    ['that set different things are put together', { 'x.conf': 'y.z: 1', 'x.y.conf': 'a: 2' }, { a: 2, z: 1 }],
    [
      'that set the same thing alike agree',
      { 'x.conf': 'y.z: [1, {a: b}]', 'x.y.conf': 'z: [1, {a: b}]' },
      { z: [1, { a: 'b' }] },
    ],
    ['in a folder come after those beside the folder', { 'x.conf': 'y.z: 1', 'x/y.conf': 'z: 2' }, { z: 2 }],
    ['deeper down come last', { 'x/y/z.conf': 'a: 1', 'x/y.conf': 'z: {a: 2}', 'x.conf': 'y.z.a: 3' }, { z: { a: 1 } }],
  ] as const) {
    it(name, () => assert.deepEqual(held(files, 'x.y'), value));
  }

  for (const [name, files, path] of [
    ['in one folder', { 'x.conf': 'y.z: 1', 'x.y.conf': 'z: 2' }, 'x.y.z'],
    ['in one folder, the name with the shorter section behind', { 'x.y.conf': 'z: 2', 'x.conf': 'y.z: 1' }, 'x.y.z'],
    ['of different kinds', { 'x.conf': 'y.z: 1', 'x.y.conf': 'z: "1"' }, 'x.y.z'],
    ['as a value and as an object', { 'x.conf': 'y.z: {a: 1}', 'x.y.conf': 'z: 2' }, 'x.y.z'],
    ['in folders side by side', { 'x/y.conf': 'z: 1', 'x.y/z.conf': '{}' }, 'x.y.z'],
    ['with a dash before one section', { 'x.conf': 'z: 1', '-x.conf': 'z: 2' }, 'x.z'],
  ] as const) {
    it(`that disagree ${name} make a value unknown, for the file system decides`, () => {
      assert.equal(held(files, path), 'unknown: order');
      assert.equal(load({ files }).starts, true);
    });
  }

  it('that disagree leave all else known', () => {
    const files = { 'x.conf': 'y.z: 1\ny.a: 1\nb: 1', 'x.y.conf': 'z: 2\nc: 3' };
    assert.deepEqual([held(files, 'x.y.a'), held(files, 'x.y.c'), held(files, 'x.b')], [1, 3, 1]);
    assert.equal(held(files, 'x.nothing'), undefined);
  });

  it('say why nobody can tell, and where', () => {
    const setting = load({ files: { 'x.conf': 'y.z: 1', 'x.y.conf': 'z: 2' } }).setting('x.y.z');
    assert.ok(setting.state === 'unknown');
    assert.equal(setting.reason, 'Two files of one folder set this, and the file system decides which of them wins.');
    assert.ok(setting.origin?.uri.startsWith('file:///opt/clearml/config/x.'));
  });

  it('are asked in any order where sections have nothing to do with one another', () => {
    for (const files of [
      { 'x.conf': 'z: 1', 'y.conf': 'z: 2' },
      { 'y.conf': 'z: 2', 'x.conf': 'z: 1' },
      { 'xy.conf': 'z: 2', 'x.conf': 'z: 1' },
    ]) {
      assert.equal(held(files, 'x.z'), 1);
    }
  });
});

describe('an include', () => {
  const parts = { 'parts/a.inc': 'a: 1', 'parts/b.inc': 'b: 1', 'parts/.c.inc': 'c: 1', 'parts/more/a.inc': 'd: 1' };

  for (const [name, text, value] of [
    ['finds a file beside its own', 'include "beside.inc"', { beside: 1 }],
    ['finds one in a folder', 'include "parts/a.inc"', { a: 1 }],
    ['finds one above', 'include "../config/beside.inc"', { beside: 1 }],
    ['finds one by its whole path', 'include "/opt/other/o.inc"', { other: 1 }],
    ['finds several by an asterisk, but none that is hidden', 'include "parts/*.inc"', { a: 1, b: 1 }],
    ['finds several by a question mark', 'include "parts/?.inc"', { a: 1, b: 1 }],
    ['takes a dot for a dot', 'include "parts/a*inc"', { a: 1 }],
    ['takes a dot for nothing else', 'include "part./*.inc"', {}],
    ['finds files in any folder', 'include "parts/**/a.inc"', { a: 1, d: 1 }],
    ['finds hidden files that are asked for', 'include "parts/.?.inc"', { c: 1 }],
    ['of a missing file is nothing', 'include "nowhere.inc"\nz: 1', { z: 1 }],
    ['in an included file starts from there', 'include "sub/down.inc"', { d: 1 }],
  ] as const) {
    it(name, () => {
      const files = {
        ...parts,
        'beside.inc': 'beside: 1',
        '/opt/other/o.inc': 'other: 1',
        'sub/down.inc': 'include "../parts/more/a.inc"',
        'x.conf': text,
      };
      assert.deepEqual(held(files, 'x') ?? {}, value);
    });
  }

  it('tells the place in the included file', () => {
    const setting = load({ files: { ...parts, 'x.conf': 'include "parts/a.inc"' } }).setting('x.a');
    assert.ok(setting.state === 'known');
    assert.equal(setting.origin?.uri, 'file:///opt/clearml/config/parts/a.inc');
    assert.deepEqual(setting.origin?.span, { start: 3, end: 4 });
  });
});
