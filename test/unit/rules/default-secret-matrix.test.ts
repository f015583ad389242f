import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChecker } from '../../../server/src/analysis/checker.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/analysis/settings.ts';
import { PUBLISHED_DEFAULTS, type PublishedDefault } from '../../../server/src/clearml/published-defaults.ts';
import { memoryFiles } from '../../memory-files.ts';
import { SPELLINGS, type Spelling } from './default-secret-spellings.ts';

const PRODUCT_MADE = PUBLISHED_DEFAULTS.filter((entry) => entry.origin !== 'documentation');
const FOLDER = 'memory:/deployment/';

interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly entry: PublishedDefault;
}

function casesOf(spelling: Spelling): readonly Case[] {
  return PRODUCT_MADE.flatMap((entry) => {
    const files = spelling.files(entry);
    return files === undefined ? [] : [{ name: `${entry.setting} of ${entry.releases}`, files, entry }];
  });
}

describe('every published default in every place and spelling', () => {
  let total = 0;
  for (const spelling of SPELLINGS) {
    const cases = casesOf(spelling);
    total += cases.length;
    it(`${spelling.name}: ${cases.length} of ${cases.length}`, async () => {
      const missed: string[] = [];
      for (const each of cases) if (!(await isFound(each))) missed.push(each.name);
      assert.deepEqual(missed, []);
      assert.ok(cases.length > 0, 'the spelling stands for something');
    });
  }

  it(`${total} cases in all`, () => {
    assert.ok(total > 1000);
  });
});

/** Found where it stands: the value itself is under the squiggle, at the level of its setting. */
async function isFound({ files, entry }: Case): Promise<boolean> {
  const uris = Object.fromEntries(Object.entries(files).map(([name, text]) => [FOLDER + name, text]));
  const { findings } = await createChecker(memoryFiles(uris)).check(Object.keys(uris), DEFAULT_SETTINGS);
  return findings.some((finding) => {
    // Where the server would not even read the value as it is written, that is said first.
    if (finding.rule !== 'default-secret' && finding.rule !== 'altered-secret') return false;
    const under = (uris[finding.at.uri] ?? '').slice(finding.at.span.start, finding.at.span.end);
    const level =
      finding.severity === 'error' || (finding.severity === 'warning' && entry.setting.includes('session_secret'));
    return level && under.replaceAll(/[$\\]\$/g, '$') === entry.value;
  });
}
