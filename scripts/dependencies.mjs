import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNpm } from './npm.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Installs the dependencies unless they are there as package-lock.json wants them. No install script runs. */
export function ensureDependencies() {
  if (installed()) return;
  console.log('Installing the dependencies');
  runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], ROOT);
}

/** npm writes down what it installed; packages for other systems are not among it. */
function installed() {
  try {
    const wanted = packagesOf(join(ROOT, 'package-lock.json'));
    const there = packagesOf(join(ROOT, 'node_modules/.package-lock.json'));
    return Object.entries(wanted).every(
      ([path, { version, optional }]) =>
        path === '' || (there[path] ? there[path].version === version : optional === true),
    );
  } catch {
    return false;
  }
}

function packagesOf(lockfile) {
  return JSON.parse(readFileSync(lockfile, 'utf8')).packages;
}
