import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Fix } from '../../../server/src/fixes/fix.ts';
import { editsAndPassword, SHOW_PASSWORD, showsPasswords } from '../../../server/src/lsp/drawn-password.ts';

const secrets = { key: () => 'KEY', secret: () => 'SECRET', password: () => 'PASSWORD', hash: () => 'HASH' };
const fix = (edits: Fix['edits'], more: Partial<Fix> = {}): Fix => ({
  kind: 'enable',
  title: 'Turn it on',
  preferred: true,
  automatic: false,
  uris: ['file:///a'],
  ...more,
  edits,
});
const written = (newText: string) => [{ uri: 'file:///a', edits: [{ span: { start: 0, end: 0 }, newText }] }];

describe('a password that a fix draws', () => {
  it('goes to the command that shows it, with the user', () => {
    const { edits, command } = editsAndPassword(
      fix((source) => written(`hash of ${source.password().length}`), { drawsPassword: true, user: 'admin' }),
      secrets,
    );
    assert.deepEqual(edits, written('hash of 8'));
    assert.deepEqual([command?.command, command?.arguments], [SHOW_PASSWORD, ['admin', 'PASSWORD']]);
    assert.equal(command?.title.includes('PASSWORD'), false);
  });

  it('is shown with the others where a fix draws several', () => {
    let count = 0;
    const { command } = editsAndPassword(
      fix((source) => written(`${source.password()} ${source.password()}`), { drawsPassword: true, user: 'a, b' }),
      { ...secrets, password: () => `PASSWORD${++count}` },
    );
    assert.deepEqual(command?.arguments, ['a, b', 'PASSWORD1 PASSWORD2']);
  });

  it('is shown for no other fix', () => {
    const of = (each: Fix) => editsAndPassword(each, secrets).command;
    assert.equal(of(fix((source) => written(source.password()))), undefined);
    assert.equal(of(fix((source) => written(source.key() + source.secret()), { drawsPassword: true })), undefined);
  });

  it('is drawn for clients that say that they show it', () => {
    const told = (initializationOptions: unknown) =>
      showsPasswords({ processId: null, rootUri: null, capabilities: {}, initializationOptions });
    assert.equal(told({ showsPasswords: true }), true);
    for (const options of [undefined, null, {}, { showsPasswords: 'yes' }]) assert.equal(told(options), false);
  });
});
