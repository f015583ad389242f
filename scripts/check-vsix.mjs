// Lists what is in the .vsix; fails on a file that is not expected, one that is missing, or on more than 500 KB.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readZip } from './zip.mjs';

const MOST_BYTES = 500 * 1024;
const EXPECTED = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/package.json',
  'extension/package.nls.json',
  'extension/readme.md',
  'extension/changelog.md',
  'extension/LICENSE.txt',
  'extension/images/icon.png',
  'extension/images/walkthrough/open.svg',
  'extension/images/walkthrough/fix.svg',
  'extension/images/walkthrough/secure.svg',
  'extension/images/walkthrough/settings.svg',
  'extension/images/walkthrough/check.svg',
  'extension/images/walkthrough/apply.svg',
  'extension/schemas/clearml-secure.schema.json',
  'extension/syntaxes/hocon.tmLanguage.json',
  'extension/syntaxes/hocon.language-configuration.json',
  'extension/dist/client.js',
  'extension/dist/server.js',
  'extension/dist/third-party-notices.txt',
];

const vsix = fileURLToPath(new URL('../dist/clearml-secure.vsix', import.meta.url));
const archive = readFileSync(vsix);
const entries = readZip(archive);
for (const { name, packed, size } of entries) {
  console.log(`${String(packed).padStart(8)} of ${String(size).padStart(8)} bytes  ${name}`);
}
console.log(`${(archive.length / 1024).toFixed(0)} KB in all`);

const names = new Set(entries.map((entry) => entry.name));
const problems = [
  ...[...names].filter((name) => !EXPECTED.includes(name)).map((name) => `${name} should not be there`),
  ...EXPECTED.filter((name) => !names.has(name)).map((name) => `${name} is missing`),
  ...(archive.length > MOST_BYTES ? [`it is larger than ${MOST_BYTES / 1024} KB`] : []),
];
for (const problem of problems) console.error(`The .vsix is not as it should be: ${problem}`);
if (problems.length > 0) process.exit(1);
