import assert from 'node:assert/strict';
import { createChecker } from '../server/src/analysis/checker.ts';
import { automaticEdits } from '../server/src/analysis/fix-all.ts';
import type { Report } from '../server/src/analysis/report.ts';
import { DEFAULT_SETTINGS } from '../server/src/analysis/settings.ts';
import { isHashOf } from '../server/src/clearml/password-hash.ts';
import { createSecretSource } from '../server/src/clearml/secret-generator.ts';
import type { SecretSource } from '../server/src/clearml/secrets.ts';
import { applyEdits, type FileEdit, type Fix, type TextEdit } from '../server/src/fixes/fix.ts';
import { type Finding, SEVERITIES } from '../server/src/rules/finding.ts';
import { type Fixture, fixtureFiles, fixtureUri, fixtureUris } from './fixtures.ts';
import { quickHash } from './quick-hash.ts';
import { countProblems, readBack } from './read-back.ts';

type Texts = ReadonlyMap<string, string>;

export async function checkTexts(fixture: Fixture, texts: Texts = fixture.texts): Promise<Report> {
  const uris = new Set([...fixtureUris(fixture), ...[...texts.keys()].map(fixtureUri)]);
  return createChecker(fixtureFiles(fixture, texts)).check([...uris], DEFAULT_SETTINGS);
}

/** Asserts everything that a fix promises, and gives the texts after it. */
export async function assertFixLaws(fixture: Fixture, report: Report, finding: Finding, fix: Fix): Promise<Texts> {
  const drawn: string[] = [];
  const edits = fix.edits(recordingSource(drawn));
  const after = apply(fixture.texts, edits);
  assert.deepEqual(
    [...new Set(edits.map(({ uri }) => uri))].sort(),
    [...fix.uris].sort(),
    'it names every file it edits',
  );
  // What is wrong with a comment is put right in the comment.
  const mayGo = { comments: finding.rule === 'suppression', mark: fix.kind === 'remove-byte-order-mark' };
  assertFormKept(fixture.texts, after, mayGo);
  assertFindingGone(report, await checkTexts(fixture, after), finding, edits);
  assertValuesArrive(after, drawn);
  return after;
}

function recordingSource(drawn: string[]): SecretSource {
  const source = createSecretSource();
  const record = (value: string) => {
    drawn.push(value);
    return value;
  };
  return {
    key: () => record(source.key()),
    secret: () => record(source.secret()),
    password: () => record(source.password()),
    hash: quickHash,
  };
}

function apply(texts: Texts, edits: readonly FileEdit[]): Texts {
  const after = new Map(texts);
  for (const { uri, edits: list, create } of edits) {
    const file = uri.slice(fixtureUri('').length);
    const text = texts.get(file) ?? (create ? '' : undefined);
    assert.ok(text !== undefined, `a fix edits ${file}, which is not there`);
    assert.ok(!create || !texts.has(file), `a fix makes ${file}, which is there`);
    let at = 0;
    for (const { span } of list) {
      assert.ok(span.start >= at && span.end >= span.start && span.end <= text.length, 'edits are in order and inside');
      at = span.end;
    }
    after.set(file, applyEdits(text, list));
  }
  return after;
}

/** Line endings, byte order mark, comment lines and whether it parses: as before. */
function assertFormKept(before: Texts, after: Texts, mayGo: { comments: boolean; mark: boolean }): void {
  for (const [file, text] of before) {
    const fixed = after.get(file) ?? '';
    const marked = text.startsWith('\ufeff');
    assert.ok(fixed.startsWith('\ufeff') === marked || (marked && mayGo.mark), `${file}: byte order mark`);
    // A file of one line has no line ending to keep.
    const endings = lineEndings(text);
    if (endings.length > 0)
      assert.deepEqual([...new Set([...lineEndings(fixed), ...endings])].sort(), endings, `${file}: line endings`);
    if (!mayGo.comments) assert.deepEqual(commentLines(fixed), commentLines(text), `${file}: comments`);
    assert.ok(countProblems(file, fixed) <= countProblems(file, text), `${file}: still parses`);
    assert.equal(/[^\n\r]$/.test(fixed), /[^\n\r]$/.test(text), `${file}: ending of the last line`);
  }
}

