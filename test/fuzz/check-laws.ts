import assert from 'node:assert/strict';
import fc, { type Arbitrary } from 'fast-check';
import { createChecker } from '../../server/src/analysis/checker.ts';
import { DEFAULT_SETTINGS } from '../../server/src/analysis/settings.ts';
import { createSecretSource } from '../../server/src/clearml/secret-generator.ts';
import type { FileSystem } from '../../server/src/deployment/file-system.ts';
import type { Location } from '../../server/src/deployment/location.ts';
import { applyEdits, type FileEdit } from '../../server/src/fixes/fix.ts';
import { type Fixture, fixtureFiles, fixtureUri, fixtureUris } from '../fixtures.ts';
import { mutation } from './mutation.ts';
import { assertInside } from './parser-laws.ts';
import { type Language, PIECES } from './pieces.ts';
import { languageOf } from './seeds.ts';

/** A seed after some changes: what a check reads instead of the fixture's own texts. */
export interface ChangedDeployment {
  readonly fixture: Fixture;
  readonly texts: Readonly<Record<string, string>>;
}

/** Stands for a secret of the user's. Neither weak nor public: a rule that quotes it would quote any. */
export const CANARY = 'Canary7xQ7vTnBwLd2Rk8MfYp5HcJs4Gt6Ea1UoXiVbNlWzQyKj';

/** What looks like a secret's value, on a line that ends behind it. */
const SECRET_VALUE = /((?:secret|password)[\w.]*["']?[ \t]*[:=][ \t]*["']?)[\w%$*+!-]{16,}(?=["']?[ \t]*(?:#.*)?$)/gim;

/** A fixture whose files are changed here and there, with canaries in place of its secrets now and then. */
export function changedDeployment(
  fixtures: readonly Fixture[],
  seeds: Readonly<Record<Language, readonly string[]>>,
): Arbitrary<ChangedDeployment> {
  const language = fc.constantFrom(...(Object.keys(PIECES) as Language[]));
  const change = language.chain((which) =>
    fc.record({ mutate: mutation(which), language: fc.constant(which), other: fc.constantFrom(...seeds[which]) }),
  );
  return fc
    .record({
      fixture: fc.constantFrom(...fixtures),
      changes: fc.array(change, { minLength: 1, maxLength: 6 }),
      canaries: fc.boolean(),
    })
    .map(({ fixture, changes, canaries }) => {
      const changed = [...fixture.texts].map(([file, before]): [string, string] => {
        const own = changes.filter((each) => each.language === 'interpolation' || each.language === languageOf(file));
        const text = own.reduce((sum, { mutate, other }) => mutate(sum, other), before);
        return [file, canaries ? text.replaceAll(SECRET_VALUE, `$1${CANARY}`) : text];
      });
      return { fixture, texts: Object.fromEntries(changed) };
    });
}

/**
 * A check ends, reads each file a few times, says nothing of the canaries, points into the files, and every fix can be
 * applied.
 */
export async function checkLaws({ fixture, texts }: ChangedDeployment): Promise<void> {
  const textOf = new Map(Object.entries(texts).map(([file, text]) => [fixtureUri(file), text]));
  const files = counted(fixtureFiles(fixture, new Map(Object.entries(texts))));
  const report = await createChecker(files).check(fixtureUris(fixture), { ...DEFAULT_SETTINGS, scope: 'all' });
  assert.ok(files.asked() <= MOST_READS, `${files.asked()} questions to the file system`);
  const inside = ({ uri, span }: Location) => assertInside(textOf.get(uri) ?? '', span);
  for (const finding of report.findings) {
    const { at, related, message, path, setting = '' } = finding;
    inside(at);
    for (const each of related) inside(each.at);
    const fixes = [...finding.fixes, ...report.suppressions(finding)];
    const said = [message, path, setting, ...related.map((each) => each.message), ...fixes.map(({ title }) => title)];
    assert.ok(!said.some((words) => words.includes(CANARY)), `${finding.rule} says a secret`);
    for (const fix of fixes) assertApplies(fix.edits(createSecretSource()), textOf);
  }
}

function assertApplies(edits: readonly FileEdit[], textOf: ReadonlyMap<string, string>): void {
  for (const { uri, edits: list, create } of edits) {
    const text = textOf.get(uri) ?? (create ? '' : undefined);
    assert.ok(text !== undefined, 'a fix edits a file that is there');
    let last = 0;
    for (const { span } of list) {
      assertInside(text, span);
      assert.ok(span.start >= last, 'edits are in order');
      last = span.end;
    }
    applyEdits(text, list);
  }
}

/** No fixture has more than a dozen files, looked for in some hundred places. */
const MOST_READS = 2000;

function counted(below: FileSystem): FileSystem & { asked(): number } {
  let count = 0;
  return {
    read(uri) {
      count++;
      return below.read(uri);
    },
    list(uri) {
      count++;
      return below.list(uri);
    },
    asked: () => count,
  };
}
