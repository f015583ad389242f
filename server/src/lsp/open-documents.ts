import type { TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileSystem, FolderEntry } from '../deployment/file-system.ts';

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
      const entries = open.map((uri): FolderEntry => {
        return { name: decodeURIComponent(uri.slice(folderUri.length)), kind: 'file' };
      });
      const known = await below.list(folderUri);
      if (known === undefined && entries.length === 0) return undefined;
      return [...new Map([...(known ?? []), ...entries].map((entry) => [entry.name, entry])).values()];
    },
  };
}
