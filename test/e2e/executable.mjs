import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireNode24 } from '../../scripts/node24.mjs';
import { installHost } from './install-host.mjs';

/** VSCODE_EXECUTABLE names a desktop VS Code, or says `download`. */
const wanted = process.env.VSCODE_EXECUTABLE ?? (process.platform === 'linux' ? undefined : 'download');

/** True where VS Code is served to a headless Chromium. */
export const standIn = wanted === undefined;

/**
 * What @vscode/test-electron is told to start.
 * @param folder takes the stand-in's launcher
 */
export function executable(folder) {
  if (wanted === 'download') return {};
  if (wanted !== undefined) return { vscodeExecutablePath: wanted };
  installHost();
  // Started as one file, and with this Node, whatever is on the path.
  const script = join(folder, 'code');
  const standInScript = fileURLToPath(new URL('./vscode-stand-in.mjs', import.meta.url));
  writeFileSync(script, `#!/bin/sh\nexec '${requireNode24()}' '${standInScript}' "$@"\n`, { mode: 0o755 });
  return { vscodeExecutablePath: script };
}
