import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toPlain } from '../../../../server/src/syntax/hocon/index.ts';
import { load } from './process.ts';

/** What an API server holds at a path; `undefined` for nothing. */
function held(env: Readonly<Record<string, string>>, path: string): unknown {
  const setting = load({ env }).setting(path);
  return setting.state === 'known' ? toPlain(setting.value) : undefined;
}

const OWN = '{own {role: system, user_key: a, user_secret: b}}';

describe('a dash in the name of a variable', () => {
  it('replaces an object that is inside of one', () => {
    const env = { 'CLEARML__SECURE__-CREDENTIALS': OWN };
    assert.deepEqual(Object.keys(held(env, 'secure.credentials') as object), ['own']);
  });

  it('has no effect at the front: the variables are merged first, and the dash is gone then', () => {
    const env = { 'CLEARML__-SECURE': '{auth {token_secret: mine}}' };
    assert.equal(held(env, 'secure.auth.token_secret'), 'mine');
    assert.equal(held(env, 'secure.credentials.tests.user_key'), 'EGRTCO8JMSIGI6S39GTP43NFWXDQOW');
  });

  it('has none inside either, where an earlier variable made the object already', () => {
    const env = { 'CLEARML__SECURE__-CREDENTIALS': OWN, CLEARML__SECURE: '{auth {token_secret: mine}}' };
    assert.ok(Object.keys(held(env, 'secure.credentials') as object).length > 1);
    assert.equal(held(env, 'secure.credentials.own.user_key'), 'a');
  });
});

describe('the order of variables', () => {
  it('is that of code points, not of the halves that a character may be stored in', () => {
    const names = ['😀', '\uFFFD', 'b', '😁', 'a', 'ab'].map((end) => `CLEARML__x__${end}`);
    const { statements } = load({ env: Object.fromEntries(names.map((name) => [name, '1'])) });
    const order = statements.flatMap(({ source }) => source.variable?.name.slice('CLEARML__x__'.length) ?? []);
    assert.deepEqual(order, ['a', 'ab', 'b', '\uFFFD', '😀', '😁']);
  });
});

describe('what a setting hides', () => {
  it('is told for the nearest source first, also when it is asked for late and twice', () => {
    const files = { 'secure.conf': 'auth { token_secret: "in-a-file" }' };
    const setting = load({ files, env: { CLEARML__SECURE__AUTH__TOKEN_SECRET: 'in-a-variable' } }).setting(
      'secure.auth.token_secret',
    );
    const layers = () => setting.overridden().map(({ layer }) => layer);
    assert.deepEqual(
      [layers(), layers()],
      [
        ['file', 'built-in'],
        ['file', 'built-in'],
      ],
    );
    assert.equal(setting.overridden(), setting.overridden());
  });
});
