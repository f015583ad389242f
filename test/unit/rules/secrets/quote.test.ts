import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChecker } from '../../../../server/src/analysis/checker.ts';
import { DEFAULT_SETTINGS } from '../../../../server/src/analysis/settings.ts';
import { createSecretSource } from '../../../../server/src/clearml/secret-generator.ts';
import { applyEdits } from '../../../../server/src/fixes/fix.ts';
import { memoryFiles } from '../../../memory-files.ts';

const FOLDER = 'file:///w/';
/** Good but for its `#`, at which HOCON begins a comment. */
const CUT = 'q7Zk2vXw9TbLmR4cNs8HdYfJ6gPa3WeKuE5xQoViBz1Dt7GnMj#SrUyC0hF';
const TOKEN = 'CLEARML__SECURE__AUTH__TOKEN_SECRET';
const USER_SECRET = 'CLEARML__SECURE__CREDENTIALS__APISERVER__USER_SECRET';

/** A compose file of one API server with some lines of environment, in a file or beside it. */
function compose(...environment: readonly string[]): string {
  const lines = environment.map((line) => `      ${line}\n`).join('');
  return `services:\n  apiserver:\n    image: clearml/server:2.3.0\n    command: [apiserver]\n    environment:\n${lines}`;
}

/** The texts after the fix that quotes the first altered secret; `undefined` where none is offered. */
async function quoted(files: Readonly<Record<string, string>>): Promise<Record<string, string> | undefined> {
  const texts = new Map(Object.entries(files).map(([path, text]) => [FOLDER + path, text]));
  const checker = createChecker(memoryFiles(Object.fromEntries(texts)));
  const { findings } = await checker.check([...texts.keys()], DEFAULT_SETTINGS);
  const altered = findings.filter(({ rule }) => rule === 'altered-secret');
  assert.notEqual(altered.length, 0, 'nothing is altered');
  const fix = altered[0]?.fixes.find(({ kind }) => kind === 'quote');
  for (const { uri, edits } of fix?.edits(createSecretSource()) ?? [])
    texts.set(uri, applyEdits(texts.get(uri) ?? '', edits));
  return fix && Object.fromEntries([...texts].map(([uri, text]) => [uri.slice(FOLDER.length), text]));
}

describe('the fix that quotes a secret', () => {
  const inCompose = {
    'without quotes': [`${TOKEN}: ${CUT}`, `${TOKEN}: '"${CUT}"'`],
    'in single quotes': [`${TOKEN}: '${CUT}'`, `${TOKEN}: '"${CUT}"'`],
    'in double quotes': [`${TOKEN}: "${CUT}" # ours`, `${TOKEN}: '"${CUT}"' # ours`],
    'in a list': [`- ${TOKEN}=${CUT}`, `- '${TOKEN}="${CUT}"'`],
    'with a dollar sign': [`${TOKEN}: $$2${CUT}`, `${TOKEN}: '"$$2${CUT}"'`],
  };
  for (const [name, [before = '', after = '']] of Object.entries(inCompose)) {
    it(`puts both kinds of quotes around it in a compose file, where it stands ${name}`, async () => {
      assert.deepEqual(await quoted({ 'compose.yaml': compose(before) }), { 'compose.yaml': compose(after) });
    });
  }

  it('does so in an env file', async () => {
    const text = (value: string) => `A=1\n${TOKEN}=${value}\nB=2\n`;
    const yaml =
      'services:\n  apiserver:\n    image: clearml/server:2.3.0\n    command: [apiserver]\n    env_file: a.env\n';
    const after = await quoted({ 'compose.yaml': yaml, 'a.env': text(CUT) });
    assert.equal(after?.['a.env'], text(`'"${CUT}"'`));
  });

  it('does so in a .env file, for the variable that the compose file reads', async () => {
    const yaml = compose(`${TOKEN}: \${SECRET}`);
    const after = await quoted({ 'compose.yaml': yaml, '.env': `SECRET=${CUT}\n` });
    assert.deepEqual(after, { 'compose.yaml': yaml, '.env': `SECRET='"${CUT}"'\n` });
  });

  it('is not offered where the same variable goes to a reader that would see the quotes', async () => {
    const yaml = compose(`${TOKEN}: \${SECRET}`, `CLEARML_API_SECRET_KEY: \${SECRET}`);
    assert.equal(await quoted({ 'compose.yaml': yaml, '.env': `SECRET=${CUT}\n` }), undefined);
  });

  it('is not offered where another setting has the same secret', async () => {
    const yaml = compose(`${TOKEN}: '${CUT}'`, `${USER_SECRET}: '"${CUT}"'`);
    assert.equal(await quoted({ 'compose.yaml': yaml }), undefined);
  });

  it('is not offered for a secret that is weak besides', async () => {
    assert.equal(await quoted({ 'compose.yaml': compose(`${TOKEN}: 'short#one'`) }), undefined);
  });

  it('is offered for one that is only shorter than is advised', async () => {
    const shorter = CUT.slice(-40);
    const after = await quoted({ 'compose.yaml': compose(`${TOKEN}: ${shorter}`) });
    assert.equal(after?.['compose.yaml'], compose(`${TOKEN}: '"${shorter}"'`));
  });

  it('is not offered for a text with quotes or blanks in it', async () => {
    for (const inside of ['"', ' ']) {
      const yaml = compose(`${TOKEN}: 'x${inside}y${CUT}'`);
      assert.equal(await quoted({ 'compose.yaml': yaml }), undefined);
    }
  });

  it('is not offered for a block of several lines', async () => {
    assert.equal(await quoted({ 'compose.yaml': compose(`${TOKEN}: |-`, `  ${CUT}`) }), undefined);
  });
});
