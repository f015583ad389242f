import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readZip } from '../../scripts/zip.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const VSIX = join(ROOT, 'dist/clearml-secure.vsix');

/**
 * Unpacks the extension as it is shipped.
 * @param {{web?: boolean}} options `web`: without what VS Code prefers wherever there is a Node
 */
export function unpackExtension(folder, { web = false } = {}) {
  for (const { name, read } of readZip(readFileSync(VSIX))) {
    if (!name.startsWith('extension/')) continue;
    const file = join(folder, name.slice('extension/'.length));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, read());
  }
  if (web) {
    const manifest = join(folder, 'package.json');
    const { main: _, ...rest } = JSON.parse(readFileSync(manifest, 'utf8'));
    writeFileSync(manifest, JSON.stringify(rest));
  }
  return folder;
}

/** A folder of its own for one run, with a copy of examples/ in it to work on. */
export function scratchWorkspace() {
  const scratch = mkdtempSync(join(tmpdir(), 'clearml-secure-e2e-'));
  const workspace = join(scratch, 'clearml');
  cpSync(join(ROOT, 'examples'), workspace, { recursive: true });
  return {
    scratch,
    workspace,
    remove: () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}
