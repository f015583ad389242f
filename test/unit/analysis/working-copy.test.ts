import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WorkingCopy } from '../../../server/src/analysis/working-copy.ts';
import { memoryFiles } from '../../memory-files.ts';

const OLD = 'memory:/a/old';
const NEW = 'memory:/a/b/n%20w';
const insert = (uri: string, newText: string) => ({ uri, edits: [{ span: { start: 0, end: 0 }, newText }] });

describe('a working copy', () => {
  it('shows texts as the edits leave them, one edit after another', async () => {
    const copy = new WorkingCopy(memoryFiles({ [OLD]: 'text' }));
    assert.equal(await copy.apply([insert(OLD, 'b ')]), true);
    assert.equal(await copy.apply([insert(OLD, 'a ')]), true);
    assert.deepEqual(await copy.read(OLD), { kind: 'text', text: 'a b text' });
    assert.deepEqual(await copy.changes(), [{ uri: OLD, before: 'text', after: 'a b text' }]);
  });

  it('lists files that are made, and their folders', async () => {
    const copy = new WorkingCopy(memoryFiles({ [OLD]: 'text' }));
    await copy.apply([insert(NEW, 'x')]);
    assert.deepEqual(await copy.list('memory:/a/b/'), [{ name: 'n w', kind: 'file' }]);
    assert.deepEqual(await copy.list('memory:/a/'), [
      { name: 'old', kind: 'file' },
      { name: 'b', kind: 'folder' },
    ]);
    assert.equal(await copy.list('memory:/c/'), undefined);
    assert.deepEqual(await copy.changes(), [{ uri: NEW, before: undefined, after: 'x' }]);
  });

  it('keeps a text as it was read, whatever becomes of the file', async () => {
    const files = { [OLD]: 'text' };
    const copy = new WorkingCopy(memoryFiles(files));
    await copy.read(OLD);
    files[OLD] = 'another';
    await copy.apply([insert(OLD, 'x')]);
    assert.deepEqual(await copy.changes(), [{ uri: OLD, before: 'text', after: 'xtext' }]);
  });

  it('does not count what changes nothing, or back again', async () => {
    const copy = new WorkingCopy(memoryFiles({ [OLD]: 'text' }));
    assert.equal(await copy.apply([insert(OLD, '')]), false);
    await copy.apply([insert(OLD, 'x')]);
    await copy.apply([{ uri: OLD, edits: [{ span: { start: 0, end: 1 }, newText: '' }] }]);
    assert.deepEqual(await copy.changes(), []);
  });
});
