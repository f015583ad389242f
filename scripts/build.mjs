// Bundles the client, the language server and the command line, one file each per host, into dist/; the command line has
// a launcher beside it.
//   node scripts/build.mjs [--development] [bundle …]
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { RULE_PAGES } from '../server/src/cli/rule-pages.ts';
import { sbom } from './sbom.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const node = { platform: 'node', target: 'node20', format: 'cjs' };
const browser = { platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'] };
const BUNDLES = {
  'client.node': { ...node, entry: 'client/src/extension.node.ts', external: ['vscode'] },
  'client.web': { ...browser, format: 'cjs', entry: 'client/src/extension.web.ts', external: ['vscode'] },
  'server.node': { ...node, entry: 'server/src/main.node.ts' },
  'server.worker': { ...browser, format: 'iife', entry: 'server/src/main.worker.ts' },
  cli: {
    ...node,
    entry: 'server/src/main.cli.ts',
    // A package in it asks where it stands, which CommonJS says in another way.
    define: { 'import.meta.url': 'bundleUrl' },
    plugins: [
      { name: 'rule pages', setup: (context) => context.onLoad({ filter: /cli[\\/]rule-pages\.ts$/ }, rulePages) },
    ],
    banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
    // What is loaded after this call is compiled once per machine, and not at every start (Node 22 and later).
    launcher: "#!/usr/bin/env node\nrequire('node:module').enableCompileCache?.();\nrequire('./cli.bundle.js');\n",
  },
};

const development = process.argv.includes('--development');
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = asked.filter((name) => !(name in BUNDLES));
if (unknown.length > 0)
  throw new Error(`No bundle is named ${unknown.join(', ')}; there are ${Object.keys(BUNDLES).join(', ')}`);

const dist = join(ROOT, 'dist');
if (asked.length === 0) rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
const packages = new Set();
for (const [name, { entry, launcher, ...options }] of Object.entries(BUNDLES)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const { metafile } = await build({
    ...options,
    absWorkingDir: ROOT,
    entryPoints: { [launcher === undefined ? name : `${name}.bundle`]: entry },
    outdir: 'dist',
    bundle: true,
    minify: !development,
    sourcemap: development,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  if (launcher !== undefined) writeFileSync(join(dist, `${name}.js`), launcher);
  for (const file of Object.keys(metafile.inputs)) {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
    if (folder !== undefined) packages.add(folder);
  }
  const [output, { bytes }] = Object.entries(metafile.outputs).find(([file]) => file.endsWith('.js'));
  console.log(`${output} ${(bytes / 1024).toFixed(0)} KB`);
}
writeFileSync(join(dist, 'third-party-notices.txt'), [...packages].sort().map(notice).join('\n\n'));
const manifests = [...packages].map((folder) => manifestOf(folder));
writeFileSync(join(dist, 'sbom.cdx.json'), `${JSON.stringify(sbom(manifestOf('.'), manifests), null, 2)}\n`);

function manifestOf(folder) {
  return JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
}

/** The pages of the rules become part of the bundle: there are no files beside it. */
function rulePages() {
  return { contents: `export const RULE_PAGES = ${JSON.stringify(RULE_PAGES)};`, loader: 'js' };
}

/** What the licence of a bundled package asks to be shipped with it. */
function notice(folder) {
  const { name, version, license } = manifestOf(folder);
  for (const file of ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'License.txt', 'LICENSE-MIT', 'license']) {
    try {
      return `${name} ${version} (${license})\n\n${readFileSync(join(ROOT, folder, file), 'utf8').trim()}\n`;
    } catch {
      // named differently
    }
  }
  throw new Error(`${folder} has no licence file to ship`);
}
