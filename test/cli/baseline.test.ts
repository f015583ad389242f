import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { COMPOSE_TEXT, DOTENV_TEXT, PUBLIC_SECRET, PUBLIC_TOKEN } from '../lsp/deployment.ts';
import { Workspace } from './command.ts';

const FILES = { 'stack/docker-compose.yml': COMPOSE_TEXT, 'stack/.env': DOTENV_TEXT };
const BASELINE = ['--baseline', 'ci/known.json'];

/** A workspace in which everything that is found is accepted. */
async function accepted(): Promise<Workspace> {
  const workspace = new Workspace({ ...FILES, 'ci/notes': '' });
  const { code, out, error } = await workspace.run('check', ...BASELINE, '--update-baseline');
  assert.deepEqual([code, out], [0, '']);
  assert.match(error, /^ci\/known\.json: \d+ findings accepted\.\n$/);
  return workspace;
}

function write(workspace: Workspace, path: string, text: string): void {
  writeFileSync(join(workspace.directory, path), text);
}

describe('check --baseline', () => {
  it('leaves out what is accepted, and says how much that is', async () => {
    using workspace = await accepted();
    const { code, out, error } = await workspace.run('check', ...BASELINE);
    assert.deepEqual([code, error], [0, '']);
    assert.match(out, /^Nothing found in 2 files, 1 deployment\. \d+ findings accepted by the baseline\.\n$/);
    for (const format of ['json', 'sarif', 'github']) {
      const { code, out } = await workspace.run('check', ...BASELINE, '--format', format);
      assert.equal(code, 0);
      assert.doesNotMatch(out, /"(?:ruleId|rule)":|::error/);
    }
  });

  it('lets new findings count', async () => {
    using workspace = await accepted();
    write(
      workspace,
      'stack/docker-compose.yml',
      `${COMPOSE_TEXT}  mongo:\n    image: mongo:7\n    ports: ["27017:27017"]\n`,
    );
    const { code, out } = await workspace.run('check', ...BASELINE);
    assert.equal(code, 1);
    assert.match(out, /^stack\/docker-compose\.yml:18:13 {2}error {2}MongoDB/m);
    assert.doesNotMatch(out, /Redis is open|default-secret/);
  });

  it('knows a finding again from another folder, on another line, with another value', async () => {
    using workspace = await accepted();
    write(workspace, 'stack/.env', `# moved\nOTHER=1\n${DOTENV_TEXT.replace(PUBLIC_SECRET, PUBLIC_TOKEN)}`);
    workspace.enter('stack');
    const { code, out } = await workspace.run('check', '--baseline', '../ci/known.json');
    assert.equal(code, 0, out);
  });

  it('names what is not found any more, and drops it when told', async () => {
    using workspace = await accepted();
    write(workspace, 'stack/docker-compose.yml', COMPOSE_TEXT.replace('"6379:6379"', '"127.0.0.1:6379:6379"'));
    const { code, error } = await workspace.run('check', ...BASELINE);
    assert.equal(code, 0);
    const gone = 'exposed-datastore in ../stack/docker-compose.yml is not found any more';
    assert.equal(error, `ci/known.json: ${gone}; --update-baseline takes it out.\n`);
    await workspace.run('check', ...BASELINE, '--update-baseline');
    assert.equal((await workspace.run('check', ...BASELINE)).error, '');
  });

  it('says nothing of files that were not checked, but of files that are gone', async () => {
    using workspace = await accepted();
    write(workspace, 'ci/compose.yaml', 'services: {}\n');
    assert.equal((await workspace.run('check', ...BASELINE, 'ci')).error, '');
    const before = workspace.read('ci/known.json');
    await workspace.run('check', ...BASELINE, '--update-baseline', 'ci');
    assert.equal(workspace.read('ci/known.json'), before);
    rmSync(join(workspace.directory, 'stack'), { recursive: true });
    assert.match(
      (await workspace.run('check', ...BASELINE, 'ci')).error,
      /default-secret in \.\.\/stack\/\.env is not found/,
    );
  });

  it('holds no value and no path of a token, and nobody can tell by trial what it stands for', async () => {
    using workspace = await accepted();
    using other = await accepted();
    const text = workspace.read('ci/known.json');
    for (const value of [PUBLIC_SECRET, PUBLIC_TOKEN, 'API_SECRET', 'TOKEN_SECRET', 'redis'])
      assert.ok(!text.includes(value));
    const identities = (each: Workspace): readonly string[] =>
      (JSON.parse(each.read('ci/known.json')) as { findings: { identity: string }[] }).findings.map(
        ({ identity }) => identity,
      );
    assert.ok(identities(workspace).length > 2);
    for (const identity of identities(other)) assert.ok(!identities(workspace).includes(identity));
  });

  it('is not written anew by a check, and stays as it is when nothing changes', async () => {
    using workspace = await accepted();
    const before = workspace.read('ci/known.json');
    await workspace.run('check', ...BASELINE);
    await workspace.run('check', ...BASELINE, '--update-baseline');
    assert.equal(workspace.read('ci/known.json'), before);
  });

  for (const [name, content, reason] of [
    ['that is not there', undefined, /known\.json: no such file; --update-baseline makes it\n$/],
    ['that is no JSON', 'x', /known\.json: not a baseline of this version\n$/],
    ['of another version', '{"version": 2, "salt": "", "findings": []}', /not a baseline of this version/],
    ['of another shape', '{"version": 1, "salt": "", "findings": [{"rule": 1}]}', /not a baseline of this version/],
  ] as const) {
    it(`refuses a file ${name}`, async () => {
      using workspace = new Workspace({ ...FILES, 'ci/notes': '', ...(content && { 'ci/known.json': content }) });
      const { code, out, error } = await workspace.run('check', ...BASELINE);
      assert.deepEqual([code, out], [2, '']);
      assert.match(error, reason);
    });
  }

  it('is needed to update one', async () => {
    using workspace = new Workspace(FILES);
    const { code, error } = await workspace.run('check', '--update-baseline');
    assert.equal(code, 2);
    assert.match(error, /needs --baseline/);
  });
});
