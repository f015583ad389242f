import { parseArgs } from 'node:util';

/** What the bench is asked for. */
export interface Options {
  /** A directory with compose files to check; without it, this project's own examples and fixtures. */
  readonly corpus: string | undefined;
  readonly build: boolean;
  /** False to leave README.md and history/ as they are. */
  readonly write: boolean;
  /** Only the measurements whose name begins with this. */
  readonly only: string | undefined;
}

export const USAGE = `npm run bench -- [options]
  --corpus <directory>  compose files to check (or CLEARML_SECURE_CORPUS)
  --only <name>         keystroke, startup, activation, corpus, peers or size
  --no-build            measure dist/ as it is
  --no-write            print only`;

/** Reads the command line; throws a `TypeError` for what is not in `USAGE`. */
export function readOptions(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words],
    allowNegative: true,
    options: {
      corpus: { type: 'string' },
      build: { type: 'boolean', default: true },
      write: { type: 'boolean', default: true },
      only: { type: 'string' },
    },
  });
  return {
    corpus: values.corpus ?? process.env.CLEARML_SECURE_CORPUS,
    build: values.build,
    write: values.write && values.only === undefined,
    only: values.only,
  };
}
