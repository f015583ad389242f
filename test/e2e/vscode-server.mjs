import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { requireNode24 } from '../../scripts/node24.mjs';
import { VSCODE } from './install-host.mjs';

const ENTRY = join(VSCODE, 'out/server-main.js');
const START_MILLISECONDS = 60_000;

/**
 * Serves a VS Code on a loopback port, by its own server entry. It looks nothing up in a marketplace.
 * @param {{folder: string, userDataDir?: string, extensionsDir?: string, port?: number, testDriver?: boolean, trust?: boolean}} options
 *   `folder` is where it keeps what it writes; `testDriver` makes it heed the test keys of the address; `trust`: every
 *   workspace is trusted
 * @returns its origin, a promise of its end, and what stops it and everything it started
 */
export async function serveVsCode({ folder, userDataDir, extensionsDir, port = 0, testDriver = false, trust = true }) {
  const userData = userDataDir ?? join(folder, 'user-data');
  const extensions = extensionsDir ?? join(folder, 'extensions');
  for (const each of [userData, extensions]) mkdirSync(each, { recursive: true });
  const server = spawn(
    requireNode24(),
    [
      ENTRY,
      ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'],
      ...[
        '--server-data-dir',
        join(folder, 'server-data'),
        '--user-data-dir',
        userData,
        '--extensions-dir',
        extensions,
      ],
      ...['--disable-telemetry', '--disable-experiments'],
      ...(trust ? ['--disable-workspace-trust'] : []),
      ...(testDriver ? ['--enable-smoke-test-driver'] : []),
    ],
    // A group of its own, so that stopping it reaches the extension hosts and language servers too.
    { env: environment(), stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' },
  );
  const exited = new Promise((resolve) => server.once('exit', resolve));
  const signal = (name) => {
    try {
      if (process.platform === 'win32') server.kill(name);
      else process.kill(-server.pid, name);
    } catch {
      // already gone
    }
  };
  const stop = async () => {
    signal('SIGTERM');
    await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, 5_000).unref())]);
    signal('SIGKILL');
  };
  try {
    return { origin: await listening(server, exited), exited, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Installs a .vsix for a VS Code that is served with the same folder. */
export function installExtension(vsix, folder) {
  const folders = ['--extensions-dir', join(folder, 'extensions'), '--user-data-dir', join(folder, 'user-data')];
  const args = ['--install-extension', vsix, '--force', '--accept-server-license-terms', ...folders];
  // Silent but for a failure: it has much to say about modules that it does without.
  execFileSync(requireNode24(), [ENTRY, ...args, '--server-data-dir', join(folder, 'server-data')], {
    env: environment(),
    stdio: 'pipe',
  });
}

function listening(server, exited) {
  return new Promise((resolve, reject) => {
    let log = '';
    const fail = (what) => reject(new Error(`VS Code's server ${what}\n${log.slice(-4_000)}`));
    const timer = setTimeout(() => fail('did not start'), START_MILLISECONDS);
    void exited.then((code) => fail(`ended with ${code}`));
    const read = (chunk) => {
      log = (log + chunk).slice(-20_000);
      const port = /Extension host agent listening on (\d+)/.exec(log)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(`http://127.0.0.1:${port}`);
    };
    // Read on after that, so that it never waits for a reader.
    server.stdout.on('data', read);
    server.stderr.on('data', read);
  });
}

/** This environment without what another VS Code or Node's options put there. */
function environment() {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name));
  return { ...Object.fromEntries(kept), EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
}
