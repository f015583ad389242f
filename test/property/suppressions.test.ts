import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSecretSource } from '../../server/src/clearml/secret-generator.ts';
import { fileKind } from '../../server/src/deployment/file-kind.ts';
import { applyEdits, type TextEdit } from '../../server/src/fixes/fix.ts';
import type { Finding } from '../../server/src/rules/finding.ts';
import { yamlLayout } from '../../server/src/syntax/yaml/index.ts';
import { checkTexts } from '../fix-laws.ts';
import { fixtureUri, readFixtures } from '../fixtures.ts';
import { countProblems } from '../read-back.ts';

const bad = readFixtures().filter((fixture) => fixture.bad);

describe('every comment that suppresses a finding of a bad fixture', () => {
  for (const fixture of bad) {
    it(fixture.name, async () => {
      const report = await checkTexts(fixture);
      for (const finding of report.findings) {
        for (const { kind, edits } of report.suppressions(finding)) {
          const [edit, ...others] = edits(createSecretSource());
          assert.ok(edit !== undefined && others.length === 0);
          const file = edit.uri.slice(fixtureUri('').length);
          const before = fixture.texts.get(file) ?? '';
          const after = applyEdits(before, edit.edits);
          assert.ok(countProblems(file, after) <= countProblems(file, before), `${kind}: still parses`);
          const now = (await checkTexts(fixture, new Map([...fixture.texts, [file, after]]))).findings;
          const expected = report.findings.filter((other) => !isHidden(other, finding, kind, before));
          assert.deepEqual(now.map(placeOf).toSorted(), expected.map((each) => moved(each, edit)).toSorted());
        }
      }
    });
  }
});

/** A comment for a line hides what begins in its reach, one for a file everything of its rule. */
function isHidden(other: Finding, finding: Finding, kind: string, text: string): boolean {
  if (other.rule !== finding.rule || other.at.uri !== finding.at.uri) return false;
  return kind === 'disable-file' || lineOf(text, other) === lineOf(text, finding);
}

/** No comment can stand inside a text of several lines: it is taken for its first line. */
function lineOf(text: string, { at: { uri, span } }: Finding): number {
  const { multiline } = fileKind(uri) === 'compose' ? yamlLayout(text) : { multiline: [] };
  const holder = multiline.find(({ start, end }) => start < span.start && span.start < end);
  return text.slice(0, holder?.start ?? span.start).split('\n').length;
}

function placeOf({ rule, at }: Finding): string {
  return `${at.uri} ${at.span.start} ${rule}`;
}

function moved(finding: Finding, { uri, edits }: { uri: string; edits: readonly TextEdit[] }): string {
  const { start } = finding.at.span;
  const [edit] = edits;
  const shift = uri === finding.at.uri && edit !== undefined && edit.span.start <= start ? edit.newText.length : 0;
  return placeOf({ ...finding, at: { ...finding.at, span: { start: start + shift, end: start + shift } } });
}
