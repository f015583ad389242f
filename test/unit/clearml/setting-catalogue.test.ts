import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { builtInPaths } from '../../../server/src/clearml/builtin.ts';
import {
  isClosed,
  isKnownSetting,
  maybeReads,
  settingOfLetters,
  similarAccount,
  similarSetting,
} from '../../../server/src/clearml/setting-catalogue.ts';

const path = (text: string) => text.split('.');

describe('the catalogue of settings', () => {
  it('knows every built-in path of each server, and what is above it', () => {
    for (const role of ['apiserver', 'fileserver'] as const) {
      for (const each of builtInPaths(role)) {
        const elements = path(each);
        elements.forEach((_, index) => {
          assert.ok(isKnownSetting(role, elements.slice(0, index + 1)), each);
        });
        assert.equal(similarSetting(elements), undefined, each);
      }
    }
  });

  it('knows what is documented and built in nowhere', () => {
    for (const each of [
      'apiserver.auth.fixed_users.users',
      'secure.elastic.password',
      'secure.redis.any.password',
      'secure.credentials.own_tool.user_key',
      'apiserver.auth.cookies_domain_override.some_company',
    ])
      assert.ok(isKnownSetting('apiserver', path(each)), each);
  });

  it('tells the file server from the API server', () => {
    assert.ok(isKnownSetting('fileserver', path('fileserver.auth.enabled')));
    assert.ok(!maybeReads('apiserver', path('fileserver.auth.enabled')));
    assert.ok(!maybeReads('fileserver', path('secure.auth.token_secret')));
    assert.ok(maybeReads('async_delete', path('secure.auth.token_secret')));
  });

  it('is sure only of the sections that it knows as a whole', () => {
    assert.ok(isClosed(path('secure.anything')));
    assert.ok(isClosed(path('apiserver.auth.anything')));
    assert.ok(!isClosed(path('apiserver.authority')));
    assert.ok(maybeReads('apiserver', path('apiserver.anything.else')));
    assert.ok(maybeReads('apiserver', path('of.ones.own')));
    assert.ok(!maybeReads('apiserver', path('secure.anything')));
  });

  it('finds what a misspelt name means', () => {
    assert.equal(similarSetting(path('secure.auth.token_secrte')), 'secure.auth.token_secret');
    assert.equal(similarSetting(path('secure.auth_token_secret')), 'secure.auth.token_secret');
    assert.equal(similarSetting(path('apiserver.auth.fixed_user')), 'apiserver.auth.fixed_users');
    assert.equal(similarSetting(path('apiserver.auth.Cookies')), 'apiserver.auth.cookies');
    assert.equal(similarSetting(path('secure.jwt.key')), undefined);
    assert.equal(similarSetting(path('apiserver.listen.port')), undefined);
    assert.equal(settingOfLetters('SECURE__AUTH_TOKENSECRET'), 'secure.auth.token_secret');
    assert.equal(settingOfLetters('API_HOST'), undefined);
  });

  it('takes an account of one’s own for what it is', () => {
    assert.equal(similarAccount('apisever'), 'apiserver');
    assert.equal(similarAccount('services-agent'), 'services_agent');
    assert.equal(similarAccount('apiserver'), undefined);
    assert.equal(similarAccount('reporting'), undefined);
  });
});
