import type { TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { fileName } from '../deployment/file-kind.ts';
import type { FileSystem, FolderEntry } from '../deployment/file-system.ts';

/** Lays the editor's open documents over a file system: unsaved text wins over the disk. */
export function overlay(documents: TextDocuments<TextDocument>, files: FileSystem): FileSystem {
  return {
    async read(uri) {
      const open = documents.get(uri);
      return open ? { kind: 'text', text: open.getText() } : files.read(uri);
    },
    async list(folderUri) {
      const below = documents.keys().flatMap((uri) => (uri.startsWith(folderUri) ? uri.slice(folderUri.length) : []));
      const entries = below.map((path): FolderEntry => {
        const [name = '', ...rest] = path.split('/');
        return { name: fileName(name), kind: rest.length === 0 ? 'file' : 'folder' };
      });
      const known = await files.list(folderUri);
      // Most of what is open is on the disk too. The list itself is given then: much is remembered of a list that is the same.
      const isKnown = (entry: FolderEntry) =>
        known?.some(({ name, kind }) => name === entry.name && kind === entry.kind);
      if (entries.every(isKnown)) return known;
      return [...new Map([...(known ?? []), ...entries].map((entry) => [entry.name, entry])).values()];
    },
  };
}
