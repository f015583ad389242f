import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChecker } from '../../../../server/src/analysis/checker.ts';
import { toPlain } from '../../../../server/src/syntax/hocon/index.ts';
import { memoryFiles } from '../../../memory-files.ts';

const FOLDER = 'file:///w/';
const PATH = 'secure.auth.token_secret';
const SECURE = 'auth.token_secret: ';

/** What an API server holds with some mounts: its token secret, or why nobody can tell. */
async function held(service: string, files: Readonly<Record<string, string>> = {}, top = ''): Promise<unknown> {
  const compose = `services:\n  apiserver: {image: clearml/server:2.3.0, command: apiserver, ${service}}\n${top}`;
  const all = { 'compose.yaml': compose, ...files };
  const texts = Object.fromEntries(Object.entries(all).map(([name, text]) => [FOLDER + name, text]));
  const [read] = await createChecker(memoryFiles(texts)).deploymentsOf(`${FOLDER}compose.yaml`);
  const setting = read?.deployment.processes[0]?.configuration.setting(PATH);
  if (setting?.state === 'known') return setting.layer === 'built-in' ? 'built in' : toPlain(setting.value);
  return setting?.state === 'unknown' ? setting.reason : undefined;
}

const CONFIG = '/opt/clearml/config';
const FILE = { 'conf/secure.conf': `${SECURE}own` };

describe('a server reads its configuration', () => {
  for (const [name, service, files, top, value] of [
    ['from a directory', `volumes: ["./conf:${CONFIG}"]`, FILE, '', 'own'],
    ['from a directory in long form', `volumes: [{type: bind, source: ./conf, target: ${CONFIG}/}]`, FILE, '', 'own'],
    [
      'from a directory above',
      'volumes: ["./opt:/opt"]',
      { 'opt/clearml/config/secure.conf': `${SECURE}own` },
      '',
      'own',
    ],
    ['from the root', 'volumes: ["./root:/"]', { 'root/opt/clearml/config/secure.conf': `${SECURE}own` }, '', 'own'],
    ['from a single file', `volumes: ["./x.conf:${CONFIG}/secure.conf"]`, { 'x.conf': `${SECURE}own` }, '', 'own'],
    [
      'from a file over a directory, wherever it stands in the list',
      `volumes: ["./x.conf:${CONFIG}/secure.conf", "./conf:${CONFIG}"]`,
      { ...FILE, 'x.conf': `${SECURE}over` },
      '',
      'over',
    ],
    [
      'from a directory over a part of another',
      `volumes: ["./conf:${CONFIG}", "./deep:${CONFIG}/secure"]`,
      { 'conf/secure/auth.conf': 'token_secret: hidden', 'deep/auth.conf': 'token_secret: own' },
      '',
      'own',
    ],
    [
      'from elsewhere, where a variable says so',
      'environment: {CLEARML_CONFIG_DIR: /var/c}, volumes: ["./conf:/var/c"]',
      FILE,
      '',
      'own',
    ],
    [
      'from several places, the last one wins',
      'environment: {CLEARML_CONFIG_DIR: "/a:/b"}, volumes: ["./conf:/b", "./other:/a"]',
      { ...FILE, 'other/secure.conf': `${SECURE}first` },
      '',
      'own',
    ],
    [
      'from a config with a file',
      `configs: [{source: c, target: ${CONFIG}/secure.conf}]`,
      FILE,
      'configs: {c: {file: conf/secure.conf}}',
      'own',
    ],
    [
      'from a config with a text',
      `configs: [{source: c, target: ${CONFIG}/secure.conf}]`,
      {},
      `configs: {c: {content: "${SECURE}own"}}`,
      'own',
    ],
    [
      'from a config with a variable',
      `configs: [{source: c, target: ${CONFIG}/secure.conf}]`,
      { '.env': `V="${SECURE}own"` },
      'configs: {c: {environment: V}}',
      'own',
    ],
    [
      'from a config by its name, at the root',
      'environment: {CLEARML_CONFIG_DIR: /}, configs: [secure.conf]',
      FILE,
      'configs: {secure.conf: {file: conf/secure.conf}}',
      'own',
    ],
    [
      'from a secret by its name',
      'environment: {CLEARML_CONFIG_DIR: /run/secrets}, secrets: [secure.conf]',
      FILE,
      'secrets: {secure.conf: {file: conf/secure.conf}}',
      'own',
    ],
    [
      'from a secret with a target',
      'environment: {CLEARML_CONFIG_DIR: /run/secrets}, secrets: [{source: s, target: secure.conf}]',
      FILE,
      'secrets: {s: {file: conf/secure.conf}}',
      'own',
    ],
  ] as const) {
    it(name, async () => assert.equal(await held(service, files, top), value));
  }
});

describe('a server has nothing of its own', () => {
  for (const [name, service, files] of [
    ['without mounts', 'tty: true', FILE],
    ['with a directory somewhere else', 'volumes: ["./conf:/etc/clearml"]', FILE],
    ['with a volume in memory', `volumes: [{type: tmpfs, target: ${CONFIG}}]`, FILE],
    ['with a directory for data', 'volumes: ["data:/var/lib/clearml"]', FILE],
  ] as const) {
    it(name, async () => assert.equal(await held(service, files), 'built in'));
  }
});

describe('nobody can tell what a server has', () => {
  for (const [name, service, top, reason] of [
    ['in a volume', `volumes: ["data:${CONFIG}"]`, 'volumes: {data: {}}', 'The volume data is mounted there.'],
    ['in a volume without a name', `volumes: ["${CONFIG}"]`, '', 'An unnamed volume is mounted there.'],
    ['in a directory that is not here', `volumes: ["./nowhere:${CONFIG}"]`, '', './nowhere is not on this machine.'],
    [
      'in a volume at a directory above',
      'volumes: ["data:/opt"]',
      'volumes: {data: {}}',
      'The volume data is mounted there.',
    ],
    [
      'in a config whose file is not here',
      `configs: [{source: c, target: ${CONFIG}/secure.conf}]`,
      'configs: {c: {file: x.conf}}',
      'x.conf is not on this machine.',
    ],
    [
      'in a config of the swarm',
      `configs: [{source: c, target: ${CONFIG}/secure.conf}]`,
      'configs: {c: {external: true}}',
      'Its content can’t be seen from here.',
    ],
    [
      'in a config that nobody declares',
      `configs: [{source: c, target: ${CONFIG}/secure.conf}]`,
      '',
      'Its content can’t be seen from here.',
    ],
    [
      'in a config from a variable that is not set',
      `configs: [{source: c, target: ${CONFIG}/secure.conf}]`,
      'configs: {c: {environment: NOPE}}',
      'Its content can’t be seen from here.',
    ],
  ] as const) {
    it(name, async () => assert.equal(await held(service, {}, top), reason));
  }
});
