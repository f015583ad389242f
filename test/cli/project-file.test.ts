import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PUBLIC_TOKEN } from '../lsp/deployment.ts';
import { Workspace } from './command.ts';

const API = `services:
  apiserver:
    image: clearml/server:2.3.0
    command: [apiserver]
    ports: ["127.0.0.1:8008:8008"]
    environment:
      CLEARML__SECURE__AUTH__TOKEN_SECRET: \${TOKEN:-fresh-and-long-enough-to-be-a-secret-of-ones-own}
`;
const REDIS = 'services:\n  redis:\n    image: redis:7\n    ports: ["6379:6379"]\n';

async function rules(workspace: Workspace, ...words: readonly string[]): Promise<readonly string[]> {
  const { out } = await workspace.run('check', '--format', 'json', ...words);
  return (JSON.parse(out) as { findings: { rule: string; file: string }[] }).findings.map(
    ({ rule, file }) => `${rule} ${file}`,
  );
}

describe('check with a project file', () => {
  it('does as it says, and a flag beats it', async () => {
    using workspace = new Workspace({
      'a/docker-compose.yml': REDIS,
      'a/old/docker-compose.yml': REDIS,
      '.clearml-secure.yaml': 'version: 1\nscope: all\nignore: [old/]\n',
    });
    assert.deepEqual(await rules(workspace), ['exposed-datastore a/docker-compose.yml']);
    assert.deepEqual(await rules(workspace, '--scope', 'clearml'), []);
  });

  it('fails on a mistake in it', async () => {
    using workspace = new Workspace({
      'docker-compose.yml': REDIS,
      '.clearml-secure.yaml': 'version: 1\nscopes: all\n',
    });
    const { code, out } = await workspace.run('check');
    assert.equal(code, 1);
    assert.match(out, /^\.clearml-secure\.yaml:2:1 {2}warning {2}This project file has no effect/m);
  });
});

describe('variables that count like the shell’s', () => {
  const FILES = { 'docker-compose.yml': API, '.env': 'TOKEN=something-else-that-is-fresh-and-long\n' };
  const secret = (found: readonly string[]) => found.filter((each) => each.startsWith('default-secret'));

  it('come from --env-file', async () => {
    using workspace = new Workspace({ ...FILES, 'prod.env': `TOKEN=${PUBLIC_TOKEN}\n` });
    assert.deepEqual(secret(await rules(workspace, 'docker-compose.yml')), []);
    const found = await rules(workspace, '--env-file', 'prod.env', '--', 'docker-compose.yml');
    assert.deepEqual(secret(found), ['default-secret prod.env']);
    assert.equal((await workspace.run('check', '--env-file', 'none.env')).code, 2);
  });

  it('come from a project file, for config too, and --env-file beats it', async () => {
    using workspace = new Workspace({
      ...FILES,
      'prod.env': 'TOKEN=one-that-the-project-file-brings-along\n',
      'flag.env': 'TOKEN=one-that-the-command-line-brings-along\n',
      '.clearml-secure.yaml': 'version: 1\nenvFiles: [prod.env]\n',
    });
    const token = async (...words: readonly string[]) => {
      const { out } = await workspace.run('config', '--json', '--reveal', ...words);
      return /"CLEARML__SECURE__AUTH__TOKEN_SECRET": "([^"]*)"/.exec(out)?.[1];
    };
    assert.equal(await token(), 'one-that-the-project-file-brings-along');
    assert.equal(await token('--env-file', 'flag.env'), 'one-that-the-command-line-brings-along');
  });
});
