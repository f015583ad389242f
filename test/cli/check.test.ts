import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { COMPOSE_TEXT, DOTENV_TEXT, PUBLIC_SECRET, PUBLIC_TOKEN } from '../lsp/deployment.ts';
import { Workspace } from './command.ts';

const FILES = { 'stack/docker-compose.yml': COMPOSE_TEXT, 'stack/.env': DOTENV_TEXT };

interface Json {
  readonly version: number;
  readonly findings: readonly {
    rule: string;
    severity: string;
    file: string;
    range: { start: { line: number; character: number }; end: { line: number; character: number } };
    message: string;
    service?: string;
    services?: readonly string[];
    setting?: string;
    store?: string;
    hostIp?: string;
    published?: string;
    target?: number;
    related: readonly { file: string; message: string }[];
  }[];
  readonly files: number;
  readonly deployments: number;
}

describe('check --format json', () => {
  it('gives each finding with its place, and how much was read', async () => {
    using workspace = new Workspace(FILES);
    const { code, out } = await workspace.run('check', '--format', 'json', 'stack');
    assert.equal(code, 1);
    const json = JSON.parse(out) as Json;
    assert.deepEqual([json.version, json.files, json.deployments], [1, 2, 1]);
    assert.deepEqual(
      json.findings.map(({ rule, severity, file, range }) => [rule, severity, file, range.start, range.end]),
      [
        [
          'default-secret',
          'error',
          'stack/.env',
          { line: 0, character: 11 },
          { line: 0, character: 11 + PUBLIC_SECRET.length },
        ],
        [
          'default-secret',
          'error',
          'stack/docker-compose.yml',
          { line: 6, character: 44 },
          { line: 6, character: 44 + PUBLIC_TOKEN.length },
        ],
        [
          'exposed-datastore',
          'error',
          'stack/docker-compose.yml',
          { line: 14, character: 12 },
          { line: 14, character: 23 },
        ],
      ],
    );
    const [fromDotenv, token, port] = json.findings;
    assert.deepEqual(
      [fromDotenv?.setting, fromDotenv?.related[0]?.file],
      ['secure.credentials.apiserver.user_secret', 'stack/docker-compose.yml'],
    );
    assert.deepEqual([token?.service, token?.setting], ['apiserver', 'secure.auth.token_secret']);
    assert.deepEqual(
      [port?.services, port?.store, port?.hostIp, port?.published, port?.target],
      [['redis'], 'redis', '', '6379', 6379],
    );
  });

  it('never holds a secret', async () => {
    using workspace = new Workspace(FILES);
    for (const format of ['json', 'text']) {
      const { out, error } = await workspace.run('check', '--format', format, '.');
      assert.ok(![PUBLIC_SECRET, PUBLIC_TOKEN].some((value) => (out + error).includes(value)));
    }
  });
});

