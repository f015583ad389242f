// What the pictures show, in the order of taking: each scene begins where the one before it ended.

const WAIT = { timeout: 30_000 };
const FILE = 'docker-compose.yml';

/** @typedef {{page: import('playwright-core').Page, workspace: string}} Stage */

/** Opens the list of commands, files or lines, and takes what is typed. */
async function quickOpen(page, key, text) {
  await page.keyboard.press(key);
  const input = page.locator('.quick-input-widget input[type=text]');
  await input.waitFor(WAIT);
  await input.fill(text);
  return input;
}

async function command(page, words) {
  await quickOpen(page, 'F1', `>${words}`);
  await page.locator('.quick-input-list .monaco-list-row').first().waitFor(WAIT);
  await page.keyboard.press('Enter');
}

/** Picks a row of the list that asks for something. */
async function choose(page, label) {
  await page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click(WAIT);
  // No tooltip over the next list.
  await page.mouse.move(600, 400);
}

async function goTo(page, line, column = 1) {
  const input = await quickOpen(page, 'Control+G', `:${line}:${column}`);
  await page.keyboard.press('Enter');
  await input.waitFor({ ...WAIT, state: 'hidden' });
}

/** @type {readonly {name: string, show: (stage: Stage) => Promise<void>, after?: (stage: Stage) => Promise<void>}[]} */
export const SCENES = [
  {
    name: 'overview',
    async show({ page }) {
      // Squiggles, Problems panel and light bulb in one: without the side bar the lines fit.
      await page.keyboard.press('Control+B');
      await page.keyboard.press('Control+Shift+M');
      await page.locator('.markers-panel .monaco-list-row').nth(1).waitFor(WAIT);
      await page.locator('.monaco-editor .view-lines').first().click();
      await goTo(page, 16, 50);
      await page.keyboard.press('Control+.');
      await page.locator('.action-widget .monaco-list-row').first().waitFor(WAIT);
    },
    async after({ page }) {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+J');
    },
  },
  {
    name: 'hover',
    async show({ page }) {
      await goTo(page, 22, 15);
      await command(page, 'Show or Focus Hover');
      await page.locator('.monaco-hover .markdown-hover').first().waitFor(WAIT);
      await page.waitForTimeout(1500);
    },
    async after({ page }) {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
    },
  },
  {
    name: 'completion',
    async show({ page }) {
      await goTo(page, 17, 1);
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.keyboard.type('CLEARML__SECURE__');
      await page.keyboard.press('Control+Space');
      await page.locator('.suggest-widget .monaco-list-row', { hasText: 'CLEARML__' }).first().waitFor(WAIT);
    },
    async after({ page }) {
      await page.keyboard.press('Escape');
      await command(page, 'File: Revert File');
      await page.locator('.tab.dirty').waitFor({ ...WAIT, state: 'detached' });
    },
  },
  {
    name: 'tree',
    async show({ page }) {
      await page.keyboard.press('Control+B');
      // The tree gets the room of the files.
      await page.locator('.pane-header', { hasText: 'clearml' }).first().click(WAIT);
      await command(page, 'Explorer: Focus on ClearML Security View');
      const rows = page.locator('.pane:has([aria-label*="ClearML Security"]) .monaco-list-row');
      await rows.first().waitFor(WAIT);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
      await rows.nth(4).waitFor(WAIT);
      // Its findings, and the settings of the first service.
      await rows.filter({ hasText: 'apiserver' }).first().click();
      await page.keyboard.press('ArrowRight');
      await rows.nth(8).waitFor(WAIT);
    },
    async after({ page }) {
      await page.locator('.pane-header', { hasText: 'clearml' }).first().click(WAIT);
      await page.keyboard.press('Control+B');
    },
  },
  {
    name: 'settings',
    async show({ page }) {
      await command(page, 'ClearML: Show effective security settings');
      await page.locator('.tab.active', { hasNotText: FILE }).waitFor(WAIT);
    },
    async after({ page }) {
      await page.keyboard.press('Control+F4');
    },
  },
  {
    name: 'secure-choose',
    async show({ page }) {
      await quickOpen(page, 'Control+P', 'new-server/docker-compose.yml');
      await choose(page, 'new-server');
      await page.locator('.tab.active', { hasText: 'new-server' }).waitFor(WAIT);
      await page.waitForSelector('.monaco-editor .squiggly-warning', WAIT);
      await command(page, 'ClearML: Secure this deployment');
      await choose(page, 'the server is being set up');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'In .env' }).waitFor(WAIT);
    },
  },
  {
    name: 'secure-preview',
    async show({ page }) {
      await choose(page, 'In .env, with references');
      await page.locator('.quick-input-title', { hasText: 'who logs in' }).waitFor(WAIT);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Apply' }).waitFor(WAIT);
    },
  },
  {
    name: 'secure-done',
    async show({ page }) {
      await page.getByRole('button', { name: 'Apply' }).click(WAIT);
      await page.locator('.quick-input-title', { hasText: 'Deployment secured' }).waitFor(WAIT);
    },
    async after({ page }) {
      await page.keyboard.press('Escape');
    },
  },
  {
    name: 'walkthrough',
    async show({ page }) {
      await command(page, 'Welcome: Open Walkthrough');
      await choose(page, 'ClearML');
      await page.locator('.gettingStartedContainer .step-list-container').waitFor(WAIT);
      await page.waitForTimeout(1500);
    },
  },
];
