// Builds the bundles, packs dist/clearml-secure.vsix and lays out dist/npm.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { requireNode24 } from './node24.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const run = (...args) => execFileSync(requireNode24(), args, { cwd: ROOT, stdio: 'inherit' });
run('scripts/build.mjs');
run('node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '--out', 'dist/clearml-secure.vsix');
run('scripts/check-vsix.mjs');
run('scripts/stage-npm.mjs');
