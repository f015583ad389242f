import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { DeploymentReader } from '../../server/src/analysis/deployment-reader.ts';
import { applyEdits } from '../../server/src/fixes/fix.ts';
import type { Finding } from '../../server/src/rules/finding.ts';
import type { Rule } from '../../server/src/rules/rule.ts';
import type { ExpectedFinding } from '../fixtures.ts';
import { memoryFiles } from '../memory-files.ts';
import { ROOT, readDocument, sections } from './markdown.ts';

const FIXTURES = 'test/fixtures/stack-trace/';
const URI = 'memory:/deployment/docker-compose.yml';

const blocks = sections(readDocument('CONTRIBUTING.md')).flatMap((section) => section.blocks);

describe('the worked example of CONTRIBUTING', () => {
  const folder = mkdtempSync(join(tmpdir(), 'worked-example-'));
  let rule: Rule;
  before(async () => {
    const path = join(folder, 'stack-trace.ts');
    const sources = pathToFileURL(join(ROOT, 'server/src/')).href;
    writeFileSync(path, fileOf('server/src/rules/stack-trace.ts').replaceAll("from '../", `from '${sources}`));
    ({ stackTrace: rule } = (await import(pathToFileURL(path).href)) as { stackTrace: Rule });
  });
  after(() => rmSync(folder, { recursive: true }));

  it('finds what its bad fixture expects', async () => {
    const text = fileOf(`${FIXTURES}bad.list-form/docker-compose.yml`);
    const expected = JSON.parse(fileOf(`${FIXTURES}bad.list-form/expected.json`)) as ExpectedFinding[];
    const found = (await check(rule, text)).map(({ at: { span }, rule, severity, services = [] }) => {
      const lines = text.slice(0, span.start).split('\n');
      const at = `${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
      const underlined = text.slice(span.start, span.end);
      return { file: 'docker-compose.yml', at, rule, severity, text: underlined, services };
    });
    assert.deepEqual(found, expected);
  });

  it('finds nothing in its good fixture', async () => {
    assert.deepEqual(await check(rule, fileOf(`${FIXTURES}good.on-the-file-server/docker-compose.yml`)), []);
  });

  it('has a fix after which its finding is gone', async () => {
    const text = fileOf(`${FIXTURES}bad.list-form/docker-compose.yml`);
    const [finding] = await check(rule, text);
    const none = () => assert.fail('no secret is needed');
    const [edit] = finding?.fixes[0]?.edits({ key: none, secret: none, password: none, hash: none }) ?? [];
    assert.ok(edit);
    assert.deepEqual(await check(rule, applyEdits(text, edit.edits)), []);
  });
});

function fileOf(path: string): string {
  return blocks.find(({ file }) => file === path)?.text ?? assert.fail(`no block shows ${path}`);
}

async function check(rule: Rule, text: string): Promise<readonly Finding[]> {
  const look = new DeploymentReader(memoryFiles({ [URI]: text })).look();
  const deployments = await look.deploymentsOf(URI, 'compose');
  return deployments.flatMap(({ deployment }) => rule.check(deployment, 'clearml'));
}
