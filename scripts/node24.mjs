import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const NEEDED = 24;

/**
 * The Node to run tools and tests with: this one if it is new enough, else the one that came with the dependencies.
 * @returns undefined on systems that npm has no Node for
 */
export function node24() {
  if (Number(process.versions.node.split('.')[0]) >= NEEDED) return process.execPath;
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const binary = join(
    ROOT,
    'node_modules',
    `node-${system}-${process.arch}`,
    'bin',
    system === 'win' ? 'node.exe' : 'node',
  );
  return existsSync(binary) ? binary : undefined;
}

/** As `node24`, but says what to do and ends where there is none. */
export function requireNode24() {
  const node = node24();
  if (node !== undefined) return node;
  console.error(
    `Node ${NEEDED} or later is needed here, and this is ${process.version}. Install it (nodejs.org) and try again.`,
  );
  return process.exit(1);
}
