import { normalPath } from './directories.ts';
import type { ConfigurationDirectory, ConfigurationFile } from './input.ts';

/** What a directory of the container holds: its files, and why there may be more. */
export interface DirectoryContent {
  readonly files: readonly ConfigurationFile[];
  readonly unknown: string | undefined;
}

/** The container's file system, as far as mounts are known. */
export class Mounts {
  readonly #directories: ReadonlyMap<string, ConfigurationDirectory>;

  constructor(directories: ReadonlyMap<string, ConfigurationDirectory>) {
    this.#directories = new Map([...directories].map(([path, directory]) => [normalPath(path), directory]));
  }

  /**
   * What stands in a directory, in mounts at it, above it and below it.
   * @returns `undefined` where the directory does not exist
   */
  content(path: string): DirectoryContent | undefined {
    const above = this.#deepestAt(path);
    const below = [...this.#directories].filter(([mount]) => mount !== path && isWithin(mount, path));
    const files: ConfigurationFile[] = [];
    let unknown: string | undefined;
    for (const [mount, directory] of [...(above === undefined ? [] : [above]), ...below]) {
      if (directory.kind === 'unknown') unknown ??= directory.reason;
      for (const file of directory.files ?? []) {
        const full = `${mount === '/' ? '' : mount}/${file.path}`;
        const hidden = below.some(([other]) => other !== mount && isWithin(other, mount) && isWithin(full, other));
        if (!hidden && isWithin(full, path))
          files.push({ ...file, path: full.slice(path === '/' ? 1 : path.length + 1) });
      }
    }
    const exists = this.#directories.has(path) || below.length > 0 || files.length > 0 || unknown !== undefined;
    return exists ? { files, unknown } : undefined;
  }

  /** A file by its absolute path; `undefined` where there is none or nobody can tell. */
  file(path: string): ConfigurationFile | undefined {
    const mount = this.#deepestAt(path);
    return mount?.[1].files?.find((file) => normalPath(`${mount[0]}/${file.path}`) === path);
  }

  /** Every file, by its absolute path. */
  paths(): readonly string[] {
    return [...this.#directories].flatMap(([mount, { files }]) =>
      (files ?? []).map((file) => normalPath(`${mount}/${file.path}`)),
    );
  }

  /** The absolute path of a file that was given. */
  pathOf(uri: string): string | undefined {
    for (const [mount, { files }] of this.#directories) {
      const file = files?.find((each) => each.uri === uri);
      if (file !== undefined) return normalPath(`${mount}/${file.path}`);
    }
    return undefined;
  }

  #deepestAt(path: string): readonly [string, ConfigurationDirectory] | undefined {
    return [...this.#directories]
      .filter(([mount]) => isWithin(path, mount))
      .sort(([left], [right]) => right.length - left.length)[0];
  }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}
