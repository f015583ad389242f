// Lays the command line's npm package out in dist/npm, ready for `npm publish dist/npm`: one bundle, no dependencies.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PACKAGE = join(ROOT, 'dist/npm');
const FILES = {
  'cli.js': 'dist/cli.js',
  'cli.bundle.js': 'dist/cli.bundle.js',
  'third-party-notices.txt': 'dist/third-party-notices.txt',
  'README.md': 'README.md',
  'CHANGELOG.md': 'CHANGELOG.md',
  LICENSE: 'LICENSE',
};

rmSync(PACKAGE, { recursive: true, force: true });
mkdirSync(PACKAGE, { recursive: true });
for (const [name, source] of Object.entries(FILES)) copyFileSync(join(ROOT, source), join(PACKAGE, name));

const { name, version, description, license, repository, bugs, homepage, keywords } = JSON.parse(
  readFileSync(join(ROOT, 'package.json'), 'utf8'),
);
const manifest = {
  ...{ name, version, description, license, repository, bugs, homepage, keywords },
  bin: { [name]: 'cli.js' },
  files: Object.keys(FILES),
  engines: { node: '>=20' },
};
writeFileSync(join(PACKAGE, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
console.log(`dist/npm: ${name} ${version} for the command line`);
