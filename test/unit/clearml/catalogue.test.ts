import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { builtInConfiguration } from '../../../server/src/clearml/builtin.ts';
import {
  DOCUMENTED_SETTINGS,
  documentedSetting,
  documentedVariable,
  readersOf,
} from '../../../server/src/clearml/catalogue.ts';
import { PUBLISHED_DEFAULTS } from '../../../server/src/clearml/published-defaults.ts';
import { releaseOf } from '../../../server/src/clearml/release.ts';
import { SHARED_SETTINGS } from '../../../server/src/clearml/settings.ts';
import { lookupHocon } from '../../../server/src/syntax/hocon/index.ts';

describe('the catalogue of settings', () => {
  it('knows every credential that a server ever published, as what it is', () => {
    for (const { setting, kind, origin } of PUBLISHED_DEFAULTS) {
      if (origin !== 'server' || setting === 'secure.http.session_secret.webserver') continue;
      assert.equal(documentedSetting(setting)?.kind, kind, setting);
    }
  });

  it('agrees with what is built in on where a setting is read', () => {
    for (const { setting, roles } of DOCUMENTED_SETTINGS) {
      if (setting.includes('*') || !/^(?:secure\.credentials|fileserver)\./.test(setting)) continue;
      const fileserver = builtInConfiguration('fileserver', releaseOf(undefined));
      const there = lookupHocon(fileserver, setting.split('.')) !== undefined;
      assert.equal(roles.includes('fileserver'), there, setting);
    }
  });

  it('names every role that must share a value', () => {
    for (const { prefix, roles } of SHARED_SETTINGS) {
      for (const { setting, roles: readers } of DOCUMENTED_SETTINGS) {
        if (setting.startsWith(prefix)) assert.deepEqual([...readers].sort(), [...roles].sort(), setting);
      }
    }
  });

  it('says each thing once, in sentences, with a page to read on', () => {
    const names = DOCUMENTED_SETTINGS.map(({ setting }) => setting);
    assert.equal(new Set(names).size, names.length);
    for (const { summary, page, setting } of DOCUMENTED_SETTINGS) {
      assert.match(summary, /^[A-Z].*\.$/s, setting);
      assert.match(page, /^https:\/\/clear\.ml\/docs\//, setting);
    }
  });

  it('finds a setting by its pattern, of the same length only', () => {
    assert.equal(documentedSetting('apiserver.auth.fixed_users.users.12.password')?.kind, 'password');
    assert.equal(documentedSetting('secure.redis.workers.password')?.kind, 'password');
    assert.equal(documentedSetting('secure.redis.password'), undefined);
  });

  it('finds a variable under both generations of names', () => {
    assert.equal(documentedVariable('TRAINS_API_ACCESS_KEY'), documentedVariable('CLEARML_API_ACCESS_KEY'));
    assert.equal(documentedVariable('CLEARML__API_ACCESS_KEY'), undefined);
  });

  it('tells who reads a setting that it does not hold, by its section', () => {
    assert.deepEqual(readersOf('fileserver.anything'), ['fileserver']);
    assert.deepEqual(readersOf('apiserver.anything'), ['apiserver', 'async_delete']);
  });
});
