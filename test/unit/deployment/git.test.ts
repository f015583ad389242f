import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { type GitView, gitView } from '../../../server/src/deployment/git.ts';
import { folderOf } from '../../../server/src/deployment/uri-path.ts';

const ROOT = 'file:///home/me/repo/';
const HEAD = { '.git/HEAD': 'ref: refs/heads/main\n' };

/** What a work tree's files, by path from its root, make of the file at `path`. */
function view(files: Readonly<Record<string, string>>, path: string, top?: string): GitView {
  const texts = new Map(Object.entries(files).map(([name, text]) => [ROOT + name, text]));
  const content = (uri: string) => {
    const text = texts.get(uri);
    return text === undefined ? { kind: 'missing' as const } : { kind: 'text' as const, text };
  };
  return gitView([folderOf(ROOT + path)], content, (folder) => folder === top);
}

const cases: readonly (readonly [
  name: string,
  files: Readonly<Record<string, string>>,
  path: string,
  ignored: boolean,
])[] = [
  ['a name', { '.gitignore': '.env\n' }, '.env', true],
  ['a name at any depth', { '.gitignore': '.env\n' }, 'a/b/.env', true],
  ['another name', { '.gitignore': '.env\n' }, 'a/.env.local', false],
  ['the case of a name', { '.gitignore': '.ENV\n' }, '.env', false],
  ['a pattern', { '.gitignore': '*.env\n.env.*\n' }, 'deploy/.env.prod', true],
  ['an anchored name', { '.gitignore': '/.env\n' }, 'a/.env', false],
  ['a path', { '.gitignore': 'a/.env\n' }, 'a/.env', true],
  ['a path further down', { '.gitignore': 'a/.env\n' }, 'b/a/.env', false],
  ['a folder', { '.gitignore': 'config/\n' }, 'a/config/secure.conf', true],
  ['a comment and CRLF', { '.gitignore': '# .env\r\n.env\r\n' }, '.env', true],
  ['only a comment', { '.gitignore': '# .env\n#.env\n' }, '.env', false],
  ['a byte order mark', { '.gitignore': '\ufeff.env\n' }, '.env', true],
  ['a later exception', { '.gitignore': '.env\n!.env\n' }, '.env', false],
  ['an exception before', { '.gitignore': '!.env\n.env\n' }, '.env', true],
  ['an exception in an ignored folder', { '.gitignore': 'a/\n!a/.env\n' }, 'a/.env', true],
  ['a file further down', { 'a/.gitignore': '.env\n' }, 'a/b/.env', true],
  ['a file further down for another folder', { 'a/.gitignore': '.env\n' }, 'b/.env', false],
  ['an anchored name further down', { 'a/.gitignore': '/.env\n' }, 'a/.env', true],
  ['an anchored name further down, deeper', { 'a/.gitignore': '/.env\n' }, 'a/b/.env', false],
  ['a path further down with a slash in it', { 'a/.gitignore': 'b/.env\n' }, 'a/b/.env', true],
  ['a folder further down', { 'a/.gitignore': 'b/\n' }, 'a/c/b/.env', true],
  ['an exception further down', { '.gitignore': '.env\n', 'a/.gitignore': '!.env\n' }, 'a/.env', false],
  ['an exception in a folder that is out', { '.gitignore': 'a\n', 'a/.gitignore': '!.env\n' }, 'a/.env', true],
  ['a folder let in again further down', { '.gitignore': 'b/\n', 'a/.gitignore': '!b/\n' }, 'a/b/.env', false],
  ['an escaped mark', { 'a/.gitignore': '\\!x\n\\#y\n' }, 'a/!x', true],
  ['a folder with marks in its name', { 'a[1]*/.gitignore': '.env\n' }, 'a[1]*/.env', true],
  ['info/exclude', { '.git/info/exclude': '.env\n' }, 'a/.env', true],
  ['.gitignore over info/exclude', { '.git/info/exclude': '.env\n', '.gitignore': '!.env\n' }, '.env', false],
];

describe('gitView', () => {
  for (const [name, files, path, ignored] of cases) {
    it(`${ignored ? 'ignores' : 'takes'}: ${name}`, () => {
      const encoded = path.split('/').map(encodeURIComponent).join('/');
      const uris = Object.entries(files).map(([file, text]) => [
        file.split('/').map(encodeURIComponent).join('/'),
        text,
      ]);
      assert.equal(view({ ...HEAD, ...Object.fromEntries(uris) }, encoded).isIgnored(ROOT + encoded), ignored);
    });
  }

  it('says what git itself says', () => {
    for (const [name, files, path, ignored] of cases) {
      const folder = mkdtempSync(join(tmpdir(), 'clearml-secure-git-'));
      try {
        execFileSync('git', ['init', '-q', folder]);
        for (const [file, text] of Object.entries(files)) {
          mkdirSync(dirname(join(folder, file)), { recursive: true });
          writeFileSync(join(folder, file), text);
        }
        assert.equal(isIgnoredByGit(folder, path), ignored, name);
      } finally {
        rmSync(folder, { recursive: true });
      }
    }
  });

  it('finds the root of the work tree and the .gitignore files from the folder up', () => {
    const tree = view({ ...HEAD, '.gitignore': '' }, 'a/.env').workTree(`${ROOT}a/.env`);
    assert.equal(tree?.root, ROOT);
    assert.deepEqual(
      tree?.ignoreFiles.map(({ uri, content }) => [uri.slice(ROOT.length), content.kind]),
      [
        ['a/.gitignore', 'missing'],
        ['.gitignore', 'text'],
      ],
    );
  });

  it('knows a linked work tree by its .git file', () => {
    const git = view({ '.git': 'gitdir: /elsewhere\n' }, '.env');
    assert.deepEqual([git.workTree(`${ROOT}.env`)?.root, git.isIgnored(`${ROOT}.env`)], [ROOT, false]);
  });

  it('looks no further up than it may', () => {
    const uri = `${ROOT}a/b/.env`;
    assert.equal(view(HEAD, 'a/b/.env', `${ROOT}a/`).workTree(uri), undefined);
    assert.equal(view(HEAD, 'a/b/.env', ROOT).workTree(uri)?.root, ROOT);
  });

  it('has nothing to keep out where there is no work tree', () => {
    const git = view({ '.gitignore': '' }, '.env');
    assert.deepEqual([git.workTree(`${ROOT}.env`), git.isIgnored(`${ROOT}.env`)], [undefined, true]);
  });
});

/** Without the settings of whoever runs the test. */
function isIgnoredByGit(folder: string, path: string): boolean {
  const nobody = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', XDG_CONFIG_HOME: folder };
  try {
    execFileSync('git', ['-C', folder, '-c', 'core.excludesFile=', 'check-ignore', '-q', '--no-index', path], {
      env: { ...process.env, ...nobody },
    });
    return true;
  } catch {
    return false;
  }
}
