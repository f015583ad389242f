// Stands in for the VS Code executable that @vscode/test-electron starts, where the desktop one can't be had: takes the
// same command line, serves the same workbench on a loopback port, opens it in a headless Chromium, and runs the tests
// in the real extension host. Output and exit code are those of the tests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { launchBrowser } from './browser.mjs';
import { TEST_OUTPUT_MARK } from './build-suite.mjs';
import { readCommandLine } from './command-line.mjs';
import { serveFiles } from './serve-files.mjs';
import { serveVsCode } from './vscode-server.mjs';

const HANG_MILLISECONDS = 150_000;
const { developed, folder, tests, userDataDir, extensionsDir, web, restricted } = readCommandLine(
  process.argv.slice(2),
);
if (tests === undefined) {
  console.error('Only test runs (--extensionTestsPath) are supported');
  process.exit(2);
}

const scratch = mkdtempSync(join(tmpdir(), 'vscode-stand-in-'));
let server;
let browser;
let ending = false;
/** VS Code's server does without its native modules, and says so at length. */
const MISSING_MODULE = /^.*Could not locate the bindings file.*\n(?: → .*\n| +at .*\n)*/gm;
const workbenchLog = [];
const toasts = new Set();

async function end(code, why) {
  if (ending) return;
  ending = true;
  if (why !== undefined) console.error(why);
  if (code !== 0) console.error(workbenchLog.slice(-50).join('\n').replaceAll(MISSING_MODULE, ''));
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

server = await serveVsCode({ folder: scratch, userDataDir, extensionsDir, testDriver: true, trust: !restricted });
void server.exited.then((code) => end(7, `VS Code's server ended with ${code}`));
browser = await launchBrowser();
const context = await browser.newContext({
  viewport: { width: 1280, height: 800 },
  permissions: ['clipboard-read', 'clipboard-write'],
  bypassCSP: web,
});
const page = await context.newPage();
page.on('crash', () => void end(6, 'The workbench page crashed'));

// What the tests print comes between the workbench's own log lines: of use when a run fails, noise otherwise.
await page.exposeFunction('codeAutomationLog', (type, args) => {
  const text = format(...args);
  if (text.startsWith(TEST_OUTPUT_MARK)) console.log(text.slice(TEST_OUTPUT_MARK.length));
  else workbenchLog.push(`[${type}] ${text}`);
});
await page.exposeFunction('codeAutomationExit', (code) => {
  if (code === 0 && toasts.size > 0) return end(8, `A notification came up: ${[...toasts].join('; ')}`);
  return end(code);
});

// This extension shows no notifications: one of its own fails the run.
await page.exposeFunction('toastAppeared', (text) => /clearml/i.test(text) && toasts.add(text));
await page.addInitScript(() => {
  new MutationObserver(() => {
    for (const toast of document.querySelectorAll('.notification-toast')) window.toastAppeared(toast.textContent);
  }).observe(document, { childList: true, subtree: true });
});

const { host } = new URL(server.origin);
const remote = (path) => `vscode-remote://${host}${pathToFileURL(resolve(path)).pathname}`;
const payload = [['skipWelcome', 'true']];
if (web) await developInBrowser();
else {
  payload.push(...developed.map((path) => ['extensionDevelopmentPath', remote(path)]));
  payload.push(['extensionTestsPath', remote(tests)]);
}
const address = new URL(server.origin);
if (folder === undefined) address.searchParams.set('ew', 'true');
else address.searchParams.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', resolve(folder));
address.searchParams.set('payload', JSON.stringify(payload));
await page.goto(address.href);

/**
 * Extensions that run in the browser are named in the page's configuration, not in its address. They come over HTTP: one
 * that comes from the remote may start no worker.
 */
async function developInBrowser() {
  const [extension] = developed.map((path) => resolve(path));
  const { origin } = await serveFiles(extension);
  const uriOf = (path) => {
    const url = new URL(relative(extension, resolve(path)).replaceAll('\\', '/'), `${origin}/`);
    return { scheme: 'http', authority: url.host, path: url.pathname };
  };
  const options = { extensions: [uriOf(extension)], extensionTestsPath: uriOf(tests) };
  await page.addInitScript((options) => {
    new MutationObserver((_, observer) => {
      const meta = document.getElementById('vscode-workbench-web-configuration');
      if (meta === null) return;
      observer.disconnect();
      const configuration = JSON.parse(meta.getAttribute('data-settings'));
      meta.setAttribute(
        'data-settings',
        JSON.stringify({ ...configuration, developmentOptions: { ...configuration.developmentOptions, ...options } }),
      );
    }).observe(document, { childList: true, subtree: true });
  }, options);
}
