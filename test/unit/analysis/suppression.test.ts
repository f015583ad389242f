import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChecker } from '../../../server/src/analysis/checker.ts';
import type { Settings } from '../../../server/src/analysis/settings.ts';
import { createSecretSource } from '../../../server/src/clearml/secret-generator.ts';
import { applyEdits } from '../../../server/src/fixes/fix.ts';
import { memoryFiles } from '../../memory-files.ts';

const URI = 'file:///w/docker-compose.yml';
const API =
  'services:\n  apiserver:\n    image: clearml/server:2.3.0\n    command: [apiserver]\n    ports: ["8008:8008"]\n';
const redis = (ports: string) => `${API}  redis:\n    image: redis:7.4.1\n    ports:\n${ports}`;
const SETTINGS: Settings = { scope: 'clearml', rules: {} };

async function check(text: string, settings = SETTINGS, others: Readonly<Record<string, string>> = {}) {
  return createChecker(memoryFiles({ [URI]: text, ...others })).check([URI], settings);
}

async function found(text: string, settings?: Settings): Promise<readonly string[]> {
  const ours = ['suppression', 'exposed-datastore', 'default-secret'];
  const { findings } = await check(text, settings);
  return findings.flatMap(({ rule, message }) => (ours.includes(rule) ? `${rule}: ${message.split('\n')[0]}` : []));
}

describe('suppression comments', () => {
  it('hide a finding of the next line, of the rules they name only', async () => {
    const port = '      - "6379:6379"\n';
    const comment = '      # clearml-secure-disable-next-line exposed-datastore -- lab\n';
    assert.deepEqual(await found(redis(comment + port)), []);
    assert.deepEqual(await found(redis((comment + port).replaceAll('\n', '\r\n'))), []);
    const [other, ...rest] = await found(redis(comment.replace('exposed-datastore', 'weak-secret') + port));
    assert.match(other ?? '', /weak-secret finds nothing on the next line|There is no rule weak-secret/);
    assert.match(rest.join(), /^exposed-datastore: /);
  });

  it('hide no finding further down', async () => {
    const comment = '      # clearml-secure-disable-next-line exposed-datastore -- lab\n';
    const two = `${comment}      - "6379:6379"\n      - "6380:6379"\n`;
    assert.equal((await found(redis(two))).length, 1);
    const blank = await found(redis(`${comment}\n      - "6379:6379"\n`));
    assert.equal(blank.length, 2, 'an empty line is a line');
  });

  it('are judged by what their rule finds, not when it is off', async () => {
    const unused = redis(
      '      # clearml-secure-disable-next-line exposed-datastore -- lab\n      - "127.0.0.1:6379:6379"\n',
    );
    assert.deepEqual(await found(unused), ['suppression: exposed-datastore finds nothing on the next line']);
    assert.deepEqual(await found(unused, { ...SETTINGS, rules: { 'exposed-datastore': 'off' } }), []);
    assert.deepEqual(await found(unused, { ...SETTINGS, rules: { suppression: 'off' } }), []);
  });

  it('are taken out without asking, but never made to hide something', async () => {
    const preferred = async (comment: string) => {
      const { findings } = await check(redis(`      # ${comment}\n      - "6379:6379"\n`));
      const own = findings.filter(({ rule }) => rule === 'suppression').flatMap(({ fixes }) => fixes);
      return own.map((fix) => [fix.kind, fix.preferred]);
    };
    const keyword = 'clearml-secure-disable-next-line';
    assert.deepEqual(await preferred(`${keyword} default-secret -- lab`), [['remove', true]]);
    assert.deepEqual(await preferred(`${keyword} exposed-datastore`), [['reason', false]]);
    assert.deepEqual(await preferred(`${keyword} exposed-datastor -- lab`), [
      ['correct', false],
      ['remove', false],
    ]);
  });

  it('take the level that is set for them', async () => {
    const text = redis('      # clearml-secure-disable-next-line exposed-datastore\n      - "6379:6379"\n');
    const { findings } = await check(text, { ...SETTINGS, rules: { suppression: 'hint' } });
    assert.deepEqual(
      findings.filter(({ rule }) => rule === 'suppression').map(({ severity }) => severity),
      ['hint'],
    );
  });

  it('of another file are not called unused before that file itself is checked', async () => {
    const env = 'file:///w/.env';
    const texts = { [URI]: API, [env]: '# clearml-secure-disable default-secret -- none here\nA=b\n' };
    const rules = async (uri: string) =>
      (await createChecker(memoryFiles(texts)).check([uri], SETTINGS)).findings
        .filter(({ rule }) => rule === 'suppression')
        .map(({ at }) => at.uri);
    assert.deepEqual([await rules(URI), await rules(env)], [[], [env]]);
  });
});

describe('comments that an editor offers', () => {
  const offered = async (text: string, rule = 'exposed-datastore') => {
    const report = await check(text);
    const finding = report.findings.find((each) => each.rule === rule);
    assert.ok(finding, `${rule} is not found`);
    return report.suppressions(finding).map(({ kind, title, edits }) => {
      const [edit] = edits(createSecretSource());
      return { kind, title, text: applyEdits(text, edit?.edits ?? []) };
    });
  };

  it('stand above the line, indented like it, and at the top', async () => {
    const text = redis('      - target: 6379\n        published: "6379"\n');
    const [line, file] = await offered(text);
    assert.equal(line?.title, 'Disable exposed-datastore for this line');
    assert.match(
      line?.text ?? '',
      /\n {6}# clearml-secure-disable-next-line exposed-datastore -- accepted risk\n {6}- target/,
    );
    assert.equal(file?.title, 'Disable exposed-datastore for this file');
    assert.equal(file?.text, `# clearml-secure-disable exposed-datastore -- accepted risk\n${text}`);
  });

  it('keep line endings and a byte order mark', async () => {
    const text = `\ufeff${redis('      - "6379:6379"\n').replaceAll('\n', '\r\n')}`;
    const [line, file] = await offered(text);
    assert.ok(
      line?.text.includes('\r\n      # clearml-secure-disable-next-line exposed-datastore -- accepted risk\r\n'),
    );
    assert.ok(file?.text.startsWith('\ufeff# clearml-secure-disable exposed-datastore -- accepted risk\r\nservices'));
  });

  it('stand above the first line of a text of several', async () => {
    const secret = 'Rq8FW84sSqVgq7WvBB_4EzNl9y8z8IGiDXX3C345_a5AZfcwZcwCIA';
    const text = `${API}    environment:\n      CLEARML__SECURE__AUTH__TOKEN_SECRET: |-\n        ${secret}\n`;
    const [line] = await offered(text, 'default-secret');
    assert.match(line?.text ?? '', /environment:\n {6}# clearml[^\n]*\n {6}CLEARML__SECURE/);
    assert.deepEqual(await found(line?.text ?? ''), []);
  });

  it('are not offered for a line that begins inside a text', async () => {
    const text = redis('      [ "127.0.0.1:6379:6379\n        ", "6379:6379" ]\n').replace(
      'ports:\n      [',
      'ports: [',
    );
    const kinds = (await offered(text)).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['disable-file']);
  });
});
