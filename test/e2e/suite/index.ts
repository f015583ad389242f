import { runSuite } from './run-suite.ts';

/** The entry that VS Code's Node extension host calls; a rejected promise fails the run. */
export async function run(): Promise<void> {
  // Mocha is an ES module, and this file is not.
  const { default: Mocha } = await import('mocha');
  await runSuite(Mocha);
}
