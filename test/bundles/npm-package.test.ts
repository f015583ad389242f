import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { COMPOSE_TEXT, DOTENV_TEXT } from '../lsp/deployment.ts';

const NODE = process.env.MACHINE_NODE ?? process.execPath;
const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const manifest = JSON.parse(readFileSync(`${DIST}npm/package.json`, 'utf8'));

/** npm as it is on this machine; offline, so that a package that needs another one fails. */
function npm(cwd: string, ...words: readonly string[]): void {
  const cli = process.env.npm_execpath;
  const args = [...words, '--offline', '--no-audit', '--no-fund', '--ignore-scripts'];
  if (cli?.endsWith('.js')) execFileSync(process.execPath, [cli, ...args], { cwd });
  else execFileSync('npm', args, { cwd, shell: process.platform === 'win32' });
}

describe('the package of the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clearml-secure-npm-'));
  const installed = join(folder, 'node_modules/clearml-secure');
  const run = (args: readonly string[], input = '') =>
    spawnSync(NODE, [join(installed, manifest.bin['clearml-secure']), ...args], {
      cwd: folder,
      encoding: 'utf8',
      input,
    });

  before(() => {
    npm(folder, 'pack', `${DIST}npm`);
    const [tarball = ''] = readdirSync(folder);
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    npm(folder, 'install', `./${tarball}`);
    mkdirSync(join(folder, 'stack'));
    writeFileSync(join(folder, 'stack/docker-compose.yml'), COMPOSE_TEXT);
    writeFileSync(join(folder, 'stack/.env'), DOTENV_TEXT);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('holds these files and needs no other package', () => {
    const files = [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'cli.bundle.js',
      'cli.js',
      'package.json',
      'third-party-notices.txt',
    ];
    assert.deepEqual(readdirSync(installed, { recursive: true }).toSorted(), files.toSorted());
    assert.deepEqual(
      readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.')),
      ['clearml-secure'],
    );
    for (const key of ['dependencies', 'scripts', 'private']) assert.equal(manifest[key], undefined);
  });

  it('has a command that says its version', () => {
    assert.equal(readFileSync(join(installed, 'cli.js'), 'utf8').split('\n', 1)[0], '#!/usr/bin/env node');
    assert.ok(readdirSync(join(folder, 'node_modules/.bin')).includes('clearml-secure'));
    assert.equal(run(['--version']).stdout.trim(), manifest.version);
  });

  it('checks, in every format', () => {
    for (const [format, sign] of [
      ['text', /^stack\/docker-compose\.yml:15:13 {2}error/m],
      ['json', /"rule": "exposed-datastore"/],
      ['sarif', /"ruleId": "exposed-datastore"/],
      ['github', /^::error file=stack\/docker-compose\.yml,line=15,/m],
    ] as const) {
      const { status, stdout, stderr } = run(['check', '--format', format, 'stack']);
      assert.deepEqual([status, stderr], [1, '']);
      assert.match(stdout, sign);
    }
  });

  it('explains rules, with the pages that it brings', () => {
    const { status, stdout } = run(['check', '--explain', 'exposed-datastore']);
    assert.equal(status, 0);
    assert.match(stdout, /^exposed-datastore\n[\s\S]*^Why it matters$/m);
  });

  it('draws secrets', () => {
    assert.match(run(['generate', 'pair']).stdout, /^[A-Z0-9]{30}\n[A-Za-z][\w-]{53,}\n$/);
  });

  it('is a language server', () => {
    const message = (body: object) => {
      const text = JSON.stringify({ jsonrpc: '2.0', ...body });
      return `Content-Length: ${text.length}\r\n\r\n${text}`;
    };
    const initialize = { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } };
    const input = [initialize, { id: 2, method: 'shutdown' }, { method: 'exit' }].map(message).join('');
    const { status, stdout } = run(['lsp', '--stdio'], input);
    assert.equal(status, 0);
    assert.match(stdout, /"serverInfo":\{"name":"clearml-secure"/);
  });
});
