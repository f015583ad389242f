import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FileContent } from '../../../server/src/deployment/file-system.ts';
import { gitView } from '../../../server/src/deployment/git.ts';
import { folderOf } from '../../../server/src/deployment/uri-path.ts';
import { applyEdits } from '../../../server/src/fixes/fix.ts';
import { ignoreFile } from '../../../server/src/fixes/gitignore.ts';

const ROOT = 'file:///repo/';

/** The files that the fix changes or makes, by path; after it the file must be out. */
function fixed(files: Readonly<Record<string, string | FileContent>>, path: string): Readonly<Record<string, string>> {
  const contents = new Map<string, FileContent>(
    Object.entries({ '.git/HEAD': 'ref', ...files }).map(([name, file]) => [
      ROOT + name,
      typeof file === 'string' ? { kind: 'text', text: file } : file,
    ]),
  );
  const look = () =>
    gitView(
      [folderOf(ROOT + path)],
      (uri) => contents.get(uri) ?? { kind: 'missing' },
      () => false,
    );
  const edits = ignoreFile(look(), ROOT + path);
  for (const { uri, edits: list, create } of edits) {
    const before = contents.get(uri);
    assert.equal(create === true, before === undefined, 'a new file is a file that was not there');
    contents.set(uri, { kind: 'text', text: applyEdits(before?.kind === 'text' ? before.text : '', list) });
  }
  if (edits.length > 0) {
    assert.ok(look().isIgnored(ROOT + path), 'the file is ignored now');
    assert.deepEqual(ignoreFile(look(), ROOT + path), [], 'nothing is left to do');
  }
  const texts = edits.map(({ uri }) => [uri.slice(ROOT.length), contents.get(uri)] as const);
  return Object.fromEntries(texts.map(([name, content]) => [name, content?.kind === 'text' ? content.text : '']));
}

describe('ignoreFile', () => {
  it('adds a line to the nearest .gitignore', () => {
    const files = { '.gitignore': 'dist/\n', 'a/.gitignore': 'x\n' };
    assert.deepEqual(fixed(files, 'a/.env'), { 'a/.gitignore': 'x\n/.env\n' });
    assert.deepEqual(fixed(files, 'b/c/.env'), { '.gitignore': 'dist/\n/b/c/.env\n' });
  });

  it('keeps line endings, and the last line as it ends', () => {
    assert.deepEqual(fixed({ '.gitignore': 'a\r\nb\r\n' }, '.env'), { '.gitignore': 'a\r\nb\r\n/.env\r\n' });
    assert.deepEqual(fixed({ '.gitignore': 'a\r\nb' }, '.env'), { '.gitignore': 'a\r\nb\r\n/.env' });
    assert.deepEqual(fixed({ '.gitignore': 'a' }, '.env'), { '.gitignore': 'a\n/.env' });
    assert.deepEqual(fixed({ '.gitignore': '' }, '.env'), { '.gitignore': '/.env\n' });
  });

  it('makes one beside the file where there is none', () => {
    assert.deepEqual(fixed({}, 'deploy/.env'), { 'deploy/.gitignore': '/.env\n' });
  });

  it('wins over an exception', () => {
    assert.deepEqual(fixed({ '.gitignore': '.env*\n!.env\n' }, '.env'), { '.gitignore': '.env*\n!.env\n/.env\n' });
  });

  it('means one file only, whatever its name', () => {
    assert.deepEqual(fixed({ '.gitignore': '' }, 'a%5B1%5D%2A/my%20env.env'), {
      '.gitignore': '/a\\[1]\\*/my env.env\n',
    });
  });

  it('does nothing where nothing is to do or can be done', () => {
    assert.deepEqual(fixed({ '.gitignore': '.env\n' }, 'a/.env'), {});
    assert.deepEqual(fixed({ '.git/info/exclude': '.env\n' }, '.env'), {});
    assert.deepEqual(fixed({ '.gitignore': { kind: 'unreadable', reason: 'not-regular' } }, '.env'), {});
    const nowhere = gitView(
      [ROOT],
      () => ({ kind: 'missing' }),
      () => false,
    );
    assert.deepEqual(ignoreFile(nowhere, `${ROOT}.env`), []);
  });
});
