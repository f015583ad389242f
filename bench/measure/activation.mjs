// Starts a real VS Code without files so many times, and prints how many milliseconds the packed extension took to
// activate, as JSON in the last line.
//   node bench/measure/activation.mjs <times>
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { executable } from '../../test/e2e/executable.mjs';
import { writeUserSettings } from '../../test/e2e/user-settings.mjs';
import { ROOT, scratchWorkspace, unpackExtension } from '../../test/e2e/workspace.mjs';

const times = [];
for (let round = 0; round < Number(process.argv[2]); round++) times.push(await measure());
console.log(`\n${JSON.stringify(times)}`);

async function measure() {
  const { scratch, remove } = scratchWorkspace();
  const suite = join(scratch, 'suite.js');
  const result = join(scratch, 'milliseconds.json');
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['bench/measure/activation-suite.ts'],
    outfile: suite,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    define: { RESULT: JSON.stringify(result) },
  });
  writeUserSettings(join(scratch, 'user-data'));
  try {
    await runTests({
      ...executable(scratch),
      extensionDevelopmentPath: unpackExtension(join(scratch, 'extension')),
      extensionTestsPath: suite,
      launchArgs: [
        '--disable-extensions',
        `--user-data-dir=${join(scratch, 'user-data')}`,
        `--extensions-dir=${join(scratch, 'extensions')}`,
      ],
    });
    return JSON.parse(readFileSync(result, 'utf8'));
  } finally {
    remove();
  }
}
