// Takes the pictures of the README: the packed extension in a real VS Code, on a copy of examples/.
//   node test/e2e/pictures.mjs [--packed] [folder]    --packed: dist/clearml-secure.vsix is up to date
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { requireNode24 } from '../../scripts/node24.mjs';
import { launchBrowser } from './browser.mjs';
import { installHost } from './install-host.mjs';
import { writeUserSettings } from './user-settings.mjs';
import { installExtension, serveVsCode } from './vscode-server.mjs';
import { ROOT, scratchWorkspace, VSIX } from './workspace.mjs';

const LOOK = {
  'breadcrumbs.enabled': false,
  'editor.fontFamily': 'JetBrains Mono',
  'editor.fontSize': 13,
  'editor.minimap.enabled': false,
  'problems.autoReveal': false,
  'window.commandCenter': false,
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.layoutControl.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
};
const WAIT = { timeout: 30_000 };

const out = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? join(ROOT, 'docs/images');
if (!process.argv.includes('--packed')) {
  execFileSync(requireNode24(), [join(ROOT, 'scripts/package.mjs')], { stdio: 'inherit' });
}
installHost();
mkdirSync(out, { recursive: true });
const { scratch, workspace, remove } = scratchWorkspace();
let server;
let browser;
try {
  writeUserSettings(join(scratch, 'user-data'), LOOK);
  installExtension(VSIX, scratch);
  server = await serveVsCode({ folder: scratch });
  browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 }, deviceScaleFactor: 1.25 });
  const picture = async (name) => {
    // Past the fade-in of what has just come up.
    await page.waitForTimeout(700);
    await page.screenshot({ path: join(out, `${name}.png`) });
    console.log(join(out, `${name}.png`));
  };
  const address = new URL(server.origin);
  address.searchParams.set('folder', workspace);
  const file = `vscode-remote://${address.host}${join(workspace, 'docker-compose.yml')}`;
  address.searchParams.set('payload', JSON.stringify([['openFile', file]]));
  await page.goto(address.href);

  await page.waitForSelector('.monaco-editor .squiggly-error', WAIT);
  // Squiggles, Problems panel and light bulb in one: without the side bar the lines fit.
  await page.keyboard.press('Control+B');
  await page.keyboard.press('Control+Shift+M');
  await page.locator('.markers-panel .monaco-list-row').nth(1).waitFor(WAIT);
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.keyboard.press('Control+Home');
  // To the first problem, past the look into it that comes up there.
  await page.keyboard.press('F8');
  await page.waitForTimeout(500);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget .monaco-list-row').first().waitFor(WAIT);
  await picture('overview');
} finally {
  await browser?.close();
  await server?.stop();
  remove();
}
