import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DeploymentReader, type LookOptions, type ReadDeployment } from '../analysis/deployment-reader.ts';
import { CommandError } from './command-error.ts';
import { ConfigJson } from './config-json.ts';
import { toTable } from './config-table.ts';
import { shellVariables } from './env-files.ts';
import { findFiles } from './find-files.ts';
import { Located } from './located.ts';
import type { ExitCode } from './program.ts';
import type { Terminal } from './terminal.ts';

export interface ConfigOptions {
  readonly json?: boolean;
  readonly reveal?: boolean;
  readonly file?: readonly string[];
  readonly profile?: readonly string[];
  readonly envFile?: readonly string[];
}

/**
 * Writes what Docker Compose and ClearML Server would run with, as a table or as JSON; secrets masked unless the
 * JSON is asked for with them.
 */
export async function config(path: string, options: ConfigOptions, terminal: Terminal): Promise<ExitCode> {
  if (options.reveal && !options.json) throw new CommandError('--reveal needs --json: what people read is masked');
  const deployments = await deploymentsIn(path, options, terminal);
  const located = new Located(terminal);
  if (options.json) {
    const json = await new ConfigJson(located, options.reveal === true).write(deployments);
    terminal.out(`${JSON.stringify(json, undefined, 2)}\n`);
  } else {
    terminal.out(await toTable(deployments, located, terminal.colors));
  }
  return 0;
}

async function deploymentsIn(
  path: string,
  options: ConfigOptions,
  terminal: Terminal,
): Promise<readonly ReadDeployment[]> {
  const shell = await shellVariables(options.envFile, terminal);
  const look = new DeploymentReader(terminal.files).look(lookOptions(shell, options.profile));
  const directory = resolve(terminal.directory, path);
  if (options.file !== undefined) {
    return [await look.listed(options.file.map((file) => pathToFileURL(resolve(directory, file)).href))];
  }
  const found = new Map<string, ReadDeployment>();
  const folder = `${pathToFileURL(directory).href}/`;
  const main = await look.main(folder);
  if (main !== undefined) found.set(main.key, main);
  for (const { uri, kind } of await findFiles([path], terminal.directory)) {
    if (kind === 'dotenv') continue;
    for (const deployment of await look.deploymentsOf(uri, kind)) found.set(deployment.key, deployment);
  }
  // What only happens to lie there and is part of nothing says nothing about a deployment.
  return [...found.values()].filter(
    ({ deployment }) => deployment.compose !== undefined || deployment.processes.length > 0,
  );
}

function lookOptions(shell: LookOptions['shell'], profiles: readonly string[] | undefined): LookOptions {
  return { ...(shell && { shell }), ...(profiles && { profiles }) };
}
