import { print } from './output.ts';

/** The entry that VS Code's extension host calls; a rejected promise fails the run. */
export async function run(): Promise<void> {
  // Mocha is an ES module, and this file is not.
  const { default: Mocha } = await import('mocha');
  Mocha.reporters.Base.consoleLog = print;
  const mocha = new Mocha({ ui: 'tdd', timeout: 30_000, color: false });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await import('./languages.e2e.ts');
  await import('./diagnostics.e2e.ts');
  await import('./quick-fixes.e2e.ts');
  await import('./generate.e2e.ts');
  await import('./views.e2e.ts');
  await import('./secure-deployment.e2e.ts');
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      const passed = runner.stats?.passes ?? 0;
      print(`editor: ${passed} passed, ${failures} failed`);
      if (failures > 0) reject(new Error(`${failures} tests failed`));
      else resolve();
    });
  });
}
