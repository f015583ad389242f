import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryFiles } from '../memory-files.ts';
import { TestClient } from './client.ts';
import { COMPOSE, COMPOSE_TEXT, DOTENV, DOTENV_TEXT, FOLDER, PUBLIC_SECRET } from './deployment.ts';

const MARK = '\ufeff';
const HOSTS = `${FOLDER}config/hosts.conf`;
const HOSTS_TEXT = `${MARK}# hosts\nelastic.events.hosts: [{ host: elasticsearch, port: 9200 }]\n`;
const MOUNTING = COMPOSE_TEXT.replace(
  '    environment:',
  '    volumes: ["./config:/opt/clearml/config"]\n    environment:',
);
const FIRST_LINE = { start: { line: 0, character: 0 }, end: { line: 0, character: 7 } };
const WHOLE_LINE = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };

async function start(files: Readonly<Record<string, string>>): Promise<TestClient> {
  const client = new TestClient(memoryFiles(files));
  await client.initialize();
  await client.open(COMPOSE, files[COMPOSE] ?? '');
  await client.pull(COMPOSE);
  await client.settled();
  await client.settled();
  return client;
}

describe('a file that begins with a byte order mark', () => {
  it('has its findings where editors show the text, which is without the mark', async () => {
    const client = await start({ [COMPOSE]: COMPOSE_TEXT, [DOTENV]: MARK + DOTENV_TEXT });
    const pushed = client.pushed.findLast(({ uri }) => uri === DOTENV)?.diagnostics ?? [];
    const at = DOTENV_TEXT.indexOf(PUBLIC_SECRET);
    assert.deepEqual(
      pushed.map(({ range }) => range),
      [{ start: { line: 0, character: at }, end: { line: 0, character: at + PUBLIC_SECRET.length } }],
    );
    await client.end();
  });

  it('is edited there, too: the text that an editor shows, before and after', async () => {
    const client = await start({ [COMPOSE]: COMPOSE_TEXT, [DOTENV]: MARK + DOTENV_TEXT });
    const [generate] = await client.actions(DOTENV, WHOLE_LINE);
    assert.ok(generate);
    const { edit } = await client.resolve(generate);
    const [change] = edit?.documentChanges ?? [];
    assert.ok(change && 'edits' in change);
    await client.open(DOTENV, DOTENV_TEXT, 'dotenv');
    const shown = client.document(DOTENV);
    assert.deepEqual(
      change.edits.map(({ range }) => shown.getText(range)),
      [PUBLIC_SECRET],
    );
    await client.end();
  });

  it('is found where the loader refuses it, but no editor is told to take away what it does not show', async () => {
    const client = await start({ [COMPOSE]: MOUNTING, [HOSTS]: HOSTS_TEXT });
    const pushed = client.pushed.findLast(({ uri }) => uri === HOSTS)?.diagnostics ?? [];
    assert.deepEqual(
      pushed.map(({ code, range }) => [code, range.start]),
      [['unloadable-config', FIRST_LINE.start]],
    );
    assert.deepEqual(titles(await client.actions(HOSTS, FIRST_LINE)), []);
    await client.end();
  });

  it('can be rid of it where the editor shows it', async () => {
    const client = await start({ [COMPOSE]: MOUNTING, [HOSTS]: HOSTS_TEXT });
    await client.open(HOSTS, HOSTS_TEXT, 'clearml-hocon');
    const [remove] = (await client.actions(HOSTS, FIRST_LINE)).filter(({ title }) => title.startsWith('Remove'));
    assert.ok(remove);
    assert.equal(client.applied(HOSTS, await client.resolve(remove)), HOSTS_TEXT.slice(1));
    await client.end();
  });
});

function titles(actions: readonly { readonly title: string }[]): readonly string[] {
  return actions.map(({ title }) => title).filter((title) => title.startsWith('Remove'));
}
