import type { YamlTree } from '../../../syntax/yaml/index.ts';
import type { DotenvFile } from '../environment-layers.ts';

/**
 * The files of a project while it is loaded. Loading is pure: whoever runs it brings the files that it asked for the
 * last time, and runs it again until it asks for nothing new.
 */
export interface ProjectFiles {
  /** `undefined` where the file can't be read, or was not yet. */
  readonly yaml: (uri: string) => YamlTree | undefined;
  readonly dotenv: (uri: string) => DotenvFile | undefined;
}
