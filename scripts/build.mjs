// Bundles the client, the language server and the command line into dist/, one file each: client and server for every
// host, since two of each would double what people download. The command line has a launcher beside it.
//   node scripts/build.mjs [--development] [bundle …]
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { RULE_PAGES } from '../server/src/cli/rule-pages.ts';
import { sbom } from './sbom.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const node = { platform: 'node', target: 'node20', format: 'cjs' };
const bothHosts = { platform: 'browser', target: ['node20', 'es2022'], mainFields: ['browser', 'module', 'main'] };
const BUNDLES = {
  client: {
    ...bothHosts,
    format: 'cjs',
    entry: 'client/src/extension.ts',
    external: ['vscode'],
    plugins: [partsForNode()],
  },
  server: { ...bothHosts, format: 'iife', entry: 'server/src/main.ts', plugins: [partsForNode(), versionAlone()] },
  cli: {
    ...node,
    entry: 'server/src/main.cli.ts',
    // A package in it asks where it stands, which CommonJS says in another way.
    define: { 'import.meta.url': 'bundleUrl' },
    plugins: [rulePages(), versionAlone()],
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

/** Lets a bundle for browsers hold what is loaded in Node alone: packages' entries for Node, and what these import. */
function partsForNode() {
  return {
    name: 'parts for Node',
    setup(context) {
      context.onResolve({ filter: /^vscode-[a-z-]+\/node$/ }, ({ path, resolveDir }) => ({
        path: createRequire(join(resolveDir, 'importer')).resolve(path),
      }));
      // Others that name one of Node's modules do without it in a browser, and so here.
      context.onResolve({ filter: /^[a-z:_/]+$/ }, ({ path, importer }) =>
        isBuiltin(path) && /[\\/](?:node|host)[\\/][^\\/]+$/.test(importer) ? { path, external: true } : undefined,
      );
    },
  };
}

/** The pages of the rules become part of the bundle: there are no files beside it. */
function rulePages() {
  return constants('rule pages', /cli[\\/]rule-pages\.ts$/, { RULE_PAGES });
}

/** The version alone, not the whole package.json around it. */
function versionAlone() {
  return constants('version', /server[\\/]src[\\/]version\.ts$/, { VERSION: manifestOf('.').version });
}

/** Puts values in the place of a source file. */
function constants(name, filter, values) {
  const contents = Object.entries(values).map(([key, value]) => `export const ${key} = ${JSON.stringify(value)};`);
  const load = () => ({ contents: contents.join('\n'), loader: 'js' });
  return { name, setup: (context) => context.onLoad({ filter }, load) };
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
