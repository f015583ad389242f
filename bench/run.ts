// npm run bench: measures the bundles and writes what it found into README.md and history/.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readOptions, USAGE } from './options.ts';
import { printReport, type Row, writeReport } from './report.ts';
import { activationRows } from './sections/activation.ts';
import { corpusRows } from './sections/corpus.ts';
import { keystrokeRows } from './sections/keystroke.ts';
import { peerRows } from './sections/peers.ts';
import { sizeRows } from './sections/size.ts';
import { startupRows } from './sections/startup.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const SERVER = [CLI, 'lsp', '--stdio'];

if (process.argv.includes('--help')) {
  console.log(USAGE);
  process.exit(0);
}
const options = readOptions(process.argv.slice(2));
if (options.build) execFileSync(process.execPath, ['scripts/package.mjs'], { cwd: ROOT, stdio: 'ignore' });

const sections: Readonly<Record<string, () => Promise<readonly Row[]> | readonly Row[]>> = {
  keystroke: () => keystrokeRows(SERVER),
  startup: () => startupRows(CLI, SERVER),
  activation: () => activationRows(ROOT),
  corpus: () => corpusRows(CLI, options.corpus, ROOT),
  peers: () => peerRows(ROOT),
  size: () => sizeRows(ROOT),
};
const rows: Row[] = [];
for (const [name, measure] of Object.entries(sections)) {
  if (options.only !== undefined && !name.startsWith(options.only)) continue;
  rows.push(...(await measure()));
}
printReport(rows);
if (options.write) writeReport(rows, ROOT);
