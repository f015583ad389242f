import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../server/src/cli/program.ts';
import { nodeFiles } from '../../server/src/host/node-files.ts';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** A scratch folder with some files, in which commands are run. */
export class Workspace implements Disposable {
  readonly directory: string = mkdtempSync(join(tmpdir(), 'clearml-secure-cli-'));
  /** Where commands are run: `directory` or a folder below. */
  #current: string = this.directory;

  constructor(files: Readonly<Record<string, string | Uint8Array>>) {
    for (const [path, content] of Object.entries(files)) {
      const full = join(this.directory, path);
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, content);
    }
  }

  /** Runs the commands after this in a folder below. */
  enter(folder: string): void {
    this.#current = join(this.directory, folder);
  }

  run(...words: readonly string[]): Promise<Outcome> {
    return this.watched(undefined, ...words);
  }

  /** Runs a command on a terminal that shows progress. */
  async watched(progress: ((line: string) => void) | undefined, ...words: readonly string[]): Promise<Outcome> {
    let [out, error] = ['', ''];
    const code = await run(words, {
      files: nodeFiles,
      directory: this.#current,
      colors: false,
      ...(progress && { progress }),
      out: (text) => {
        out += text;
      },
      error: (text) => {
        error += text;
      },
      serve: async () => undefined,
    });
    return { code, out, error };
  }

  read(path: string): string {
    return readFileSync(join(this.directory, path), 'utf8');
  }

  [Symbol.dispose](): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
