import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { below, NO_VARIABLES, type VariableScope } from '../deployment/compose/environment-layers.ts';
import { parseDotenv } from '../syntax/dotenv/index.ts';
import { CommandError } from './command-error.ts';
import type { Terminal } from './terminal.ts';

/**
 * The variables of `--env-file`, which count like the shell's.
 * @returns `undefined` where no file is given
 */
export async function shellVariables(
  paths: readonly string[] | undefined,
  terminal: Terminal,
): Promise<VariableScope | undefined> {
  if (paths === undefined) return undefined;
  const files = paths.map(async (path) => {
    const uri = pathToFileURL(resolve(terminal.directory, path)).href;
    const content = await terminal.files.read(uri);
    if (content.kind !== 'text') throw new CommandError(`${path}: this env file can’t be read`);
    return { uri, tree: parseDotenv(content.text) };
  });
  return below(NO_VARIABLES, await Promise.all(files));
}
