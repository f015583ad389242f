import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { nodeFiles } from '../../../server/src/host/node-files.ts';

let directory: string;
const uri = (name: string) => pathToFileURL(join(directory, name)).href;

before(() => {
  directory = mkdtempSync(join(tmpdir(), 'clearml-secure-files-'));
  writeFileSync(join(directory, 'plain.yml'), '\ufeffä: 1\r\n');
  writeFileSync(join(directory, 'latin1.yml'), new Uint8Array([0xe4]));
  writeFileSync(join(directory, 'large.yml'), 'x'.repeat(1024 * 1024 + 1));
  mkdirSync(join(directory, 'folder.yml'));
  symlinkSync('plain.yml', join(directory, 'link.yml'));
  symlinkSync('loop.yml', join(directory, 'loop.yml'));
});
after(() => rmSync(directory, { recursive: true, force: true }));

describe('reading a file of this machine', () => {
  it('gives its text as it is, byte order mark and line endings included', async () => {
    assert.deepEqual(await nodeFiles.read(uri('plain.yml')), { kind: 'text', text: '\ufeffä: 1\r\n' });
    assert.deepEqual(await nodeFiles.read(uri('link.yml')), { kind: 'text', text: '\ufeffä: 1\r\n' });
  });

  for (const [name, reason] of [
    ['latin1.yml', 'not-text'],
    ['large.yml', 'too-large'],
    ['folder.yml', 'not-regular'],
    ['loop.yml', 'not-regular'],
  ] as const) {
    it(`refuses ${name}: ${reason}`, async () => {
      assert.deepEqual(await nodeFiles.read(uri(name)), { kind: 'unreadable', reason });
    });
  }

  it('does not wait for a FIFO or read a device', { skip: process.platform === 'win32' }, async () => {
    execFileSync('mkfifo', [join(directory, 'fifo.yml')]);
    for (const each of [uri('fifo.yml'), 'file:///dev/zero']) {
      assert.deepEqual(await nodeFiles.read(each), { kind: 'unreadable', reason: 'not-regular' });
    }
  });

  it('calls missing what is not there, not on this machine, or no file', async () => {
    for (const each of [
      uri('none.yml'),
      uri('plain.yml/below'),
      'file://server/share/a.yml',
      'https://x.example/a.yml',
      'x',
    ]) {
      assert.deepEqual(await nodeFiles.read(each), { kind: 'missing' });
    }
  });
});

describe('listing a folder', () => {
  it('tells files from folders, links by what they lead to', async () => {
    const entries = (await nodeFiles.list(`${uri('')}`)) ?? [];
    const kinds = Object.fromEntries(entries.map(({ name, kind }) => [name, kind]));
    assert.equal(kinds['plain.yml'], 'file');
    assert.equal(kinds['link.yml'], 'file');
    assert.equal(kinds['folder.yml'], 'folder');
    assert.equal(kinds['loop.yml'], 'other');
  });

  it('gives nothing for what is no folder', async () => {
    assert.equal(await nodeFiles.list(`${uri('none')}/`), undefined);
    assert.equal(await nodeFiles.list('memory:/x/'), undefined);
  });
});
