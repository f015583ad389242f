import type { HoconTree } from '../syntax/hocon/index.ts';
import type { ProjectFiles } from './compose/model/files.ts';
import type { FileContent, FolderEntry } from './file-system.ts';

/** The files of a deployment while it is put together: like `ProjectFiles`, asking is synchronous and may be repeated. */
export interface DeploymentFiles extends ProjectFiles {
  readonly content: (uri: string) => FileContent;
  /** What stands in a folder (URI with a slash at its end); `undefined` where it can't be read. */
  readonly folder: (uri: string) => readonly FolderEntry[] | undefined;
  /** Parses a text, or remembers how it was parsed. */
  readonly parseHocon: (uri: string, text: string) => HoconTree;
}
