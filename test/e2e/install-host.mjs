// Installs what the editor tests and `npm start` serve and drive: the VS Code inside code-server, and a headless
// Chromium. All of it comes out of npm packages; no install script runs and nothing is compiled.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { runNpm } from '../../scripts/npm.mjs';

const HOST = fileURLToPath(new URL('./host', import.meta.url));
const MODULES = join(HOST, 'node_modules');
const CHROMIUM = join(MODULES, '.chromium');
const STAMP = join(MODULES, '.ready');

/** Where things are once `installHost` has run. */
export const VSCODE = join(MODULES, 'code-server/lib/vscode');
export const PACKED_CHROMIUM = {
  executable: join(CHROMIUM, 'chromium'),
  libraries: join(CHROMIUM, 'lib'),
  fontsConfiguration: CHROMIUM,
};

/** Installs the host unless it stands there as the lockfile wants it. */
export function installHost() {
  const wanted = `${HOST}\n${readFileSync(join(HOST, 'package-lock.json'), 'utf8')}`;
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  console.log('Installing the VS Code that the editor tests run in (about 880 MB, once)');
  runNpm(['ci', '--ignore-scripts', '--loglevel=error'], HOST);
  // Its shrinkwrap pins everything but lacks one package, so `npm ci` refuses it.
  runNpm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], VSCODE);
  if (process.platform === 'linux' && process.arch === 'x64') unpackChromium();
  writeFileSync(STAMP, wanted);
}

function unpackChromium() {
  const unpacked = (name) => brotliDecompressSync(readFileSync(join(MODULES, '@sparticuz/chromium/bin', name)));
  mkdirSync(CHROMIUM, { recursive: true });
  writeFileSync(PACKED_CHROMIUM.executable, unpacked('chromium.br'));
  chmodSync(PACKED_CHROMIUM.executable, 0o755);
  for (const name of ['al2023.tar.br', 'swiftshader.tar.br', 'fonts.tar.br']) {
    const archive = join(CHROMIUM, 'archive.tar');
    writeFileSync(archive, unpacked(name));
    execFileSync('tar', ['xf', archive, '-C', CHROMIUM]);
    rmSync(archive);
  }
  // Without fonts Chromium dies when an editor opens.
  writeFileSync(
    join(PACKED_CHROMIUM.fontsConfiguration, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(CHROMIUM, 'fonts')}</dir><dir>${join(MODULES, '@expo-google-fonts')}</dir><cachedir>${join(CHROMIUM, 'fonts-cache')}</cachedir>
${['system-ui', 'sans-serif'].map((family) => `<alias binding="same"><family>${family}</family><prefer><family>Open Sans</family></prefer></alias>`).join('\n')}
</fontconfig>
`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) installHost();
