import type { TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileSystem } from '../deployment/file-system.ts';

/** Lays the editor's open documents over a file system: unsaved text wins over the disk. */
export function overlay(documents: TextDocuments<TextDocument>, below: FileSystem): FileSystem {
  return {
    async read(uri) {
      const open = documents.get(uri);
      return open ? { kind: 'text', text: open.getText() } : below.read(uri);
    },
    async list(folderUri) {
      const open = documents
        .keys()
        .filter((uri) => uri.startsWith(folderUri) && !uri.slice(folderUri.length).includes('/'));
      const names = open.map((uri) => decodeURIComponent(uri.slice(folderUri.length)));
      return [...new Set([...(await below.list(folderUri)), ...names])];
    },
  };
}