describe('check', () => {
  it('writes a line a finding for people, counted from 1, and a summary', async () => {
    using workspace = new Workspace(FILES);
    const { out } = await workspace.run('check');
    assert.match(
      out,
      /^stack\/docker-compose\.yml:15:13 {2}error {2}Redis is open to the network.* exposed-datastore$/m,
    );
    assert.match(out, /^3 errors in 2 files, 1 deployment\.$/m);
  });

  it('is content where nothing is wrong', async () => {
    using workspace = new Workspace({ 'compose.yaml': 'services:\n  web:\n    image: nginx\n' });
    const { code, out } = await workspace.run('check', '.');
    assert.equal(code, 0);
    assert.equal(out, 'Nothing found in 1 file, 1 deployment.\n');
  });

  it('exits with 1 from the level on that is asked for', async () => {
    using workspace = new Workspace({
      'compose.yaml': 'services:\n  redis:\n    image: redis:7\n    ports: ["10.1.2.3:6379:6379"]\n',
    });
    assert.equal((await workspace.run('check', '--scope', 'all')).code, 1);
    assert.equal((await workspace.run('check', '--scope', 'all', '--fail-on', 'error')).code, 0);
    assert.equal((await workspace.run('check')).code, 0);
  });

  it('exits with 2 for what it can’t do', async () => {
    using workspace = new Workspace({ 'notes.txt': 'x' });
    assert.match((await workspace.run('check', 'nowhere')).error, /nowhere: no such file or directory/);
    for (const words of [['nowhere'], ['notes.txt'], ['--format', 'xml'], ['--nonsense']]) {
      assert.equal((await workspace.run('check', ...words)).code, 2);
    }
  });

  it('leaves out node_modules and .git, and takes a file of any name that is named', async () => {
    using workspace = new Workspace({
      'node_modules/a/docker-compose.yml': COMPOSE_TEXT,
      '.git/docker-compose.yml': COMPOSE_TEXT,
      'stack.yml': COMPOSE_TEXT,
    });
    assert.equal((await workspace.run('check', '.')).code, 0);
    assert.equal((await workspace.run('check', 'stack.yml')).code, 1);
  });

  it('reads override files, includes and env files as one deployment', async () => {
    using workspace = new Workspace({
      'compose.yaml':
        'include: [parts/compose.data.yaml]\nservices:\n  apiserver:\n    image: clearml/server:2.3.0\n    command: [apiserver]\n    env_file: server.env\n',
      'compose.override.yaml': 'services:\n  redis:\n    ports: ["6379:6379"]\n',
      'parts/compose.data.yaml': 'services:\n  redis:\n    image: redis:7\n',
      'server.env': `CLEARML__SECURE__AUTH__TOKEN_SECRET=${PUBLIC_TOKEN}\n`,
    });
    const { out } = await workspace.run('check', '--format', 'json');
    const json = JSON.parse(out) as Json;
    assert.deepEqual(
      json.findings.map(({ rule, file }) => [rule, file]),
      [
        ['exposed-datastore', 'compose.override.yaml'],
        ['web-login-off', 'compose.yaml'],
        ['default-in-effect', 'compose.yaml'],
        ['default-secret', 'server.env'],
      ],
    );
    assert.deepEqual([json.files, json.deployments], [4, 1]);
  });
});

describe('check --fix', () => {
  it('replaces what is public in its file, and nothing else', async () => {
    using workspace = new Workspace(FILES);
    chmodSync(join(workspace.directory, 'stack/.env'), 0o600);
    const { code, out } = await workspace.run('check', '--fix');
    assert.equal(code, 1);
    assert.match(out, /2 files changed\.$/m);
    const compose = workspace.read('stack/docker-compose.yml');
    const fresh = /TOKEN_SECRET: "([^"]+)" # kept/.exec(compose)?.[1] ?? '';
    assert.equal(compose.replace(fresh, PUBLIC_TOKEN), COMPOSE_TEXT);
    assert.match(workspace.read('stack/.env'), /^API_SECRET=[A-Za-z][\w-]{53,}\n$/);
    assert.equal(statSync(join(workspace.directory, 'stack/.env')).mode & 0o777, 0o600);
  });

  it('changes nothing the second time', async () => {
    using workspace = new Workspace(FILES);
    await workspace.run('check', '--fix');
    const before = workspace.read('stack/docker-compose.yml');
    await workspace.run('check', '--fix');
    assert.equal(workspace.read('stack/docker-compose.yml'), before);
  });
});

describe('check of files that can’t be read', () => {
  it('says so and goes on', async () => {
    using workspace = new Workspace({
      'docker-compose.yml': COMPOSE_TEXT,
      'a/secure.conf': new Uint8Array([0xff, 0xfe, 0, 1]),
      'b/apiserver.conf': `x: "${'y'.repeat(1_100_000)}"`,
    });
    mkdirSync(join(workspace.directory, 'c/docker-compose.yml'), { recursive: true });
    const { out, error } = await workspace.run('check', '--format', 'json', '.');
    assert.equal(error, '');
    const unread = (JSON.parse(out) as Json).findings.filter(({ rule }) => rule === 'unreadable-file');
    assert.deepEqual(
      unread.map(({ file, severity }) => [file, severity]),
      [
        ['a/secure.conf', 'information'],
        ['b/apiserver.conf', 'information'],
      ],
    );
  });
});
