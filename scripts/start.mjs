// npm start: opens a real VS Code on examples/ with the extension in it. The desktop one where there is one, otherwise
// one that is served to the browser. From a fresh clone it needs Node 20 or later and npm.
//   node scripts/start.mjs [--browser] [--port N] [--check]    --check: start, look, end
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './dependencies.mjs';
import { requireNode24 } from './node24.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: { browser: { type: 'boolean' }, check: { type: 'boolean' }, port: { type: 'string', default: '0' } },
});

ensureDependencies();
const node = requireNode24();
execFileSync(node, [join(ROOT, 'scripts/package.mjs')], { cwd: ROOT, stdio: 'inherit' });

const examples = join(ROOT, 'examples');
const desktop = values.browser || values.check ? undefined : desktopCode();
if (desktop !== undefined) {
  console.log(`Opening ${desktop} on ${examples}`);
  const args = [`--extensionDevelopmentPath=${ROOT}`, '--new-window', examples];
  const { status } = spawnSync(desktop, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  process.exit(status ?? 1);
}
await serve();

/** The desktop VS Code's command, where one is on the path and there is a screen to show it on. */
function desktopCode() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return undefined;
  const names = process.platform === 'win32' ? ['code.cmd'] : ['code'];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names)
      if (existsSync(join(folder, name))) return process.platform === 'win32' ? name : join(folder, name);
  }
  return undefined;
}

async function serve() {
  const { installHost } = await import('../test/e2e/install-host.mjs');
  const { installExtension, serveVsCode } = await import('../test/e2e/vscode-server.mjs');
  const { writeUserSettings } = await import('../test/e2e/user-settings.mjs');
  installHost();
  const folder = join(ROOT, '.vscode-test/start');
  const userDataDir = join(folder, 'user-data');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(userDataDir, 'User/settings.json'))) writeUserSettings(userDataDir);
  rmSync(join(folder, 'extensions'), { recursive: true, force: true });
  installExtension(join(ROOT, 'dist/clearml-secure.vsix'), folder);
  const server = await serveVsCode({ folder, port: Number(values.port) });
  const address = `${server.origin}/?folder=${encodeURIComponent(examples)}`;
  let stopping = false;
  const stop = async (code) => {
    stopping = true;
    await server.stop();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0));
  void server.exited.then((code) => {
    if (!stopping) process.exit(code ?? 1);
  });
  if (values.check) {
    const page = await (await fetch(address)).text();
    const served = page.includes('vscode-workbench-web-configuration');
    console.log(served ? `VS Code is served at ${address}` : `${address} serves something else`);
    await stop(served ? 0 : 1);
  }
  console.log(
    `\nVS Code with ClearML Secure is at\n\n  ${address}\n\nOpen docker-compose.yml there. Ctrl-C here ends it.`,
  );
}
