import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from './workspace.mjs';

/** Put before what the tests print, for the stand-in to tell it from VS Code's own log. */
export const TEST_OUTPUT_MARK = '[test output] ';

/** Mocha's browser build is UMD in a package of ES modules: read as one of these, it would take the suite's exports. */
const mochaForBrowsers = {
  name: 'mocha for browsers',
  setup(context) {
    const namespace = 'mocha';
    context.onResolve({ filter: /^mocha\/mocha\.js$/ }, ({ path }) => ({
      path: createRequire(import.meta.url).resolve(path),
      namespace,
    }));
    context.onLoad({ filter: /./, namespace }, ({ path }) => ({ contents: readFileSync(path, 'utf8'), loader: 'js' }));
  },
};

/**
 * Bundles the suite for an extension host.
 * @param {{setup: string, web: boolean, marked: boolean, outfile: string}} options
 *   `setup` says which suites are run; `marked`: what they print is marked
 */
export async function buildSuite({ setup, web, marked, outfile }) {
  const node = { platform: 'node', target: 'node20', external: ['vscode', 'mocha'] };
  const browser = {
    platform: 'browser',
    target: 'es2022',
    external: ['vscode'],
    alias: { 'node:assert/strict': join(ROOT, 'test/e2e/suite/assert.web.ts') },
    plugins: [mochaForBrowsers],
  };
  await build({
    ...(web ? browser : node),
    absWorkingDir: ROOT,
    entryPoints: [web ? 'test/e2e/suite/index.web.ts' : 'test/e2e/suite/index.ts'],
    outfile,
    bundle: true,
    format: 'cjs',
    sourcemap: 'inline',
    define: { SETUP: JSON.stringify(setup), TEST_OUTPUT_MARK: JSON.stringify(marked ? TEST_OUTPUT_MARK : '') },
  });
}
