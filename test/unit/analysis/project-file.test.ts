import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { createChecker } from '../../../server/src/analysis/checker.ts';
import { parseProjectFile } from '../../../server/src/analysis/project-file/parse.ts';
import type { Settings } from '../../../server/src/analysis/settings.ts';
import { ANYWHERE, type Workspace } from '../../../server/src/deployment/workspace.ts';
import { readDocument } from '../../docs/markdown.ts';
import { memoryFiles } from '../../memory-files.ts';

const FULL = `version: 1
scope: all
rules: { exposed-datastore: warning }
configDirectories:
  /opt/clearml/config: ./config
envFiles: [prod.env]
deployments:
  - files: [base.yml, prod.yml]
    env: { TAG: "2.3.0", DEBUG: false, N: 3 }
ignore: ["old/", "*.bak.yml"]
`;

/** A text that is wrong, and what is underlined in it. */
const WRONG: readonly (readonly [name: string, text: string, underlined: string])[] = [
  ['no version', 'scope: all\n', 'scope: all'],
  ['another version', 'version: 2\n', '2'],
  ['an unknown key', 'version: 1\nscopes: all\n', 'scopes'],
  ['an unknown scope', 'version: 1\nscope: everything\n', 'everything'],
  ['an unknown level', 'version: 1\nrules: { exposed-datastore: loud }\n', 'loud'],
  ['rules as a list', 'version: 1\nrules: [exposed-datastore]\n', '[exposed-datastore]'],
  ['a list that is none', 'version: 1\nenvFiles: prod.env\n', 'prod.env'],
  ['a path elsewhere', 'version: 1\nenvFiles: ["https://x.example/a.env"]\n', '"https://x.example/a.env"'],
  [
    'a UNC path',
    "version: 1\nconfigDirectories: { /opt/clearml/config: '\\\\server\\share' }\n",
    "'\\\\server\\share'",
  ],
  ['a deployment without files', 'version: 1\ndeployments: [{ env: {} }]\n', '{ env: {} }'],
  ['an unknown key of a deployment', 'version: 1\ndeployments: [{ files: [a.yml], profile: x }]\n', 'profile'],
  ['a variable that is no text', 'version: 1\ndeployments: [{ files: [a.yml], env: { A: [1] } }]\n', '[1]'],
  ['a pattern that is no text', 'version: 1\nignore: [{ a: b }]\n', '{ a: b }'],
  ['no mapping', '- version: 1\n', '- version: 1'],
  ['nothing', '', ''],
];

describe('a project file', () => {
  it('is read as it is meant', () => {
    assert.deepEqual(parseProjectFile(FULL), {
      settings: {
        scope: 'all',
        rules: { 'exposed-datastore': 'warning' },
        configDirectories: { '/opt/clearml/config': './config' },
        envFiles: ['prod.env'],
        deployments: [{ files: ['base.yml', 'prod.yml'], env: { TAG: '2.3.0', DEBUG: 'false', N: '3' } }],
        ignore: ['old/', '*.bak.yml'],
      },
    });
    for (const text of ['version: 1', 'version: 1\nrules:\nenvFiles:\ndeployments:\nignore:\nconfigDirectories:\n'])
      assert.equal(parseProjectFile(text).problem, undefined);
  });

  for (const [name, text, underlined] of WRONG) {
    it(`counts for nothing with ${name}, and says where`, () => {
      const { settings, problem } = parseProjectFile(text);
      assert.deepEqual(settings.rules, {});
      assert.ok(problem);
      assert.equal(text.slice(problem.span.start, problem.span.end), underlined);
    });
  }

  it('says which rule or key was meant', () => {
    assert.match(
      parseProjectFile('version: 1\nrules: { exposed-datastor: off }').problem?.message ?? '',
      /exposed-datastore\?/,
    );
    assert.match(parseProjectFile('version: 1\nenvFile: []').problem?.message ?? '', /envFiles\?/);
  });

  it('with a YAML error counts for nothing either', () => {
    assert.ok(parseProjectFile('version: 1\nrules: {').problem);
  });
});

