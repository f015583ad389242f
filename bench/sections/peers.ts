import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { copyCorpus } from '../inputs/corpus.ts';
import { writeDeployment } from '../inputs/deployment.ts';
import { measureTyping, type TypingTask } from '../measure/keystroke.ts';
import { usageOf } from '../measure/whole-process.ts';
import { milliseconds, type Row } from '../report.ts';
import { median, percentile } from '../statistics.ts';

/** Beside which tools we measure ourselves; the versions stand in peers/package.json. */
const YAML_SERVER = 'node_modules/yaml-language-server/bin/yaml-language-server';
const JSON_SERVER = 'node_modules/vscode-langservers-extracted/bin/vscode-json-language-server';
const DCLINT = 'node_modules/dclint/bin/dclint.cjs';

const LINES = 200;

/** The same keystrokes and files given to other tools. They check other things: the figures say what is usual. */
export async function peerRows(root: string): Promise<readonly Row[]> {
  const peers = join(root, 'bench/peers');
  const npm = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  execFileSync('npm', npm, { cwd: peers, stdio: 'ignore', shell: process.platform === 'win32' });
  const folder = writeDeployment(LINES);
  const shared = { warmUp: 20, count: 100, parseBeside: false };
  const yaml = await typing('yaml-language-server, 200 lines', {
    ...shared,
    server: [join(peers, YAML_SERVER), '--stdio'],
    settings: { yaml: { validate: true, schemaStore: { enable: false } } },
    uri: folder.composeUri,
    languageId: 'yaml',
    text: folder.text,
    spot: /CLEARML_REDIS_SERVICE_HOST\S* \S+/,
  });
  const json = await typing('JSON language server, 200 lines', {
    ...shared,
    server: [join(peers, JSON_SERVER), '--stdio'],
    settings: { json: { validate: { enable: true } } },
    uri: folder.composeUri.replace('docker-compose.yml', 'settings.json'),
    languageId: 'json',
    text: jsonText(LINES),
    spot: /"value-\d+/,
  });
  folder.remove();
  return [...yaml, ...json, dclintRow(peers, root)];
}

async function typing(name: string, task: TypingTask): Promise<readonly Row[]> {
  const { keystroke } = await measureTyping(task);
  return [
    { name: `${name}, p50`, value: median(keystroke), shown: milliseconds(median(keystroke)) },
    { name: `${name}, p95`, value: percentile(keystroke, 0.95), shown: milliseconds(percentile(keystroke, 0.95)) },
  ];
}

function dclintRow(peers: string, root: string): Row {
  const corpus = copyCorpus([join(root, 'examples'), join(root, 'test/fixtures')], 900);
  const { cpu } = usageOf([join(peers, DCLINT), '-r', '-f', 'json', corpus.directory]);
  corpus.remove();
  return {
    name: `dclint on ${corpus.files.toLocaleString('en')} compose files, CPU`,
    value: cpu,
    shown: milliseconds(cpu),
  };
}

function jsonText(lines: number): string {
  const fields = Array.from({ length: lines - 2 }, (_, at) => `  "setting-${at}": "value-${at}"`);
  return `{\n${fields.join(',\n')}\n}\n`;
}
