// Stands in for the VS Code executable that @vscode/test-electron starts, where the desktop one can't be had: takes the
// same command line, serves the same workbench on a loopback port, opens it in a headless Chromium, and runs the tests
// in the real extension host. Output and exit code are those of the tests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { launchBrowser } from './browser.mjs';
import { readCommandLine } from './command-line.mjs';
import { serveVsCode } from './vscode-server.mjs';

const HANG_MILLISECONDS = 300_000;
const { developed, folder, tests, userDataDir, extensionsDir } = readCommandLine(process.argv.slice(2));
if (tests === undefined) {
  console.error('Only test runs (--extensionTestsPath) are supported');
  process.exit(2);
}

const scratch = mkdtempSync(join(tmpdir(), 'vscode-stand-in-'));
let server;
let browser;
let ending = false;

async function end(code, why) {
  if (ending) return;
  ending = true;
  if (why !== undefined) console.error(why);
  const soon = new Promise((done) => setTimeout(done, 5_000).unref());
  await Promise.race([browser?.close().catch(() => {}), soon]);
  await server?.stop();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(130));
for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, (error) => void end(4, error));
setTimeout(() => void end(124, 'The tests took too long'), HANG_MILLISECONDS).unref();
// Nobody is told when the one that started this is killed outright.
const starter = process.ppid;
setInterval(() => process.ppid === starter || void end(130), 1_000).unref();

server = await serveVsCode({ folder: scratch, userDataDir, extensionsDir, testDriver: true });
void server.exited.then((code) => end(7, `VS Code's server ended with ${code}`));
browser = await launchBrowser();
const context = await browser.newContext({
  viewport: { width: 1280, height: 800 },
  permissions: ['clipboard-read', 'clipboard-write'],
});
const page = await context.newPage();
page.on('crash', () => void end(6, 'The workbench page crashed'));

// What the workbench itself logs comes the same way as the tests' output.
const WORKBENCH =
  /Could not locate the bindings file|build\/Release\/watchdog|^\[[A-Z][\w ]+[\]:]|^\[reconnection|^Resolv(?:ing|ed) connection|^Creating a socket|^(?:Error: )?getaddrinfo ENOTFOUND|^Updating additional builtin|^Creation of workbench|^Timed out waiting for authentication provider|package\.nls\.json|^Loading development extension/;
await page.exposeFunction('codeAutomationLog', (type, args) => {
  if (WORKBENCH.test(String(args[0]))) return;
  const stream = type === 'error' || type === 'warn' ? process.stderr : process.stdout;
  stream.write(`${format(...args)}\n`);
});
await page.exposeFunction('codeAutomationExit', (code) => end(code));

const { host } = new URL(server.origin);
const remote = (path) => `vscode-remote://${host}${pathToFileURL(resolve(path)).pathname}`;
const address = new URL(server.origin);
if (folder === undefined) address.searchParams.set('ew', 'true');
else address.searchParams.set('folder', resolve(folder));
address.searchParams.set(
  'payload',
  JSON.stringify([
    ...developed.map((path) => ['extensionDevelopmentPath', remote(path)]),
    ['extensionTestsPath', remote(tests)],
    ['skipWelcome', 'true'],
  ]),
);
await page.goto(address.href);
