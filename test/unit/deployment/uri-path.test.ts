import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { folderOf, resolvePath } from '../../../server/src/deployment/uri-path.ts';

describe('resolvePath', () => {
  for (const [folder, path, expected] of [
    ['file:///a/b/', 'c.yml', 'file:///a/b/c.yml'],
    ['file:///a/b/', './c/../d.yml', 'file:///a/b/d.yml'],
    ['file:///a/b/', '../../../c.yml', 'file:///c.yml'],
    ['file:///a/b/', '/opt/clearml/config', 'file:///opt/clearml/config'],
    ['file:///a/b/', 'with blank.yml', 'file:///a/b/with%20blank.yml'],
    ['file:///c%3A/x/', 'D:\\lab\\conf', 'file:///D%3A/lab/conf'],
    ['vscode-remote://ssh+host/a/', '../b.env', 'vscode-remote://ssh+host/b.env'],
    ['memory:/a/', 'b.env', 'memory:/a/b.env'],
    ['file:///a/', 'half \ud800 character.env', 'file:///a/half%20%EF%BF%BD%20character.env'],
    ['file:///a/', '~/x', undefined],
    ['file:///a/', '\\\\server\\share', undefined],
    ['file:///a/', '//server/share', undefined],
    ['file:///a/', 'https://host/x.yml', undefined],
    ['file:///a/', 'git@host:x.git', undefined],
    ['file:///a/', 'a\0b', undefined],
    ['file:///a/', '', undefined],
  ] as const) {
    it(`leads ${JSON.stringify(path)} from ${folder} to ${expected}`, () => {
      assert.equal(resolvePath(folder, path), expected);
    });
  }
});

describe('folderOf', () => {
  it('ends in a slash', () => assert.equal(folderOf('file:///a/b.yml'), 'file:///a/'));
});
