import { print } from './output.ts';

/** What VS Code was started with; put in by the bundler (test/e2e/run.mjs). */
declare const SETUP: 'node' | 'web' | 'empty window' | 'untrusted';

/** Runs the suites that are for this setup, with the Mocha of this host. */
export async function runSuite(MochaOfHost: typeof Mocha): Promise<void> {
  MochaOfHost.reporters.Base.consoleLog = print;
  const mocha = new MochaOfHost({ ui: 'tdd', reporter: 'spec', timeout: 30_000, color: false });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  if (SETUP === 'empty window') {
    await import('./empty-window.e2e.ts');
    await import('./walkthrough.e2e.ts');
  } else if (SETUP === 'untrusted') await import('./untrusted.e2e.ts');
  else {
    await import('./languages.e2e.ts');
    await import('./diagnostics.e2e.ts');
    await import('./quick-fixes.e2e.ts');
    await import('./language-features.e2e.ts');
    await import('./generate.e2e.ts');
    await import('./show-password.e2e.ts');
    await import('./status.e2e.ts');
    await import('./trace.e2e.ts');
    await import('./views.e2e.ts');
    await import('./secure-deployment.e2e.ts');
    await import('./coexistence.e2e.ts');
    if (SETUP === 'node') await import('./folders.e2e.ts');
  }
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      print(`${SETUP}: ${runner.stats?.passes ?? 0} passed, ${failures} failed`);
      if (failures > 0) reject(new Error(`${failures} tests failed`));
      else resolve();
    });
  });
}
