import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readFolder } from '../../../../server/src/deployment/configuration/folder.ts';
import type { FileContent, FolderEntry } from '../../../../server/src/deployment/file-system.ts';
import type { DeploymentFiles } from '../../../../server/src/deployment/files.ts';

const FOLDER = 'file:///c/';

/** A folder with files by their path; a text stands for a file that can be read. */
function read(files: Readonly<Record<string, string | FileContent>>) {
  const uris = Object.entries(files).map(([path, content]) => [FOLDER + path, content] as const);
  const known = new Map<string, string | FileContent>(uris);
  const found: Pick<DeploymentFiles, 'content' | 'folder'> = {
    content(uri) {
      const content = known.get(uri) ?? { kind: 'missing' };
      return typeof content === 'string' ? { kind: 'text', text: content } : content;
    },
    folder(uri) {
      const below = [...known.keys()].filter((each) => each.startsWith(uri)).map((each) => each.slice(uri.length));
      const entries = below.map((path): [string, FolderEntry] => {
        const [name = '', ...rest] = path.split('/');
        return [name, { name, kind: rest.length > 0 ? 'folder' : 'file' }];
      });
      return entries.length === 0 ? undefined : [...new Map(entries).values()];
    },
  };
  return readFolder(found as DeploymentFiles, FOLDER);
}

describe('a folder with configuration', () => {
  it('has the files that a loader reads or includes, by name, those of folders too', () => {
    const { kind, files } = read({
      'b.conf': '1',
      'a.HOCON': '2',
      'c.json': '3',
      'd.properties': '4',
      'e.txt': '5',
      'deep/x.conf': '6',
    });
    assert.equal(kind, 'known');
    assert.deepEqual(
      files?.map((file) => [file.path, file.uri, 'text' in file && file.text]),
      [
        ['a.HOCON', 'file:///c/a.HOCON', '2'],
        ['b.conf', 'file:///c/b.conf', '1'],
        ['c.json', 'file:///c/c.json', '3'],
        ['d.properties', 'file:///c/d.properties', '4'],
        ['deep/x.conf', 'file:///c/deep/x.conf', '6'],
      ],
    );
  });

  it('tells of folders that are named like files, and reads them', () => {
    const { files } = read({ 'x.conf/y.conf': '1' });
    assert.deepEqual(files, [
      { path: 'x.conf', uri: 'file:///c/x.conf', directory: true },
      { path: 'x.conf/y.conf', uri: 'file:///c/x.conf/y.conf', text: '1' },
    ]);
  });

  it('tells of files that can’t be read', () => {
    const { files } = read({
      'a.conf': { kind: 'unreadable', reason: 'not-text' },
      'b.conf': { kind: 'unreadable', reason: 'no-permission' },
      'c.conf': { kind: 'missing' },
    });
    const unknown = 'The file can’t be read here.';
    assert.deepEqual(files, [
      { path: 'a.conf', uri: 'file:///c/a.conf', notText: true },
      { path: 'b.conf', uri: 'file:///c/b.conf', unknown },
      { path: 'c.conf', uri: 'file:///c/c.conf', unknown },
    ]);
  });

  it('may be empty', () => assert.deepEqual(read({}), { kind: 'known', files: [], uri: FOLDER }));

  it('is too large with more than 300 files, or more than six folders deep', () => {
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}.conf`, '']));
    const reason = 'The directory is too large to be read as a whole.';
    for (const [files, kind, count] of [
      [many(300), 'known', 300],
      [many(301), 'unknown', 300],
      [{ '1/2/3/4/5/x.conf': '' }, 'known', 1],
      [{ '1/2/3/4/5/6/x.conf': '', 'z.conf': '' }, 'unknown', 1],
    ] as const) {
      const found = read(files);
      assert.deepEqual([found.kind, found.files?.length], [kind, count]);
      if (found.kind === 'unknown') assert.equal(found.reason, reason);
    }
  });
});
