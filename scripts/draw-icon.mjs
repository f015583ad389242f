// Draws images/icon.png from images/icon.svg: the marketplace takes no SVG.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../test/e2e/browser.mjs';
import { installHost } from '../test/e2e/install-host.mjs';

const images = fileURLToPath(new URL('../images/', import.meta.url));
installHost();
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
  await page.setContent(`<body style="margin:0">${readFileSync(`${images}icon.svg`, 'utf8')}</body>`);
  await page.screenshot({ path: `${images}icon.png`, omitBackground: true });
} finally {
  await browser.close();
}
