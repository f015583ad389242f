import 'mocha/mocha.js';
import { runSuite } from './run-suite.ts';

/** The entry that VS Code's extension host in a browser calls; a rejected promise fails the run. */
export async function run(): Promise<void> {
  // Mocha's browser build leaves itself there.
  await runSuite((globalThis as unknown as { readonly Mocha: typeof Mocha }).Mocha);
}
