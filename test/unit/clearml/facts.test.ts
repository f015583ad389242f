import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { imageTag, isClearmlImage, isServerImage } from '../../../server/src/clearml/images.ts';
import { masked } from '../../../server/src/clearml/masking.ts';
import { PUBLISHED_DEFAULTS, publishedDefault } from '../../../server/src/clearml/published-defaults.ts';
import { roleOfName, rolesOfCommand } from '../../../server/src/clearml/roles.ts';
import { isServerVariable, partnerSetting, settingOfVariable } from '../../../server/src/clearml/settings.ts';

describe('settingOfVariable', () => {
  for (const [name, setting] of [
    ['CLEARML__SECURE__AUTH__TOKEN_SECRET', 'secure.auth.token_secret'],
    ['TRAINS__secure__auth__token_secret', 'secure.auth.token_secret'],
    ['CLEARML__AUTH___TOKEN', 'auth._token'],
    ['CLEARML_SECURE__AUTH', undefined],
    ['clearml__secure__auth', undefined],
    ['CLEARML__', undefined],
    ['USER_KEY', 'secure.credentials.webserver.user_key'],
    ['user_key', undefined],
    ['CLEARML_API_SECRET_KEY', 'api.credentials.secret_key'],
    ['PATH', undefined],
  ] as const) {
    it(`reads ${name} as ${setting}`, () => assert.equal(settingOfVariable(name), setting));
  }

  it('tells the server’s variables from others', () => {
    assert.ok(isServerVariable('CLEARML__A') && isServerVariable('TRAINS__A'));
    assert.ok(!isServerVariable('USER_KEY') && !isServerVariable('CLEARML__'));
  });

  it('knows both halves of a pair', () => {
    assert.equal(partnerSetting('secure.credentials.tests.user_key'), 'secure.credentials.tests.user_secret');
    assert.equal(partnerSetting('api.credentials.secret_key'), 'api.credentials.access_key');
    assert.equal(partnerSetting('secure.auth.token_secret'), undefined);
  });
});

describe('images and roles', () => {
  for (const [reference, server, tag] of [
    ['clearml/server:2.3.0', true, '2.3.0'],
    ['allegroai/clearml', true, undefined],
    ['allegroai/trains:0.16.1-320', true, '0.16.1-320'],
    ['registry.example:5000/mirror/clearml/server:latest', true, 'latest'],
    ['clearml/server@sha256:abc', true, undefined],
    ['clearml/clearml-agent-services:latest', false, undefined],
    ['allegroai/clearml-serving-inference', false, undefined],
    ['redis:7', false, undefined],
  ] as const) {
    it(`${reference} is ${server ? '' : 'no '}server`, () => {
      assert.equal(isServerImage(reference), server);
      assert.equal(imageTag(reference), tag);
      assert.equal(isClearmlImage(reference), reference !== 'redis:7');
    });
  }

  for (const [words, roles] of [
    [['apiserver'], ['apiserver']],
    [['python3', '-m', 'jobs.async_urls_delete', '--fileserver-host', 'http://fileserver:8081'], ['async_delete']],
    [['/opt/clearml/wrapper.sh', 'webserver'], ['webserver']],
    [['wait-for', 'http://apiserver:8008'], []],
    [['python3', 'fileserver.py'], ['fileserver']],
    [[], []],
  ] as const) {
    it(`${JSON.stringify(words)} runs ${roles.join() || 'nothing of the server'}`, () => {
      assert.deepEqual(rolesOfCommand(words), roles);
    });
  }

  it('takes a role from a name without its prefix', () => {
    assert.deepEqual(['clearml-apiserver', 'trains_webserver', 'async_delete', 'my-api'].map(roleOfName), [
      'apiserver',
      'webserver',
      'async_delete',
      undefined,
    ]);
  });
});

describe('published defaults', () => {
  it('are all whole, and none stands twice', () => {
    for (const { value, setting, kind, origin, source } of PUBLISHED_DEFAULTS) {
      assert.ok(value.length > 0 && source.length > 0);
      assert.match(setting, /^[a-z*][\w.*-]*$/i);
      assert.ok(['key', 'secret'].includes(kind) && ['server', 'helm', 'documentation'].includes(origin));
    }
    const keys = PUBLISHED_DEFAULTS.map(({ value, setting, source }) => `${value} ${setting} ${source}`);
    assert.equal(new Set(keys).size, keys.length);
  });

  it('of a product count anywhere, samples of the documentation at their own setting only', () => {
    const sample = PUBLISHED_DEFAULTS.find(
      ({ origin, value }) =>
        origin === 'documentation' &&
        PUBLISHED_DEFAULTS.every((other) => other.value !== value || other.origin === origin),
    );
    assert.ok(sample);
    assert.equal(publishedDefault(sample.value, 'some.other'), undefined);
    assert.ok(publishedDefault(sample.value, sample.setting.replaceAll('*', '0')));
    const live = PUBLISHED_DEFAULTS.find(({ origin }) => origin === 'server');
    assert.equal(publishedDefault(live?.value ?? '', 'some.other')?.value, live?.value);
    assert.equal(publishedDefault('a value of my own'), undefined);
  });
});

describe('masked', () => {
  for (const [name, value, shown] of [
    ['secure.auth.token_secret', 'abc', '(masked, 3 characters)'],
    ['CLEARML__SECURE__AUTH__TOKEN_SECRET', 'abcd', '(masked, 4 characters)'],
    ['MONGO_URL', 'mongodb://me:pass@host/db', '(masked, 25 characters)'],
    ['AWS_SECRET_ACCESS_KEY', 'x', '(masked, 1 characters)'],
    ['secure.auth.token_secret', '', ''],
    ['apiserver.auth.fixed_users.enabled', 'true', 'true'],
    ['CLEARML_REDIS_SERVICE_HOST', 'redis', 'redis'],
  ] as const) {
    it(`shows ${shown || 'nothing'} for ${name}`, () => assert.equal(masked(name, value), shown));
  }
});
