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
/** Put before what the tests print; the suite is told of it by its environment. */
const TEST_OUTPUT = '[test output] ';
const { developed, folder, tests, userDataDir, extensionsDir } = readCommandLine(process.argv.slice(2));
if (tests === undefined) {
  console.error('Only test runs (--extensionTestsPath) are supported');
  process.exit(2);
}

const scratch = mkdtempSync(join(tmpdir(), 'vscode-stand-in-'));
let server;
let browser;
let ending = false;
const workbenchLog = [];

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

process.env.TEST_OUTPUT_MARK = TEST_OUTPUT;
server = await serveVsCode({ folder: scratch, userDataDir, extensionsDir, testDriver: true });
void server.exited.then((code) => end(7, `VS Code's server ended with ${code}`));
browser = await launchBrowser();
const context = await browser.newContext({
  viewport: { width: 1280, height: 800 },
  permissions: ['clipboard-read', 'clipboard-write'],
});
const page = await context.newPage();
page.on('crash', () => void end(6, 'The workbench page crashed'));

// What the tests print comes between the workbench's own log lines: of use when a run fails, noise otherwise.
await page.exposeFunction('codeAutomationLog', (type, args) => {
  const text = format(...args);
  if (text.startsWith(TEST_OUTPUT)) console.log(text.slice(TEST_OUTPUT.length));
  else workbenchLog.push(`[${type}] ${text}`);
});
await page.exposeFunction('codeAutomationExit', (code) =>
  end(code, code === 0 ? undefined : workbenchLog.slice(-50).join('\n')),
);

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
