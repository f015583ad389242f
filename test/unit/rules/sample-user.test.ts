import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChecker } from '../../../server/src/analysis/checker.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/analysis/settings.ts';
import { isHashOf } from '../../../server/src/clearml/password-hash.ts';
import { createSecretSource } from '../../../server/src/clearml/secret-generator.ts';
import { editsAndPassword } from '../../../server/src/lsp/drawn-password.ts';
import { fixtureFiles, fixtureUris, readFixtures } from '../../fixtures.ts';

describe('fresh passwords for users from the documentation', () => {
  it('are all shown, in the order of their users', async () => {
    const fixture = readFixtures().find(({ name }) => name === 'sample-user/bad.apiserver-conf');
    assert.ok(fixture);
    const { findings } = await createChecker(fixtureFiles(fixture)).check(fixtureUris(fixture), DEFAULT_SETTINGS);
    const fix = findings.find(({ rule }) => rule === 'sample-user')?.fixes.find(({ kind }) => kind === 'generate');
    assert.ok(fix);
    const { edits, command } = editsAndPassword(fix, createSecretSource());
    const [users, shown] = command?.arguments ?? [];
    assert.equal(users, 'jane, john');
    const written = edits.flatMap((file) => file.edits).flatMap(({ newText }) => newText.match(/[\w+/]{80}/) ?? []);
    const passwords = String(shown).split(' ');
    assert.deepEqual(
      passwords.map((password, index) => isHashOf(written[index] ?? '', password)),
      [true, true],
    );
  });
});