describe('the schema that editors read', () => {
  const validate = new Ajv({ allowUnionTypes: true }).compile(
    JSON.parse(readDocument('schemas/clearml-secure.schema.json')) as object,
  );

  it('takes what is right and refuses what is wrong', () => {
    assert.equal(validate(parse(FULL)), true, JSON.stringify(validate.errors));
    for (const [name, text] of WRONG) assert.equal(validate(parse(text)), false, name);
  });
});

const ROOT = 'file:///home/w/';
const COMPOSE = `${ROOT}deploy/docker-compose.yml`;
const PROJECT = `${ROOT}.clearml-secure.yaml`;
const REDIS = 'services:\n  redis:\n    image: redis:7\n    ports: ["6379:6379"]\n';
const PUBLIC = 'Rq8FW84sSqVgq7WvBB_4EzNl9y8z8IGiDXX3C345_a5AZfcwZcwCIA';
const API =
  'services:\n  apiserver:\n    image: clearml/server:2.3.0\n    command: [apiserver]\n    ports: ["8008:8008"]\n';

interface Options {
  readonly settings?: Settings;
  readonly workspace?: Workspace;
  readonly asked?: string;
}

/** Rules, levels and files of what is found. */
async function found(texts: Readonly<Record<string, string>>, options: Options = {}): Promise<readonly string[]> {
  const { settings = { rules: {} }, workspace = ANYWHERE, asked = COMPOSE } = options;
  const { findings } = await createChecker(memoryFiles(texts), () => workspace).check([asked], settings);
  return findings.map(({ rule, severity, at }) => `${rule} ${severity} ${at.uri.slice(ROOT.length)}`);
}

const only = (rule: string, list: readonly string[]) => list.filter((each) => each.startsWith(`${rule} `));

