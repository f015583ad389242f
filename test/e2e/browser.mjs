import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { PACKED_CHROMIUM } from './install-host.mjs';

const { executable, libraries, fontsConfiguration } = PACKED_CHROMIUM;
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Starts a headless Chromium: that of CHROMIUM_PATH, else the packed one, else an installed one. It reaches 127.0.0.1 only. */
export async function launchBrowser() {
  const executablePath = [process.env.CHROMIUM_PATH, executable, ...INSTALLED].find((path) => path && existsSync(path));
  if (executablePath === undefined) throw new Error('No Chromium was found; CHROMIUM_PATH can name one');
  const env = { ...process.env };
  if (executablePath === executable) {
    env.LD_LIBRARY_PATH = [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
    env.FONTCONFIG_PATH = fontsConfiguration;
  }
  return chromium.launch({
    executablePath,
    headless: true,
    env,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}
