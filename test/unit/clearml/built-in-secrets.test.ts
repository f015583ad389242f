import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BUILT_IN_SECRETS, isPublicIn, isRevokedIn } from '../../../server/src/clearml/built-in-secrets.ts';
import data from '../../../server/src/clearml/builtin.json' with { type: 'json' };
import { builtInConfiguration, builtInPaths } from '../../../server/src/clearml/builtin.ts';
import { publishedDefault } from '../../../server/src/clearml/published-defaults.ts';
import { releaseOf } from '../../../server/src/clearml/release.ts';
import { secretKind } from '../../../server/src/clearml/secret-settings.ts';
import { type HoconValue, lookupHocon } from '../../../server/src/syntax/hocon/index.ts';

const RELEASES = [...new Set([...data.apiserver, ...data.fileserver].map(({ from }) => from)), '2.3.0'].map(releaseOf);

function textOf(value: HoconValue | undefined): string {
  return value?.kind === 'string' ? value.value : '';
}

describe('the secrets that ClearML Server brings along', () => {
  for (const release of RELEASES) {
    const tree = builtInConfiguration('apiserver', release);
    const held = (setting: string) => lookupHocon(tree, setting.split('.'));

    it(`are those of the configuration of ${release.name}, each published`, () => {
      const brought = builtInPaths('apiserver')
        .filter((path) => secretKind(path) !== undefined && textOf(held(path)) !== '')
        // Nothing has read it since the web server has no Python (0.9.0).
        .filter((path) => path !== 'secure.http.session_secret.webserver');
      const known = BUILT_IN_SECRETS.filter((secret) => isPublicIn(secret, release)).map(({ setting }) => setting);
      assert.deepEqual(known.toSorted(), brought.toSorted());
      for (const path of brought) assert.ok(publishedDefault(textOf(held(path)), path), path);
    });

    it(`are revoked by Web Login of ${release.name} where its configuration says so`, () => {
      for (const secret of BUILT_IN_SECRETS.filter((each) => isPublicIn(each, release))) {
        const flag = held(secret.setting.replace(/\.[^.]+$/, '.revoke_in_fixed_mode'));
        assert.equal(flag?.kind === 'boolean' && flag.value, isRevokedIn(secret, release), secret.setting);
      }
    });

    it(`of two roles are the same on both in ${release.name}`, () => {
      const other = builtInConfiguration('fileserver', release);
      for (const { setting, roles } of BUILT_IN_SECRETS) {
        const there = textOf(lookupHocon(other, setting.split('.')));
        if (roles.includes('fileserver')) assert.equal(there, textOf(held(setting)));
        else assert.equal(there, '', `${setting} is nothing to the file server`);
      }
    });
  }
});
