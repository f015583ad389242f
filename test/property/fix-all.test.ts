import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type FixOutcome, fixFiles, preferredFix } from '../../server/src/analysis/fix-files.ts';
import { DEFAULT_SETTINGS } from '../../server/src/analysis/settings.ts';
import { isHashOf } from '../../server/src/clearml/password-hash.ts';
import { createSecretSource } from '../../server/src/clearml/secret-generator.ts';
import { fileKind } from '../../server/src/deployment/file-kind.ts';
import { type Fixture, fixtureFiles, fixtureUri, readFixtures } from '../fixtures.ts';
import { quickHash } from '../quick-hash.ts';

/** What `check --fix-all` makes of a fixture. */
async function fixedAll(fixture: Fixture, texts: ReadonlyMap<string, string>, drawn: string[]): Promise<FixOutcome> {
  const source = createSecretSource();
  const record = (value: string) => {
    drawn.push(value);
    return value;
  };
  const files = [...texts.keys()].map(fixtureUri).flatMap((uri) => {
    const kind = fileKind(uri);
    return kind === undefined ? [] : { uri, kind };
  });
  return fixFiles(files, fixtureFiles(fixture, texts), {
    settings: DEFAULT_SETTINGS,
    which: preferredFix,
    mayEdit: () => true,
    secrets: { ...source, key: () => record(source.key()), secret: () => record(source.secret()), hash: quickHash },
  });
}

function after(texts: ReadonlyMap<string, string>, { changes }: FixOutcome): ReadonlyMap<string, string> {
  const file = (uri: string) => uri.slice(fixtureUri('').length);
  return new Map([...texts, ...changes.map((change) => [file(change.uri), change.after] as const)]);
}

describe('fixing everything', () => {
  for (const fixture of readFixtures().filter(({ bad }) => bad)) {
    it(`keeps every secret that it drew, and has nothing to do a second time: ${fixture.name}`, async () => {
      const drawn: string[] = [];
      const once = after(fixture.texts, await fixedAll(fixture, fixture.texts, drawn));
      const all = [...once.values()].join('\n');
      const hashes = all.match(/[A-Za-z0-9+/]{80}/g) ?? [];
      const isThere = (value: string) => all.includes(value) || hashes.some((hash) => isHashOf(hash, value));
      for (const value of drawn) assert.ok(isThere(value), 'a fresh secret was replaced');
      assert.deepEqual((await fixedAll(fixture, once, [])).changes, []);
    });
  }
});
