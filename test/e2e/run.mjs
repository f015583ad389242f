// Runs the suites inside a real VS Code, started in several ways. VSCODE_EXECUTABLE names a desktop VS Code, or says
// `download`; without it, the stand-in serves VS Code to a headless Chromium on Linux, and elsewhere the desktop VS Code
// is downloaded.
//   node test/e2e/run.mjs [--packed] [setup …]    --packed: dist/clearml-secure.vsix is up to date
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { NEEDED, requireNode24 } from '../../scripts/node24.mjs';
import { buildSuite } from './build-suite.mjs';
import { executable, standIn } from './executable.mjs';
import { SETUPS } from './setups.mjs';
import { RESTRICTED, writeUserSettings } from './user-settings.mjs';
import { ROOT, scratchWorkspace, unpackExtension } from './workspace.mjs';

const node = requireNode24();
if (Number(process.versions.node.split('.')[0]) < NEEDED) {
  process.exit(spawnSync(node, process.argv.slice(1), { stdio: 'inherit' }).status ?? 1);
}
if (!process.argv.includes('--packed')) execFileSync(node, [join(ROOT, 'scripts/package.mjs')], { stdio: 'inherit' });

const { runTests } = await import('@vscode/test-electron');
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
for (const [name, setup] of Object.entries(SETUPS)) {
  // Test runs of a desktop VS Code are always trusted.
  const possible = standIn || !setup.restricted;
  if (!possible || (asked.length > 0 && !asked.includes(name))) continue;
  console.log(`\n${name}`);
  if (!(await passes(name, setup))) process.exit(1);
}

async function passes(setup, { open, web = false, restricted = false }) {
  const run = scratchWorkspace();
  const { scratch } = run;
  const extension = unpackExtension(join(scratch, 'extension'), { web });
  // In Node the suite looks for Mocha in the folders above it; in a browser VS Code takes it from an extension alone.
  const suite = join(web ? extension : join(ROOT, '.vscode-test'), 'suite/index.js');
  await buildSuite({ setup, web, marked: standIn, outfile: suite });
  const userData = join(scratch, 'user-data');
  writeUserSettings(userData, restricted ? RESTRICTED : {});
  const opened = open(run);
  try {
    await runTests({
      ...executable(scratch),
      extensionDevelopmentPath: extension,
      extensionTestsPath: suite,
      launchArgs: [
        ...(opened === undefined ? [] : [opened]),
        ...(web ? ['--extensionDevelopmentKind=web'] : []),
        ...(restricted ? ['--restricted'] : []),
        '--disable-extensions',
        `--user-data-dir=${userData}`,
        `--extensions-dir=${join(scratch, 'extensions')}`,
      ],
    });
    return true;
  } catch (error) {
    console.error(String(error));
    return false;
  } finally {
    run.remove();
  }
}
