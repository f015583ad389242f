import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { meantSetting, nameOf, readName } from '../../../../server/src/rules/unread-setting/names.ts';

describe('the name of a variable', () => {
  for (const [name, path] of [
    ['CLEARML__SECURE__AUTH__TOKEN_SECRET', 'secure.auth.token_secret'],
    ['TRAINS__secure__auth', 'secure.auth'],
    ['CLEARML__a.b__C', 'a.b.c'],
    ['CLEARML___A', '_a'],
  ] as const) {
    it(`${name} is the setting ${path}`, () => {
      assert.deepEqual(readName(name), { kind: 'setting', path: path.split('.') });
    });
  }

  for (const [name, correct, path] of [
    ['CLEARML_SECURE__AUTH__TOKEN_SECRET', 'CLEARML__SECURE__AUTH__TOKEN_SECRET', 'secure.auth.token_secret'],
    ['clearml__secure__auth__token_secret', 'CLEARML__secure__auth__token_secret', 'secure.auth.token_secret'],
    ['trains__secure__auth__token_secret', 'TRAINS__secure__auth__token_secret', 'secure.auth.token_secret'],
    ['Clearml__Secure__Auth__Token_Secret', 'CLEARML__secure__auth__token_secret', 'secure.auth.token_secret'],
    ['CLEARML_SECURE_AUTH_TOKEN_SECRET', 'CLEARML__SECURE__AUTH__TOKEN_SECRET', 'secure.auth.token_secret'],
    [
      'clearml__secure__credentials__mine__role',
      'CLEARML__secure__credentials__mine__role',
      'secure.credentials.mine.role',
    ],
  ] as const) {
    it(`${name} is read by nobody: ${correct} is meant`, () => {
      assert.deepEqual(readName(name), { kind: 'misspelt', correct, path: path.split('.') });
    });
  }

  for (const name of [
    'PATH',
    'CLEARML',
    'CLEARML_',
    'CLEARML__',
    'CLEARML_HOST_IP',
    'clearml__nothing__known',
    'XCLEARML__A',
  ]) {
    it(`${name} has nothing to do with settings`, () => assert.equal(readName(name), undefined));
  }

  it('is written in the case at hand', () => {
    const path = ['a', 'b_c'];
    assert.equal(nameOf('CLEARML', path, 'A'), 'CLEARML__A__B_C');
    assert.equal(nameOf('CLEARML', path, 'a'), 'CLEARML__a__b_c');
    assert.equal(nameOf('CLEARML', path, 'aB'), 'CLEARML__a__b_c');
    assert.equal(nameOf('CLEARML', path, '1'), 'CLEARML__a__b_c');
  });
});

describe('the setting that a path means', () => {
  for (const [path, meant] of [
    ['secure.auth.token_secre', 'secure.auth.token_secret'],
    ['secure.auth.token_secret', undefined],
    ['secure.credentials.apisever', 'secure.credentials.apiserver'],
    ['secure.credentials.apiserver', undefined],
    ['secure.credentials.own', undefined],
    ['secure.credentials.apisever.user_key', 'secure.credentials.apiserver.user_key'],
    ['secure.credentials.apiserver.user_kei', 'secure.credentials.apiserver.user_key'],
    ['secure.credentials.apisever.user_kei', 'secure.credentials.apiserver.user_key'],
    ['secure.credentials.own.user_kei', 'secure.credentials.own.user_key'],
    ['secure.credentials.own.user_key', undefined],
    ['secure.credentials.own.nothing_like_it', undefined],
    ['secure.credential', 'secure.credentials'],
    ['nothing.at.all', undefined],
  ] as const) {
    it(`${path}: ${meant ?? 'itself'}`, () => assert.equal(meantSetting(path.split('.')), meant));
  }
});
