import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createChecker } from '../../../server/src/analysis/checker.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/analysis/settings.ts';
import { isInside, mayEdit, seenFrom, type Workspace } from '../../../server/src/deployment/workspace.ts';
import { nodeFiles } from '../../../server/src/host/node-files.ts';
import { memoryFiles } from '../../memory-files.ts';

let root: string;
const uri = (path: string) => pathToFileURL(join(root, path)).href;
const workspace = (trusted: boolean): Workspace => ({ folders: [`${uri('opened')}/`], trusted });

before(() => {
  root = mkdtempSync(join(tmpdir(), 'clearml-secure-workspace-'));
  for (const folder of ['opened/inner', 'elsewhere']) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'opened/inner/.env'), 'A=1');
  writeFileSync(join(root, 'elsewhere/.env'), 'B=2');
  symlinkSync('inner/.env', join(root, 'opened/inside.env'));
  symlinkSync('../elsewhere/.env', join(root, 'opened/outside.env'));
  symlinkSync('../elsewhere', join(root, 'opened/folder'));
  symlinkSync('opened', join(root, 'link'));
});
after(() => rmSync(root, { recursive: true, force: true }));

describe('files seen from an untrusted workspace', () => {
  const files = seenFrom(nodeFiles, () => workspace(false));
  const kindOf = async (path: string) => {
    const content = await files.read(uri(path));
    return content.kind === 'unreadable' ? content.reason : content.kind;
  };

  it('are those in its folders, and what links in them lead to there', async () => {
    assert.equal(await kindOf('opened/inner/.env'), 'text');
    assert.equal(await kindOf('opened/inside.env'), 'text');
    assert.equal(await kindOf('opened/none.env'), 'missing');
  });

  it('are none outside, whichever way', async () => {
    assert.equal(await kindOf('opened/outside.env'), 'outside-workspace');
    assert.equal(await kindOf('opened/folder/.env'), 'outside-workspace');
    assert.equal(await kindOf('elsewhere/.env'), 'missing');
    assert.deepEqual(await files.read(`${uri('opened')}/../elsewhere/.env`), { kind: 'missing' });
    assert.deepEqual(await files.read(`${uri('opened')}/%2e%2e/elsewhere/.env`), { kind: 'missing' });
    assert.deepEqual(await files.read('file:///dev/zero'), { kind: 'missing' });
    assert.deepEqual(await files.read('file://server/share/.env'), { kind: 'missing' });
  });

  it('stand in its folders only', async () => {
    assert.deepEqual(await files.list(`${uri('opened/inner')}/`), [{ name: '.env', kind: 'file' }]);
    for (const path of ['', 'elsewhere/', 'opened/folder/']) assert.equal(await files.list(uri(path)), undefined);
  });

  it('are seen through a folder that is a link itself', async () => {
    const linked = seenFrom(nodeFiles, () => ({ folders: [`${uri('link')}/`], trusted: false }));
    assert.deepEqual(await linked.read(uri('link/inner/.env')), { kind: 'text', text: 'A=1' });
  });

  it('are all files once it is trusted', async () => {
    let trusted = false;
    const now = seenFrom(nodeFiles, () => workspace(trusted));
    assert.deepEqual(await now.read(uri('elsewhere/.env')), { kind: 'missing' });
    trusted = true;
    assert.deepEqual(await now.read(uri('elsewhere/.env')), { kind: 'text', text: 'B=2' });
    assert.deepEqual(await now.read(uri('opened/outside.env')), { kind: 'text', text: 'B=2' });
    assert.equal((await now.list(`${uri('elsewhere')}/`))?.length, 1);
  });
});

describe('what stands inside', () => {
  const folders = { folders: ['file:///c%3A/My%20work/'], trusted: true };

  it('does so however the URI is escaped', () => {
    for (const each of ['file:///c:/My%20work/a', 'file:///c%3A/My work/a/b']) assert.ok(isInside(folders, each), each);
    for (const each of ['file:///c:/My%20work2/a', 'file:///c:/My%20work/../a', 'memory:/c:/My work/a'])
      assert.ok(!isInside(folders, each), each);
  });

  it('may be edited, and anything where no folder is open', () => {
    assert.ok(mayEdit(folders, 'untitled:Untitled-1'));
    assert.ok(!mayEdit(folders, 'file:///etc/.env'));
    assert.ok(mayEdit({ folders: [], trusted: true }, 'file:///etc/.env'));
  });
});

describe('a check in a workspace', () => {
  const COMPOSE = 'file:///w/docker-compose.yml';
  const texts = {
    [COMPOSE]: [
      'services:',
      '  apiserver:',
      '    image: clearml/server:2.3.0',
      '    command: [apiserver]',
      '    ports: ["8008:8008"]',
      '    env_file: ../../../shared/.env',
    ].join('\n'),
    'file:///shared/.env':
      'CLEARML__SECURE__AUTH__TOKEN_SECRET=Rq8FW84sSqVgq7WvBB_4EzNl9y8z8IGiDXX3C345_a5AZfcwZcwCIA\n',
  };
  const found = async (opened: Workspace) => {
    const checker = createChecker(
      seenFrom(memoryFiles(texts), () => opened),
      () => opened,
    );
    const report = await checker.check([COMPOSE], DEFAULT_SETTINGS);
    return report.findings
      .filter(({ rule }) => rule === 'default-secret')
      .map((finding) => [finding.fixes.length > 0, report.suppressions(finding).length > 0]);
  };

  it('offers no fix and no comment in a file outside', async () => {
    assert.deepEqual(await found({ folders: [], trusted: true }), [[true, true]]);
    assert.deepEqual(await found({ folders: ['file:///w/'], trusted: true }), [[false, false]]);
  });

  it('reads no file outside as long as it is not trusted', async () => {
    assert.deepEqual(await found({ folders: ['file:///w/'], trusted: false }), []);
  });
});
