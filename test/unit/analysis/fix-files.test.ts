import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type FixOptions, fixFiles, preferredFix } from '../../../server/src/analysis/fix-files.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/analysis/settings.ts';
import { createSecretSource } from '../../../server/src/clearml/secret-generator.ts';
import {
  COMPOSE,
  COMPOSE_TEXT,
  DOTENV,
  DOTENV_TEXT,
  FOLDER,
  PUBLIC_SECRET,
  PUBLIC_TOKEN,
} from '../../lsp/deployment.ts';
import { memoryFiles } from '../../memory-files.ts';

const FILES = { [COMPOSE]: COMPOSE_TEXT, [DOTENV]: DOTENV_TEXT };

function fixed(files: Readonly<Record<string, string>>, options: Partial<FixOptions>) {
  const wanted = Object.keys(files).map((uri) => ({ uri, kind: uri === DOTENV ? 'dotenv' : 'compose' }) as const);
  return fixFiles(wanted, memoryFiles(files), {
    settings: DEFAULT_SETTINGS,
    which: preferredFix,
    mayEdit: () => true,
    secrets: createSecretSource(),
    ...options,
  });
}

describe('fixing files', () => {
  it('tells the texts before and after, and leaves the files alone', async () => {
    const files = { ...FILES };
    const { changes, passwords } = await fixed(files, { which: 'automatic' });
    assert.deepEqual(
      changes.map(({ uri, before }) => [uri, before]),
      [
        [DOTENV, DOTENV_TEXT],
        [COMPOSE, COMPOSE_TEXT],
      ],
    );
    for (const { after } of changes) assert.ok(![PUBLIC_SECRET, PUBLIC_TOKEN].some((value) => after.includes(value)));
    assert.deepEqual([files, passwords], [FILES, []]);
  });

  it('leaves ports to those who ask for everything', async () => {
    const portsAfter = async (which: FixOptions['which']) =>
      (await fixed(FILES, { which })).changes.some(({ after }) => after.includes('6379:6379'));
    assert.deepEqual([await portsAfter('automatic'), await portsAfter(preferredFix)], [true, false]);
  });

  it('removes one item of a list after another, whose places change meanwhile', async () => {
    const ports = '["6379:6379", "127.0.0.1:9:9", "6380:6379", "6381:6379"]';
    const { changes } = await fixed({ [COMPOSE]: COMPOSE_TEXT.replace('["6379:6379"]', ports) }, {});
    assert.match(changes[0]?.after ?? '', /ports: \["127\.0\.0\.1:9:9"\]/);
  });

  it('makes no fix that has to change a file it must not', async () => {
    const { changes, refused } = await fixed(FILES, { mayEdit: (uri) => uri !== DOTENV && uri.startsWith(FOLDER) });
    assert.ok(changes.every(({ uri }) => uri !== DOTENV));
    assert.deepEqual(refused, [DOTENV]);
    const none = await fixed(FILES, { which: 'automatic', mayEdit: () => false });
    assert.deepEqual([none.changes, none.refused], [[], [DOTENV, COMPOSE]]);
  });
});
