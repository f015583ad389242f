import assert from 'node:assert/strict';
import { chmodSync, existsSync, linkSync, readdirSync, renameSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { writeFiles } from '../../server/src/cli/write-files.ts';
import { COMPOSE_TEXT, DOTENV_TEXT, PUBLIC_SECRET, PUBLIC_TOKEN } from '../lsp/deployment.ts';
import { Workspace } from './command.ts';

const FILES = { 'stack/docker-compose.yml': COMPOSE_TEXT, 'stack/.env': DOTENV_TEXT };
const FRESH = /[A-Za-z][\w-]{53,}/;

function textsOf(workspace: Workspace): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(FILES).map((path) => [path, workspace.read(path)]));
}

describe('check --fix-all', () => {
  it('makes every preferred fix, ports included, until nothing is left to do', async () => {
    using workspace = new Workspace(FILES);
    const { out } = await workspace.run('check', '--fix-all');
    assert.match(out, /\d files changed\.$/m);
    assert.doesNotMatch(out, /default-secret|exposed-datastore/);
    assert.doesNotMatch(workspace.read('stack/docker-compose.yml'), /6379/);
    for (const value of [PUBLIC_SECRET, PUBLIC_TOKEN]) {
      for (const text of Object.values(textsOf(workspace))) assert.ok(!text.includes(value));
    }
  });

  it('keeps a fresh secret the second time', async () => {
    using workspace = new Workspace(FILES);
    await workspace.run('check', '--fix-all');
    const before = textsOf(workspace);
    const { out } = await workspace.run('check', '--fix-all');
    assert.deepEqual(textsOf(workspace), before);
    assert.doesNotMatch(out, /changed/);
  });

  it('leaves files alone that are outside of what was named, and says so', async () => {
    using workspace = new Workspace({
      'stack/docker-compose.yml': COMPOSE_TEXT.replace(
        'image: clearml/server',
        'env_file: ../shared.env\n    image: clearml/server',
      ),
      'stack/.env': DOTENV_TEXT,
      'shared.env': `CLEARML__SECURE__HTTP__SESSION_SECRET__APISERVER=${PUBLIC_TOKEN}\n`,
    });
    workspace.enter('stack');
    const { error } = await workspace.run('check', '--fix-all');
    assert.match(error, /^\.\.\/shared\.env is left alone: it is outside of what was named\.$/m);
    assert.ok(workspace.read('shared.env').includes(PUBLIC_TOKEN));
  });
});

describe('check --dry-run', () => {
  for (const option of ['--fix', '--fix-all']) {
    it(`with ${option} shows what would change, and changes nothing`, async () => {
      using workspace = new Workspace(FILES);
      const { code, out, error } = await workspace.run('check', option, '--dry-run');
      assert.deepEqual(textsOf(workspace), FILES);
      assert.equal(code, 1);
      assert.match(
        out,
        /^--- a\/stack\/\.env\n\+\+\+ b\/stack\/\.env\n@@ -1 \+1 @@\n-API_SECRET=<masked>\n\+API_SECRET=<fresh secret>$/m,
      );
      assert.equal(/^- .*6379:6379/m.test(out.replaceAll(/^-\s+/gm, '- ')), option === '--fix-all');
      assert.match(error, /^\d+ errors.* in 2 files, 1 deployment\. \d files would change\.$/m);
    });
  }

  it('shows no value, neither an old nor a fresh one', async () => {
    using workspace = new Workspace(FILES);
    const { out, error } = await workspace.run('check', '--fix-all', '--dry-run');
    for (const value of [PUBLIC_SECRET, PUBLIC_TOKEN]) assert.ok(!(out + error).includes(value));
    assert.doesNotMatch(out, /[\w-]{50,}/);
  });

  it('is nothing by itself', async () => {
    using workspace = new Workspace(FILES);
    const { code, error } = await workspace.run('check', '--dry-run');
    assert.equal(code, 2);
    assert.match(error, /add --fix or --fix-all/);
  });
});

