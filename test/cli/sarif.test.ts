import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import { RULES } from '../../server/src/rules/index.ts';
import { COMPOSE_TEXT, DOTENV_TEXT, PUBLIC_SECRET, PUBLIC_TOKEN } from '../lsp/deployment.ts';
import { Workspace } from './command.ts';

const FILES = { 'my stack/docker-compose.yml': COMPOSE_TEXT, 'my stack/.env': DOTENV_TEXT };

interface Place {
  readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
  readonly region: Readonly<Record<'startLine' | 'startColumn' | 'endLine' | 'endColumn', number>>;
}
interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly { readonly physicalLocation: Place }[];
  readonly relatedLocations: readonly { readonly physicalLocation: Place }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly fixes?: readonly {
    readonly description: { readonly text: string };
    readonly artifactChanges: readonly {
      readonly replacements: readonly { readonly insertedContent: { readonly text: string } }[];
    }[];
  }[];
}
interface Run {
  readonly tool: {
    readonly driver: {
      readonly rules: readonly { id: string; helpUri: string; help: { text: string; markdown: string } }[];
    };
  };
  readonly originalUriBaseIds: Readonly<Record<string, { readonly uri: string }>>;
  readonly columnKind: string;
  readonly artifacts: readonly { readonly location: { readonly uri: string } }[];
  readonly results: readonly Result[];
}

async function sarifOf(workspace: Workspace, ...words: readonly string[]): Promise<{ run: Run; out: string }> {
  const { out, error } = await workspace.run('check', '--format', 'sarif', ...words);
  assert.equal(error, '');
  const log = JSON.parse(out) as { runs: [Run] };
  assertValid(log);
  return { run: log.runs[0], out };
}

/** Against the schema of the standard; its own draft differs from what ajv takes in the name of `id` alone. */
function assertValid(log: object): void {
  const text = readFileSync(new URL('schemas/sarif-2.1.0-rtm.5.json', import.meta.url), 'utf8');
  const { id, $schema, ...schema } = JSON.parse(text) as Record<string, unknown>;
  assert.ok(id && $schema);
  const relative = (uri: string) => URL.canParse(uri, 'https://example.org') && !/[\s\\^`{}|<>"]/.test(uri);
  const formats = { uri: (uri: string) => URL.canParse(uri), 'uri-reference': relative, 'date-time': true } as const;
  const validate = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats }).compile(schema);
  assert.ok(validate(log), JSON.stringify(validate.errors, undefined, 2));
}

describe('check --format sarif', () => {
  it('is valid and places findings in lines and UTF-16 columns from 1', async () => {
    using workspace = new Workspace(FILES);
    const { run } = await sarifOf(workspace, '.');
    assert.equal(run.columnKind, 'utf16CodeUnits');
    const found = run.results.map(({ ruleId, level, locations: [at] }) => {
      const { artifactLocation, region } = at?.physicalLocation ?? assert.fail('no place');
      return [ruleId, level, artifactLocation.uri, region.startLine, region.startColumn, region.endColumn];
    });
    const compose = 'my%20stack/docker-compose.yml';
    assert.deepEqual(
      found.filter(([rule]) => rule === 'default-secret' || rule === 'exposed-datastore'),
      [
        ['default-secret', 'error', 'my%20stack/.env', 1, 12, 12 + PUBLIC_SECRET.length],
        ['default-secret', 'error', compose, 7, 45, 45 + PUBLIC_TOKEN.length],
        ['exposed-datastore', 'error', compose, 15, 13, 24],
      ],
    );
    const related = run.results[0]?.relatedLocations.map(
      ({ physicalLocation: { artifactLocation } }) => artifactLocation,
    );
    assert.deepEqual(related, [{ uri: compose, uriBaseId: '%SRCROOT%' }]);
  });

  it('counts a character beyond the basic plane as two, as editors do', async () => {
    using workspace = new Workspace({
      'compose.yaml': COMPOSE_TEXT.replace('["6379', '["127.0.0.1:1:1/tcp 🔑", "6379'),
    });
    const { run } = await sarifOf(workspace, '.');
    const port = run.results.find(({ ruleId }) => ruleId === 'exposed-datastore');
    assert.equal(port?.locations[0]?.physicalLocation.region.startColumn, 13 + '"127.0.0.1:1:1/tcp 🔑", '.length);
  });

  it('names the folder that its paths begin at, and gives other files whole', async () => {
    using workspace = new Workspace({ ...FILES, 'elsewhere/notes.txt': '' });
    const { run } = await sarifOf(workspace, '.');
    assert.deepEqual(run.originalUriBaseIds, { '%SRCROOT%': { uri: `${pathToFileURL(workspace.directory).href}/` } });
    assert.deepEqual(
      run.artifacts.map(({ location }) => location),
      ['my%20stack/.env', 'my%20stack/docker-compose.yml'].map((uri) => ({ uri, uriBaseId: '%SRCROOT%' })),
    );
    workspace.enter('elsewhere');
    const above = await sarifOf(workspace, '../my stack');
    const [first] = above.run.results[0]?.locations ?? [];
    assert.deepEqual(first?.physicalLocation.artifactLocation, {
      uri: pathToFileURL(`${workspace.directory}/my stack/.env`).href,
    });
  });

  it('describes every rule, with its page', async () => {
    using workspace = new Workspace({});
    const { rules } = (await sarifOf(workspace, '.')).run.tool.driver;
    assert.deepEqual(
      rules.map(({ id }) => id),
      RULES.map(({ id }) => id),
    );
    for (const { id, helpUri, help } of rules) {
      assert.ok(helpUri.endsWith(`/docs/rules/${id}.md`));
      assert.match(help.markdown, /^# [\w-]+\n[\s\S]*^## Why it matters$[\s\S]*^## After a fix$/m);
    }
  });

  it('knows a finding again whatever its value and line', async () => {
    using workspace = new Workspace(FILES);
    using moved = new Workspace({
      ...FILES,
      'my stack/.env': `# A comment more\n${DOTENV_TEXT.replace(PUBLIC_SECRET, PUBLIC_TOKEN)}`,
    });
    const fingerprints = async (each: Workspace) =>
      (await sarifOf(each, '.')).run.results.map(({ partialFingerprints }) => partialFingerprints);
    const first = await fingerprints(workspace);
    assert.deepEqual(await fingerprints(moved), first);
    assert.equal(new Set(first.map((each) => JSON.stringify(each))).size, first.length);
  });

  it('holds no secret, neither an old nor a fresh one, and only fixes that need none', async () => {
    using workspace = new Workspace(FILES);
    const { run, out } = await sarifOf(workspace, '.');
    for (const value of [PUBLIC_SECRET, PUBLIC_TOKEN]) assert.ok(!out.includes(value));
    const titles = (rule: string) =>
      run.results
        .filter(({ ruleId }) => ruleId === rule)
        .flatMap(({ fixes = [] }) => fixes.map((fix) => fix.description.text));
    assert.deepEqual(titles('default-secret'), []);
    assert.deepEqual(titles('exposed-datastore'), ['Remove the port mapping', 'Bind to 127.0.0.1']);
    const bind = run.results.flatMap(({ fixes = [] }) => fixes).find((fix) => fix.description.text.startsWith('Bind'));
    assert.match(bind?.artifactChanges[0]?.replacements[0]?.insertedContent.text ?? '', /^127\.0\.0\.1:/);
  });
});
