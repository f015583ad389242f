import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, describe, it } from 'node:test';
import bcrypt from 'bcryptjs';
import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createChecker } from '../../server/src/analysis/checker.ts';
import { isUrgent } from '../../server/src/analysis/secure-deployment.ts';
import { DEFAULT_SETTINGS } from '../../server/src/analysis/settings.ts';
import { SECURE_REQUEST, type SecureParams, type SecureResult } from '../../server/src/protocol/secure.ts';
import { memoryFiles } from '../memory-files.ts';
import { RICH, TestClient } from './client.ts';
import { COMPOSE, COMPOSE_TEXT, DOTENV, DOTENV_TEXT, FOLDER, PUBLIC_SECRET, PUBLIC_TOKEN } from './deployment.ts';

/** What ClearML ships, in our own rendering. */
const STOCK = readFileSync(new URL('../deployments/stock.2.3/docker-compose.yml', import.meta.url), 'utf8');
const IN_REACH = STOCK.replaceAll('/opt/clearml/config:', './config:');
const CONFIG = `${FOLDER}config/`;

const CHOICES = { fresh: false, secrets: 'dotenv', userName: 'ada', ports: 'remove' } as const;
const PREVIEW = {
  ...RICH,
  workspace: {
    ...RICH.workspace,
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } },
  },
};

type Texts = Readonly<Record<string, string>>;