describe('fixing files', () => {
  it('keeps the mode', async () => {
    using workspace = new Workspace(FILES);
    for (const mode of [0o600, 0o664]) {
      chmodSync(join(workspace.directory, 'stack/.env'), mode);
      await workspace.run('check', '--fix');
      assert.equal(statSync(join(workspace.directory, 'stack/.env')).mode & 0o777, mode);
    }
  });

  it('changes nothing at all where one file is read-only', async () => {
    using workspace = new Workspace(FILES);
    chmodSync(join(workspace.directory, 'stack/.env'), 0o444);
    const { code, out, error } = await workspace.run('check', '--fix-all');
    assert.deepEqual([code, out], [2, '']);
    assert.match(error, /stack\/\.env: the file is read-only\n$/);
    assert.deepEqual(textsOf(workspace), FILES);
  });

  it('writes through a link within the folder, and leaves the link', async () => {
    using workspace = new Workspace({ ...FILES, 'real/placeholder': '' });
    renameSync(join(workspace.directory, 'stack/.env'), join(workspace.directory, 'real/secrets'));
    symlinkSync('../real/secrets', join(workspace.directory, 'stack/.env'));
    await workspace.run('check', '--fix');
    assert.match(workspace.read('real/secrets'), FRESH);
    assert.equal(workspace.read('stack/.env'), workspace.read('real/secrets'));
    assert.deepEqual(readdirSync(join(workspace.directory, 'real')).toSorted(), ['placeholder', 'secrets']);
  });

  it('never writes through a link that leads out', async () => {
    using elsewhere = new Workspace({ secrets: DOTENV_TEXT });
    using workspace = new Workspace(FILES);
    renameSync(join(workspace.directory, 'stack/.env'), join(workspace.directory, 'stack/old'));
    symlinkSync(join(elsewhere.directory, 'secrets'), join(workspace.directory, 'stack/.env'));
    const { code, error } = await workspace.run('check', '--fix');
    assert.equal(code, 2);
    assert.match(error, /it leads to .*secrets, which is not among the files to fix/);
    assert.equal(elsewhere.read('secrets'), DOTENV_TEXT);
    assert.equal(workspace.read('stack/docker-compose.yml'), COMPOSE_TEXT);
  });
});

describe('writing files', () => {
  it('makes a .env that only its owner reads, and folders on the way', async () => {
    using workspace = new Workspace({});
    const uri = pathToFileURL(join(workspace.directory, 'a/b/.env')).href;
    await writeFiles([{ uri, before: undefined, after: 'X=y\n' }], [workspace.directory]);
    assert.equal(workspace.read('a/b/.env'), 'X=y\n');
    assert.equal(statSync(join(workspace.directory, 'a/b/.env')).mode & 0o777, 0o600);
  });

  it('refuses a file that was changed, made or removed meanwhile', async () => {
    using workspace = new Workspace({ a: 'new', b: 'there' });
    const change = (path: string, before: string | undefined) => ({
      uri: pathToFileURL(join(workspace.directory, path)).href,
      before,
      after: 'mine',
    });
    for (const [path, before, reason] of [
      ['a', 'old', /changed meanwhile/],
      ['b', undefined, /could not be written \(EEXIST\)/],
      ['c', 'gone', /is gone/],
    ] as const) {
      await assert.rejects(writeFiles([change(path, before)], [workspace.directory]), reason);
    }
    assert.deepEqual(
      [workspace.read('a'), workspace.read('b'), existsSync(join(workspace.directory, 'c'))],
      ['new', 'there', false],
    );
  });

  it('makes nothing behind a folder that leads out', async () => {
    using elsewhere = new Workspace({});
    using workspace = new Workspace({});
    symlinkSync(elsewhere.directory, join(workspace.directory, 'out'));
    const uri = pathToFileURL(join(workspace.directory, 'out/x/.env')).href;
    await assert.rejects(
      writeFiles([{ uri, before: undefined, after: '' }], [workspace.directory]),
      /not among the files/,
    );
    assert.deepEqual(readdirSync(elsewhere.directory), []);
  });

  it('leaves another name of the same file as it was', async () => {
    using workspace = new Workspace({ a: 'old' });
    linkSync(join(workspace.directory, 'a'), join(workspace.directory, 'b'));
    const uri = pathToFileURL(join(workspace.directory, 'a')).href;
    await writeFiles([{ uri, before: 'old', after: 'new' }], [workspace.directory]);
    assert.deepEqual([workspace.read('a'), workspace.read('b')], ['new', 'old']);
  });
});
