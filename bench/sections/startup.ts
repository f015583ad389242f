import { writeDeployment } from '../inputs/deployment.ts';
import { measureCommand, measureStartup } from '../measure/startup.ts';
import { milliseconds, type Row } from '../report.ts';
import { median } from '../statistics.ts';

const ROUNDS = 15;

/** Start of the process to `initialize`, to the first diagnostics; and the command line's shortest run. */
export async function startupRows(cli: string, server: readonly string[]): Promise<readonly Row[]> {
  const folder = writeDeployment(200);
  const runs: Awaited<ReturnType<typeof measureStartup>>[] = [];
  for (let round = 0; round < ROUNDS; round++) runs.push(await measureStartup(server, folder));
  folder.remove();
  const versions = Array.from({ length: ROUNDS }, () => measureCommand([cli, '--version']));
  const row = (name: string, values: readonly number[]): Row => {
    const value = median(values);
    return { name: `${name}, median of ${ROUNDS}`, value, shown: milliseconds(value) };
  };
  return [
    row(
      'spawn → initialize',
      runs.map((run) => run.initialize),
    ),
    row(
      'initialize → first diagnostics',
      runs.map((run) => run.diagnostics),
    ),
    row('`clearml-secure --version`', versions),
  ];
}