function lineEndings(text: string): readonly string[] {
  return [...new Set(text.match(/\r\n|\r|\n/g))].sort();
}

function commentLines(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/).filter((line) => /^\s*(?:#|\/\/)/.test(line));
}

/** The finding is gone, nothing of warning or above has come, nothing got worse. */
function assertFindingGone(before: Report, after: Report, gone: Finding, edits: readonly FileEdit[]): void {
  const rest = before.findings.filter((finding) => finding !== gone);
  for (const finding of after.findings) {
    const known = rest.find((old) => isSame(old, finding, edits));
    if (known === undefined) {
      // What nobody could see while the configuration did not load comes to light when it does.
      const unveiled = finding.beside === true && HIDING.has(gone.rule);
      assert.ok(unveiled || rank(finding) > rank('warning'), `${finding.rule} has come at ${finding.path}`);
    } else {
      assert.ok(rank(finding) >= rank(known), `${finding.rule} got worse at ${finding.path}`);
    }
    assert.ok(!isSame(gone, finding, edits), `${gone.rule} is still there at ${gone.path}`);
  }
}

/** Rules that also see what keeps a configuration from loading: what is absent from it can’t be told before. */
const HIDING: ReadonlySet<string> = new Set(['altered-secret', 'unloadable-config', 'unread-setting']);

function rank(of: Finding | Finding['severity']): number {
  return SEVERITIES.indexOf(typeof of === 'string' ? of : of.severity);
}

/** By place, not by path: an item's index changes when one before it is removed. */
function isSame(old: Finding, now: Finding, edits: readonly FileEdit[]): boolean {
  const list = edits.find((edit) => edit.uri === old.at.uri)?.edits ?? [];
  if (old.rule !== now.rule || old.at.uri !== now.at.uri) return false;
  // What is said of something absent stands at a place that an edit may make another one, a file's first line.
  if (old.beside && now.beside) return old.path === now.path;
  return moved(old.at.span.start, list) === now.at.span.start;
}

function moved(offset: number, edits: readonly TextEdit[]): number | undefined {
  let shift = 0;
  for (const { span, newText } of edits) {
    // What is removed has no place any more; what is replaced stays where it starts.
    if (span.start <= offset && offset < span.end) return newText === '' ? undefined : span.start + shift;
    if (span.end <= offset) shift += newText.length - (span.end - span.start);
  }
  return offset + shift;
}

/** Every drawn value is read by somebody exactly as it was drawn, or as the hash of it, and none by halves. */
function assertValuesArrive(after: Texts, drawn: readonly string[]): void {
  assert.equal(new Set(drawn).size, drawn.length, 'no value is drawn twice');
  const values = readBack(after);
  for (const value of drawn) {
    const arrived = values.includes(value) || values.some((other) => isHashOf(other, value));
    assert.ok(arrived, 'a server reads the fresh value as it was drawn, or its hash');
    for (const other of values)
      assert.ok(other === value || !other.includes(value), 'nobody reads more than the value');
  }
}

/** What `check --fix` does, file by file; a second run changes nothing. */
export async function assertAutomaticLaws(fixture: Fixture): Promise<void> {
  const first = await applyAutomatic(fixture, fixture.texts);
  // A mark that keeps the server from starting may go without asking.
  assertFormKept(fixture.texts, first, { comments: false, mark: true });
  const second = await applyAutomatic(fixture, first);
  assert.deepEqual([...second], [...first], 'a second run changes nothing');
}

async function applyAutomatic(fixture: Fixture, texts: Texts): Promise<Texts> {
  let result = texts;
  for (const file of texts.keys()) {
    const uri = fixtureUri(file);
    const report = await checkTexts(fixture, result);
    const drawn: string[] = [];
    const edits = automaticEdits(report, uri, recordingSource(drawn));
    const fixed = apply(result, [{ uri, edits }]);
    assertValuesArrive(fixed, drawn);
    const ports = (report: Report) => report.findings.filter((finding) => finding.rule === 'exposed-datastore').length;
    const now = await checkTexts(fixture, fixed);
    assert.equal(ports(now), ports(report), 'ports are never touched without asking');
    assert.ok(now.findings.length <= report.findings.length, 'nothing has come');
    result = fixed;
  }
  return result;
}
