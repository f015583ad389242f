// npm test: everything that is checked before a change goes in, in this order. Works from a fresh clone with Node 20 or
// later and npm; stops at the first step that fails.
import { spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { requireNode24 } from './node24.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const bin = (path) => join(ROOT, 'node_modules', path);

ensureDependencies();
const node = requireNode24();
const env = { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter), MACHINE_NODE: machineNode() };

const STEPS = [
  ['Types', bin('typescript/bin/tsc'), '-p', '.'],
  [
    'Lint and format',
    bin('@biomejs/biome/bin/biome'),
    'ci',
    '--log-level=warn',
    ...(process.stdout.isTTY ? [] : ['--colors=off']),
  ],
  ['Imports', 'scripts/check-imports.mjs'],
  [
    'Unit, conformance, property, protocol and command-line tests',
    '--test',
    'test/{unit,conformance,property,lsp,cli,bad-input,docs}/**/*.test.ts',
  ],
  ['Grammar', bin('vscode-tmgrammar-test/dist/unit.js'), 'test/grammar/**/*.test.*'],
  ['Bundles and package', 'scripts/package.mjs'],
  ['Bundles on the machine’s own Node', '--test', 'test/bundles/**/*.test.ts'],
  ['The language server in Neovim', '--test', 'test/editors/**/*.test.ts'],
  ['The worker bundle in a browser', '--test', 'test/e2e/worker.test.mjs'],
  ['The extension in a real VS Code, with Node and in a browser', 'test/e2e/run.mjs', '--packed'],
];

const started = Date.now();
const times = [];
for (const [name, ...args] of STEPS) {
  console.log(`\n== ${name}`);
  const before = Date.now();
  const { status, signal } = spawnSync(node, args, { cwd: ROOT, env, stdio: 'inherit' });
  const seconds = ((Date.now() - before) / 1000).toFixed(1);
  times.push(`${seconds.padStart(6)} s  ${name}`);
  if (status !== 0) {
    console.error(`\n${name}: failed (${signal ?? status}) after ${seconds} s`);
    process.exit(1);
  }
}
console.log(
  `\n${times.join('\n')}\n${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  in all; everything passed`,
);

/** The Node that was there before the dependencies were: bundles are tested on it, for users have such ones. */
function machineNode() {
  return process.env.npm_node_execpath ?? process.execPath;
}
