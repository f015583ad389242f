// Takes the pictures of the documentation: the packed extension in a real VS Code, on a copy of examples/, in a light, a
// dark and a high-contrast theme.
//   node test/e2e/pictures.mjs [--packed] [folder] [theme …]    --packed: dist/clearml-secure.vsix is up to date
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { requireNode24 } from '../../scripts/node24.mjs';
import { launchBrowser } from './browser.mjs';
import { installHost } from './install-host.mjs';
import { SCENES } from './pictures/scenes.mjs';
import { writeUserSettings } from './user-settings.mjs';
import { installExtension, serveVsCode } from './vscode-server.mjs';
import { ROOT, scratchWorkspace, VSIX } from './workspace.mjs';

const THEMES = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high-contrast': 'Default High Contrast',
};
const LOOK = {
  'breadcrumbs.enabled': false,
  'editor.fontFamily': 'JetBrains Mono',
  'editor.fontSize': 13,
  'editor.minimap.enabled': false,
  'files.autoSave': 'off',
  'problems.autoReveal': false,
  'window.autoDetectHighContrast': false,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

const [out = join(ROOT, 'docs/images'), ...asked] = process.argv.slice(2).filter((each) => !each.startsWith('--'));
if (!process.argv.includes('--packed')) {
  execFileSync(requireNode24(), [join(ROOT, 'scripts/package.mjs')], { stdio: 'inherit' });
}
installHost();
const browser = await launchBrowser();
try {
  for (const theme of asked.length > 0 ? asked : Object.keys(THEMES)) await takeAll(theme);
} finally {
  await browser.close();
}

async function takeAll(theme) {
  const { scratch, workspace, remove } = scratchWorkspace();
  const folder = join(out, theme);
  mkdirSync(folder, { recursive: true });
  let server;
  try {
    // What a new server starts with.
    cpSync(
      join(ROOT, 'test/deployments/stock.2.3/docker-compose.yml'),
      join(workspace, 'new-server/docker-compose.yml'),
    );
    writeUserSettings(join(scratch, 'user-data'), { ...LOOK, 'workbench.colorTheme': THEMES[theme] });
    installExtension(VSIX, scratch);
    server = await serveVsCode({ folder: scratch });
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    const address = new URL(server.origin);
    address.searchParams.set('folder', workspace);
    const file = `vscode-remote://${address.host}${join(workspace, 'docker-compose.yml')}`;
    address.searchParams.set('payload', JSON.stringify([['openFile', file]]));
    await page.goto(address.href);
    await page.waitForSelector('.monaco-editor .squiggly-error', { timeout: 30_000 });
    for (const { name, show, after } of SCENES) {
      try {
        await show({ page, workspace });
      } catch (error) {
        await page.screenshot({ path: join(scratch, '..', `clearml-secure-${name}-failed.png`) });
        throw new Error(`The scene ${name} did not come up: ${error.message}`);
      }
      // Past the fade-in of what has just come up.
      await page.waitForTimeout(700);
      await page.screenshot({ path: join(folder, `${name}.png`) });
      console.log(join(folder, `${name}.png`));
      await after?.({ page, workspace });
    }
    await page.close();
  } finally {
    await server?.stop();
    remove();
  }
}
