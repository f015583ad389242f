import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileSystem, FolderEntry } from '../../../server/src/deployment/file-system.ts';
import { overlay } from '../../../server/src/lsp/open-documents.ts';

const ON_DISK: readonly FolderEntry[] = [
  { name: 'docker-compose.yml', kind: 'file' },
  { name: 'config', kind: 'folder' },
];

const disk: FileSystem = {
  read: async () => ({ kind: 'missing' }),
  list: async (uri) => (uri === 'file:///d/' ? ON_DISK : undefined),
};

function withOpen(...uris: readonly string[]): FileSystem {
  const open = new Map(uris.map((uri) => [uri, TextDocument.create(uri, 'yaml', 1, 'open')]));
  const documents = { get: (uri: string) => open.get(uri), keys: () => [...open.keys()] };
  return overlay(documents as TextDocuments<TextDocument>, disk);
}

describe('a folder with open documents in it', () => {
  it('is the very list of the disk, where they all are on the disk', async () => {
    const files = withOpen('file:///d/docker-compose.yml', 'file:///d/config/secure.conf', 'file:///other/a.yml');
    assert.equal(await files.list('file:///d/'), ON_DISK);
  });

  it('has those that are not', async () => {
    const files = withOpen('file:///d/docker-compose.yml', 'file:///d/new%20one.yml', 'file:///d/new/a.yml');
    assert.deepEqual(await files.list('file:///d/'), [
      ...ON_DISK,
      { name: 'new one.yml', kind: 'file' },
      { name: 'new', kind: 'folder' },
    ]);
  });

  it('exists where the disk has none, and only then', async () => {
    const files = withOpen('untitled:/x/a.yml');
    assert.deepEqual(await files.list('untitled:/x/'), [{ name: 'a.yml', kind: 'file' }]);
    assert.equal(await files.list('untitled:/y/'), undefined);
  });
});
