import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { milliseconds, type Row } from '../report.ts';
import { median } from '../statistics.ts';

const ROUNDS = 7;

/** From the wish to the extension's being active, in the extension host of a VS Code without files. */
export function activationRows(root: string): readonly Row[] {
  const script = join(root, 'bench/measure/activation.mjs');
  const output = execFileSync(process.execPath, [script, `${ROUNDS}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const times: readonly number[] = JSON.parse(output.trimEnd().split('\n').at(-1) ?? '');
  const value = median(times);
  return [{ name: `activation in VS Code, median of ${ROUNDS}`, value, shown: milliseconds(value) }];
}
