import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { fileKind } from '../../server/src/deployment/file-kind.ts';
import { VERSION } from '../../server/src/version.ts';
import { ROOT, readDocument } from '../docs/markdown.ts';
import { COMPOSE_TEXT } from '../lsp/deployment.ts';
import { Workspace } from './command.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly { readonly run?: string; readonly env?: Record<string, string> }[] };
}

const action = parse(readDocument('action.yml')) as Action;
const script = action.runs.steps.find(({ run }) => run !== undefined);

/** Runs the action's script as a runner would, with this command in the place of the published one. */
function runAction(workspace: Workspace, inputs: Readonly<Record<string, string>>) {
  const npx = join(workspace.directory, 'npx');
  const cli = join(ROOT, 'server/src/main.cli.ts');
  const asked = `[ "$1 $2" = "--yes clearml-secure@${VERSION}" ] || exit 9; shift 2`;
  writeFileSync(npx, `#!/bin/sh\n${asked}\nexec "${process.execPath}" "${cli}" "$@"\n`);
  chmodSync(npx, 0o755);
  const variables = Object.entries(action.inputs).map(([name, { default: value }]) => [
    `INPUT_${name.toUpperCase().replaceAll('-', '_')}`,
    inputs[name] ?? value,
  ]);
  for (const [name] of variables) assert.ok(name && name in (script?.env ?? {}), `the script gets ${name}`);
  const PATH = `${workspace.directory}:${process.execPath.replace(/\/[^/]+$/, '')}:${process.env.PATH}`;
  const env = { ...Object.fromEntries(variables), PATH, ACTION_FOLDER: ROOT };
  return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script?.run ?? ''], {
    cwd: workspace.directory,
    env,
    encoding: 'utf8',
  });
}

describe('the action', () => {
  it('annotates findings and fails from a level on', () => {
    using workspace = new Workspace({ 'a b/compose.yaml': COMPOSE_TEXT, 'c/compose.yaml': 'services: {}\n' });
    const all = runAction(workspace, {});
    assert.deepEqual([all.status, all.stderr], [1, '']);
    assert.match(all.stdout, /^::error file=a b\/compose\.yaml,line=15,/m);
    assert.equal(runAction(workspace, { paths: 'c\n' }).status, 0);
    assert.equal(runAction(workspace, { paths: 'c\na b\n' }).status, 1);
  });

  it('writes SARIF beside, also where something is found', () => {
    using workspace = new Workspace({ 'compose.yaml': COMPOSE_TEXT });
    assert.equal(runAction(workspace, { 'sarif-file': 'out.sarif' }).status, 1);
    assert.match(workspace.read('out.sarif'), /"ruleId": "exposed-datastore"/);
  });

  it('takes inputs as words, never as part of the script', () => {
    using workspace = new Workspace({ 'compose.yaml': 'services: {}\n' });
    for (const name of Object.keys(action.inputs)) {
      runAction(workspace, { [name]: '$(touch owned); `touch owned`; "; touch owned' });
    }
    assert.match(runAction(workspace, { paths: '--help' }).stderr, /^--help: no such file/);
    assert.ok(!existsSync(join(workspace.directory, 'owned')));
    assert.doesNotMatch(script?.run ?? '', /\$\{\{/);
  });

  it('can’t run with a baseline that is not there', () => {
    using workspace = new Workspace({ 'compose.yaml': 'services: {}\n' });
    const { status, stderr } = runAction(workspace, { baseline: 'none.json', 'sarif-file': 'out.sarif' });
    assert.equal(status, 2);
    assert.match(stderr, /none\.json: no such file/);
  });
});

describe('the hook of pre-commit', () => {
  const [hook] = parse(readDocument('.pre-commit-hooks.yaml')) as [{ entry: string; files: string }];

  it('takes the files that a folder is searched for', () => {
    const files = new RegExp(hook.files.replace('(?i)', ''), 'i');
    for (const path of [
      'docker-compose.yml',
      'a/compose.override.yaml',
      'clearml-compose.yml',
      'config/secure.conf',
      'config/services/events.conf',
      'x.hocon',
      '.env',
      'a/.env.prod',
      'server.env',
      'nginx.conf',
      'a/services.yaml',
      'README.md',
      'environment.ts',
    ]) {
      assert.equal(files.test(path), fileKind(`file:///${path}`) !== undefined, path);
    }
  });

  it('runs this version', () => {
    assert.equal(hook.entry, `npx --yes clearml-secure@${VERSION} check --`);
  });
});

it('the examples name this version', () => {
  const named = [...readDocument('docs/ci.md').matchAll(/(?:@v?|rev: v)(\d+\.\d+\.\d+)/g)].map(
    ([, version]) => version,
  );
  assert.ok(named.length > 3);
  assert.deepEqual([...new Set(named)], [VERSION]);
});

describe('workflows', () => {
  const folder = '.github/workflows';
  for (const path of ['action.yml', ...readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`)]) {
    it(`${path} runs others’ actions at one commit each`, () => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      assert.ok(parse(text));
      const uses = [...text.matchAll(/uses: (.*)$/gm)].map(([, value]) => value ?? '');
      assert.ok(uses.length > 0);
      for (const value of uses) assert.match(value, /^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    });
  }

  it('publish with the tools that the tests ran with', () => {
    const { devDependencies } = JSON.parse(readDocument('package.json')) as { devDependencies: Record<string, string> };
    assert.ok(readDocument(`${folder}/release.yml`).includes(`@vscode/vsce@${devDependencies['@vscode/vsce']} `));
  });
});
