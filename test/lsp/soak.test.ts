import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { soak } from '../soak/soak.ts';
import { watched } from '../soak/watch.ts';

describe('a server that has lived through many edits, renames and other settings', () => {
  for (const seed of [1, 2, 3]) {
    it(`shows what one that has just been started shows, with steps of seed ${seed}`, async () => {
      const compared: number[] = [];
      await soak({ count: 600, seed, every: 100, compared: (step) => compared.push(step) });
      assert.deepEqual(compared, [100, 200, 300, 400, 500, 600]);
    });
  }
});

describe('the editor of the soak test', () => {
  const FOLDER = 'file:///w/';
  it('tells of what is watched only', () => {
    const watchers = [{ globPattern: '**/{.env,*.conf}' }, { globPattern: '**/a/*', kind: 1 }];
    const told = (path: string, type: 1 | 2 | 3) => watched([[FOLDER + path, type]], watchers, FOLDER).length === 1;
    for (const path of ['.env', 'b/.env', 'b/c/x.conf']) assert.ok(told(path, 2), path);
    for (const path of ['x.env', 'x.conf/b', 'a/b']) assert.ok(!told(path, 2), path);
    assert.ok(told('a/b', 1) && !told('a/b', 3) && !told('a/b/c', 1));
  });

  it('tells of folders outside of the workspace where it was asked to', () => {
    const watchers = [{ globPattern: { baseUri: 'file:///', pattern: '?x*' } }];
    assert.equal(watched([['file:///ax.yml', 1]], watchers, FOLDER).length, 1);
    assert.equal(watched([['file:///x.yml', 1]], watchers, FOLDER).length, 0);
  });
});