describe('securing a deployment', () => {
  let client: TestClient | undefined;
  afterEach(() => client?.end());

  async function secured(files: Texts, choices: Partial<SecureParams> = {}, folders: readonly string[] = [FOLDER]) {
    client = new TestClient(memoryFiles(files));
    await client.initialize(PREVIEW, folders);
    await client.open(COMPOSE, files[COMPOSE] ?? '');
    const params: SecureParams = { uri: COMPOSE, ...CHOICES, ...choices };
    const result = await client.connection.sendRequest<SecureResult>(SECURE_REQUEST, params);
    return { ...result, texts: applied(files, result.edit) };
  }

  it('takes what ClearML ships to no warning and no error', async () => {
    const files = { [COMPOSE]: IN_REACH, [`${CONFIG}logging.conf`]: '' };
    const { texts, left, passwords } = await secured(files);
    assert.deepEqual(left, []);
    assert.deepEqual(await urgent(texts), []);
    const hash = /password: "([^"]+)"/.exec(texts[`${CONFIG}apiserver.conf`] ?? '')?.[1] ?? '';
    assert.equal(passwords.length, 1);
    assert.ok(await bcrypt.compare(passwords[0] ?? '', atob(hash)));
    assert.match(texts[`${CONFIG}apiserver.conf`] ?? '', /username: "ada"/);
  });

  it('writes secrets to .env and refers to them', async () => {
    const { texts } = await secured({ [COMPOSE]: IN_REACH, [`${CONFIG}logging.conf`]: '' });
    assert.match(texts[DOTENV] ?? '', /^[A-Z_]+=[A-Za-z][\w-]{29,}$/m);
    assert.doesNotMatch(texts[COMPOSE] ?? '', /token_secret: [\w"']*[A-Za-z][\w-]{53,}/);
    assert.match(texts[COMPOSE] ?? '', /token_secret: "\$\{[A-Z_]+:\?/);
  });

  it('writes them to secure.conf, or to the compose file, where that is asked for', async () => {
    const files = { [COMPOSE]: IN_REACH, [`${CONFIG}logging.conf`]: '' };
    const inFile = await secured(files, { secrets: 'secure-conf' });
    assert.match(inFile.texts[`${CONFIG}secure.conf`] ?? '', /token_secret: "[\w-]{54,}"/);
    assert.deepEqual([inFile.texts[DOTENV], inFile.left], [undefined, []]);
    await client?.end();
    const inCompose = await secured(files, { secrets: 'environment' });
    assert.match(inCompose.texts[COMPOSE] ?? '', /token_secret: [\w-]{54,}/);
    assert.deepEqual([inCompose.texts[DOTENV], inCompose.left], [undefined, []]);
  });

  it('sets everything with variables on a fresh server whose configuration directory is out of reach', async () => {
    const untouched = await secured({ [COMPOSE]: STOCK });
    assert.deepEqual([untouched.files, untouched.left.length], [[], 1]);
    await client?.end();
    const { texts, left, files } = await secured({ [COMPOSE]: STOCK }, { fresh: true });
    assert.deepEqual([left, [...files].sort()], [[], [DOTENV, COMPOSE]]);
    assert.match(texts[COMPOSE] ?? '', /fixed_users__users: '\[\{ username: "ada"/);
  });

  it('replaces public values, removes or binds ports, and leaves what is to be left', async () => {
    const files = { [COMPOSE]: COMPOSE_TEXT, [DOTENV]: DOTENV_TEXT };
    const { texts } = await secured(files);
    assert.ok(![PUBLIC_SECRET, PUBLIC_TOKEN].some((value) => Object.values(texts).join().includes(value)));
    assert.ok(!texts[COMPOSE]?.includes('6379:6379'));
    assert.ok(texts[COMPOSE]?.includes('# kept'));
    await client?.end();
    const bound = await secured(files, { ports: 'loopback', userName: null });
    assert.ok(bound.texts[COMPOSE]?.includes('"127.0.0.1:6379:6379"'));
    assert.deepEqual(bound.passwords, []);
    await client?.end();
    const open = await secured(files, { ports: 'leave' });
    assert.ok(open.texts[COMPOSE]?.includes('"6379:6379"'));
    assert.ok(open.left.some(({ rule }) => rule === 'exposed-datastore'));
  });

  it('keeps a .env that is there, and takes a free name for each variable', async () => {
    const own = '# mine\nCLEARML_TOKEN_SECRET=taken\n';
    const files = { [COMPOSE]: IN_REACH, [DOTENV]: own, [`${CONFIG}logging.conf`]: '' };
    const { texts, left } = await secured(files);
    assert.ok(texts[DOTENV]?.startsWith(own));
    assert.match(texts[COMPOSE] ?? '', /token_secret: "\$\{CLEARML_TOKEN_SECRET_2:\?/);
    assert.deepEqual(left, []);
  });

  it('opens a preview in which each file’s changes are ticked, with the versions that they were made for', async () => {
    const { edit, files } = await secured({ [COMPOSE]: COMPOSE_TEXT, [DOTENV]: DOTENV_TEXT });
    const asking = Object.entries(edit.changeAnnotations ?? {}).filter(
      ([, { needsConfirmation }]) => needsConfirmation,
    );
    assert.equal(asking.length, 1);
    const all = textEdits(edit).flatMap(({ edits }) => edits);
    assert.ok(all.every((each) => 'annotationId' in each));
    const confirmed = all.filter((each) => 'annotationId' in each && each.annotationId === asking[0]?.[0]);
    assert.deepEqual(
      confirmed.map((each) => 'newText' in each && each.newText),
      [''],
      'what is not ticked by itself changes nothing',
    );
    assert.deepEqual(
      [...new Set(textEdits(edit).map(({ textDocument }) => textDocument.uri))].sort(),
      [...files].sort(),
    );
    const own = textEdits(edit).find(({ textDocument }) => textDocument.uri === COMPOSE);
    assert.equal(own?.textDocument.version, 1);
  });

  it('edits nothing outside of the workspace', async () => {
    const { files } = await secured({ [COMPOSE]: COMPOSE_TEXT, [DOTENV]: DOTENV_TEXT }, {}, ['file:///elsewhere/']);
    assert.deepEqual(files, []);
  });
});

function textEdits({ documentChanges = [] }: WorkspaceEdit): readonly TextDocumentEdit[] {
  return documentChanges.filter((change): change is TextDocumentEdit => 'textDocument' in change);
}

function applied(files: Texts, edit: WorkspaceEdit): Texts {
  const texts: Record<string, string> = { ...files };
  for (const { textDocument, edits } of textEdits(edit)) {
    const document = TextDocument.create(textDocument.uri, '', 0, texts[textDocument.uri] ?? '');
    texts[textDocument.uri] = TextDocument.applyEdits(document, [...edits] as never);
  }
  return texts;
}

async function urgent(texts: Texts): Promise<readonly string[]> {
  const { findings } = await createChecker(memoryFiles(texts)).check(Object.keys(texts), DEFAULT_SETTINGS);
  return findings.filter(isUrgent).map(({ rule, message }) => `${rule}: ${message}`);
}
