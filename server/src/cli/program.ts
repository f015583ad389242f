import { Command, CommanderError, Option } from 'commander';
import { SEVERITIES } from '../rules/finding.ts';
import { VERSION } from '../version.ts';
import type { CheckOptions } from './check.ts';
import { FORMATS, KINDS } from './choices.ts';
import { CommandError } from './command-error.ts';
import type { ConfigOptions } from './config.ts';
import type { Terminal } from './terminal.ts';
import { printable } from './text.ts';

/** 0: nothing at or above `--fail-on`; 1: something; 2: could not run. */
export type ExitCode = 0 | 1 | 2;

/**
 * Runs one command.
 * @param words the command line, without the program's name
 */
export async function run(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = new Command('clearml-secure')
    .description('Finds the secrets and open ports that everyone knows in a ClearML Server deployment, and fixes them.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.error });
  program
    .command('check')
    .description('check compose files, ClearML configuration and .env files')
    .argument('[paths...]', 'files and directories', ['.'])
    .addOption(new Option('--format <format>', 'how findings are written').choices(FORMATS).default('text'))
    .addOption(
      new Option('--scope <scope>', 'check only ClearML (the default), or the data stores of any project').choices([
        'clearml',
        'all',
      ]),
    )
    .addOption(new Option('--fail-on <level>', 'exit with 1 from this level on').choices(SEVERITIES).default('warning'))
    .option('--fix', 'replace public defaults with fresh secrets, each within its file')
    .option('--fix-all', 'make every preferred fix, also of ports, of logins and of several files together')
    .option('--dry-run', 'with --fix or --fix-all: show the difference with values masked, and write nothing')
    .option('--baseline <file>', 'leave out the findings that this file accepts')
    .option('--update-baseline', 'accept everything that is found now, in the file of --baseline')
    .option('--env-file <file...>', 'variables that count like the shell’s: they beat .env')
    .option('--explain <rule>', 'print the page of a rule instead of checking')
    .action(async (paths: string[], options: CheckOptions) => {
      code = options.explain
        ? (await import('./explain.ts')).explain(options.explain, terminal)
        : await (await import('./check.ts')).check(paths, options, terminal);
    });
  program
    .command('config')
    .description('show what Docker Compose and ClearML Server would run with, and where each value comes from')
    .argument('[directory]', 'the folder of a deployment, or a configuration directory', '.')
    .option('--json', 'everything, as JSON; otherwise what decides how safe it is, as a table')
    .option('--reveal', 'with --json: show secrets, which are masked otherwise')
    .option('--file <file...>', 'compose files to take together, as docker compose -f')
    .option('--profile <profile...>', 'profiles to take as active')
    .option('--env-file <file...>', 'variables that count like the shell’s: they beat .env')
    .action(async (directory: string, options: ConfigOptions) => {
      code = await (await import('./config.ts')).config(directory, options, terminal);
    });
  program
    .command('generate')
    .description('print a fresh credential as ClearML Server draws them')
    .addArgument(program.createArgument('<kind>', 'what to draw').choices(KINDS))
    .action(async (kind: string) => (await import('./generate.ts')).generate(kind, terminal));
  program
    .command('lsp')
    .description('serve the Language Server Protocol')
    .requiredOption('--stdio', 'over standard input and output')
    .action(() => terminal.serve());
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    if (error instanceof CommandError) {
      terminal.error(`${printable(error.message)}\n`);
      return 2;
    }
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
  return code;
}
