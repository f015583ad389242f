// Runs the suite inside a real VS Code. VSCODE_EXECUTABLE names a desktop VS Code, or says `download`; without it, the
// stand-in serves VS Code to a headless Chromium on Linux, and elsewhere the desktop VS Code is downloaded.
//   node test/e2e/run.mjs [--packed]    --packed: dist/clearml-secure.vsix is up to date
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NEEDED, requireNode24 } from '../../scripts/node24.mjs';
import { installHost } from './install-host.mjs';
import { writeUserSettings } from './user-settings.mjs';
import { ROOT, scratchWorkspace, unpackExtension } from './workspace.mjs';

const node = requireNode24();
if (Number(process.versions.node.split('.')[0]) < NEEDED) {
  process.exit(spawnSync(node, process.argv.slice(1), { stdio: 'inherit' }).status ?? 1);
}
if (!process.argv.includes('--packed')) execFileSync(node, [join(ROOT, 'scripts/package.mjs')], { stdio: 'inherit' });

const { runTests } = await import('@vscode/test-electron');
const { build } = await import('esbuild');
const cache = join(ROOT, '.vscode-test');
const suite = join(cache, 'suite/index.js');
await build({
  absWorkingDir: ROOT,
  entryPoints: ['test/e2e/suite/index.ts'],
  outfile: suite,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  sourcemap: 'inline',
  external: ['vscode', 'mocha'],
});
const extension = unpackExtension(join(cache, 'extension'));
const { scratch, workspace, remove } = scratchWorkspace();
const userData = join(scratch, 'user-data');
writeUserSettings(userData);
try {
  await runTests({
    ...executable(),
    extensionDevelopmentPath: extension,
    extensionTestsPath: suite,
    launchArgs: [
      workspace,
      '--disable-extensions',
      `--user-data-dir=${userData}`,
      `--extensions-dir=${join(scratch, 'extensions')}`,
    ],
  });
} catch (error) {
  console.error(String(error));
  process.exitCode = typeof error.code === 'number' ? error.code : 1;
} finally {
  remove();
}

function executable() {
  const wanted = process.env.VSCODE_EXECUTABLE ?? (process.platform === 'linux' ? undefined : 'download');
  if (wanted === 'download') return {};
  if (wanted !== undefined) return { vscodeExecutablePath: wanted };
  installHost();
  // Started as one file, and with this Node, whatever is on the path.
  const script = join(scratch, 'code');
  const standIn = fileURLToPath(new URL('./vscode-stand-in.mjs', import.meta.url));
  writeFileSync(script, `#!/bin/sh\nexec '${node}' '${standIn}' "$@"\n`, { mode: 0o755 });
  return { vscodeExecutablePath: script };
}
