import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import bcrypt from 'bcryptjs';
import { Workspace } from './command.ts';

const KEY = '[A-Z0-9]{30}\n';
const SECRET = '[A-Za-z][A-Za-z0-9_-]{53,}\n';

describe('generate', () => {
  for (const [kind, shape] of [
    ['key', KEY],
    ['secret', SECRET],
    ['pair', KEY + SECRET],
  ] as const) {
    it(`draws a ${kind}, another one each time`, async () => {
      using workspace = new Workspace({});
      const first = await workspace.run('generate', kind);
      const second = await workspace.run('generate', kind);
      assert.match(first.out, new RegExp(`^${shape}$`));
      assert.notEqual(first.out, second.out);
      assert.equal(first.code, 0);
    });
  }

  it('draws a password with its hash as ClearML Server wants it', async () => {
    using workspace = new Workspace({});
    const [password = '', hash = ''] = (await workspace.run('generate', 'password')).out.split('\n');
    assert.match(password, /^[A-Za-z][A-Za-z0-9_-]{23}$/);
    assert.ok(await bcrypt.compare(password, atob(hash)));
  });

  it('knows no other kind', async () => {
    using workspace = new Workspace({});
    const { code, error } = await workspace.run('generate', 'luck');
    assert.equal(code, 2);
    assert.match(error, /key, secret, pair, password/);
  });
});

describe('the command line', () => {
  it('explains itself', async () => {
    using workspace = new Workspace({});
    const { code, out } = await workspace.run('--help');
    assert.equal(code, 0);
    for (const word of ['check', 'generate', 'lsp']) assert.match(out, new RegExp(`^ {2}${word} `, 'm'));
  });

  it('tells its version', async () => {
    using workspace = new Workspace({});
    assert.match((await workspace.run('--version')).out, /^\d+\.\d+\.\d+/);
  });

  it('knows no other command', async () => {
    using workspace = new Workspace({});
    assert.equal((await workspace.run('frobnicate')).code, 2);
  });
});