describe('a project file above a deployment', () => {
  const project = (text: string, at = PROJECT) => ({ [COMPOSE]: REDIS, [at]: `version: 1\n${text}` });

  it('sets scope and levels, and an editor or command line beats it', async () => {
    const one = 'exposed-datastore error deploy/docker-compose.yml';
    assert.deepEqual(await found({ [COMPOSE]: REDIS }), []);
    assert.deepEqual(await found(project('scope: all')), [one]);
    assert.deepEqual(await found(project('scope: all'), { settings: { scope: 'clearml', rules: {} } }), []);
    const hint = project('scope: all\nrules: { exposed-datastore: hint }');
    assert.deepEqual(await found(hint), [one.replace('error', 'hint')]);
    assert.deepEqual(await found(hint, { settings: { rules: { 'exposed-datastore': 'off' } } }), []);
  });

  it('counts when it is the nearest, up to the workspace folder or the repository', async () => {
    const nearer = { ...project('scope: all'), [`${ROOT}deploy/.clearml-secure.yaml`]: 'version: 1' };
    assert.deepEqual(await found(nearer), []);
    const folders = [`${ROOT}deploy/`];
    assert.deepEqual(await found(project('scope: all'), { workspace: { folders, trusted: true } }), []);
    assert.deepEqual(await found({ ...project('scope: all'), [`${ROOT}deploy/.git/HEAD`]: 'ref' }), []);
    assert.equal((await found({ ...project('scope: all'), [`${ROOT}.git/HEAD`]: 'ref' })).length, 1);
  });

  it('keeps files from being checked', async () => {
    for (const pattern of ['deploy/', 'docker-compose.yml', '/deploy/*.yml'])
      assert.deepEqual(await found(project(`scope: all\nignore: ["${pattern}"]`)), [], pattern);
    assert.equal((await found(project('scope: all\nignore: ["/docker-compose.yml"]'))).length, 1);
    const env = {
      [COMPOSE]: `${API}    env_file: a.env\n`,
      [`${ROOT}deploy/a.env`]: `CLEARML__SECURE__AUTH__TOKEN_SECRET=${PUBLIC}`,
    };
    assert.equal(only('default-secret', await found(env)).length, 1);
    assert.deepEqual(only('default-secret', await found({ ...env, [PROJECT]: 'version: 1\nignore: [a.env]' })), []);
  });

  it('brings env files that count like the shell', async () => {
    const texts = {
      [COMPOSE]: `${API}    environment:\n      CLEARML__SECURE__AUTH__TOKEN_SECRET: \${TOKEN}\n`,
      [`${ROOT}deploy/.env`]: 'TOKEN=aaaaaaaaaaaaaaaaaaaaKq7aaVaaaaaaaaaaPaaaaaaaa\n',
      [`${ROOT}prod.env`]: `TOKEN=${PUBLIC}\n`,
    };
    assert.deepEqual(only('default-secret', await found(texts)), []);
    assert.deepEqual(only('default-secret', await found({ ...texts, [PROJECT]: 'version: 1\nenvFiles: [prod.env]' })), [
      'default-secret error prod.env',
    ]);
  });

  for (const [volume, directories] of [
    ['/srv/clearml/config:/opt/clearml/config', '/srv/clearml/config: ./config'],
    ['/srv/clearml/config:/opt/clearml/config', '/srv/clearml/: .'],
    ['/srv/clearml/config:/opt/clearml/config', '/opt/clearml/config: config/'],
    ['configuration:/opt/clearml/config', '/opt/clearml/config: ./config'],
    ['/srv/secure.conf:/opt/clearml/config/secure.conf', '/opt/clearml/config: ./config'],
  ] as const) {
    it(`shows what ${volume} holds, with ${directories}`, async () => {
      const texts = {
        [COMPOSE]: `${API}    volumes: ["${volume}"]\n`,
        [`${ROOT}config/secure.conf`]: `auth { token_secret: "${PUBLIC}" }\n`,
      };
      assert.deepEqual(only('default-secret', await found(texts)), []);
      const mapped = { ...texts, [PROJECT]: `version: 1\nconfigDirectories: { ${directories} }` };
      assert.deepEqual(only('default-secret', await found(mapped)), ['default-secret error config/secure.conf']);
    });
  }

  it('lists files that are taken together', async () => {
    const prod = `${ROOT}deploy/prod.yml`;
    const texts = {
      [COMPOSE]: API,
      [prod]: `services:\n  apiserver:\n    environment:\n      CLEARML__SECURE__AUTH__TOKEN_SECRET: \${TOKEN}\n`,
      [PROJECT]: `version: 1\ndeployments: [{ files: [deploy/docker-compose.yml, deploy/prod.yml], env: { TOKEN: ${PUBLIC} } }]`,
    };
    const checker = createChecker(memoryFiles(texts));
    for (const asked of [COMPOSE, prod]) {
      const report = await checker.check([asked], { rules: {} });
      assert.equal(report.deployments, 1);
      const [finding] = report.findings.filter(({ rule }) => rule === 'default-secret');
      assert.deepEqual([finding?.at.uri, finding?.services], [prod, ['apiserver']]);
    }
  });

  it('with a mistake is a finding, and nothing of it counts', async () => {
    const broken = project('scope: all\nrules: { exposed-datastore: loud }');
    const warning = 'unreadable-file warning .clearml-secure.yaml';
    assert.deepEqual(await found(broken), [warning]);
    assert.deepEqual(await found(broken, { asked: PROJECT }), [warning]);
    assert.deepEqual(await found(broken, { settings: { rules: { 'unreadable-file': 'off' } } }), []);
  });

  it('counts as it is now', async () => {
    const texts: Record<string, string> = project('scope: clearml');
    const checker = createChecker(memoryFiles(texts));
    const count = async () => (await checker.check([COMPOSE], { rules: {} })).findings.length;
    assert.equal(await count(), 0);
    texts[PROJECT] = 'version: 1\nscope: all';
    assert.equal(await count(), 1);
    delete texts[PROJECT];
    assert.equal(await count(), 0);
  });
});
