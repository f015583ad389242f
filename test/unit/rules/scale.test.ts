import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChecker } from '../../../server/src/analysis/checker.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/analysis/settings.ts';
import { memoryFiles } from '../../memory-files.ts';

const ROOT = 'memory:/srv/clearml/';

async function findings(files: Readonly<Record<string, string>>, rule: string) {
  const texts = Object.fromEntries(Object.entries(files).map(([name, text]) => [ROOT + name, text]));
  const report = await createChecker(memoryFiles(texts)).check([`${ROOT}docker-compose.yml`], DEFAULT_SETTINGS);
  return report.findings.filter((finding) => finding.rule === rule);
}

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

function apiserver(name: string, lines: readonly string[]): string {
  const own = lines.map((line) => `    ${line}\n`).join('');
  return `  ${name}:\n    image: clearml/server:2.3.0\n    command: [apiserver]\n${own}`;
}

describe('large and tangled deployments', () => {
  it('tells of one broken file once, for 200 services', async () => {
    const services = range(200).map((index) => apiserver(`api${index}`, ['volumes: ["./config:/opt/clearml/config"]']));
    const files = { 'docker-compose.yml': `services:\n${services.join('')}`, 'config/secure.conf': 'auth {\n' };
    const [finding, ...others] = await findings(files, 'unloadable-config');
    assert.equal(others.length, 0);
    assert.equal(finding?.services?.length, 200);
    assert.match(finding.message, /^api0, api1 and 198 more would not start/m);
  });

  it('tells of each unread variable of 200 services', async () => {
    const variable = (index: number) => `CLEARML_SECURE__AUTH__TOKEN_SECRET: value${index}`;
    const services = range(200).map((index) => apiserver(`api${index}`, ['environment:', `  ${variable(index)}`]));
    const found = await findings({ 'docker-compose.yml': `services:\n${services.join('')}` }, 'unread-setting');
    assert.equal(found.length, 200);
    assert.equal(new Set(found.map(({ path }) => path)).size, 200);
  });

  it('tells the two that nothing reads from 1,000 variables', async () => {
    const known = range(1000).map((index) => `  CLEARML__SERVICES__OWN__SETTING${index}: "1"`);
    const unread = ['  CLEARML__SECURE__AUTH__TOKEN_SECRTE: a', '  CLEARML__FILESERVER__AUTH__ENABLED: "true"'];
    const text = `services:\n${apiserver('apiserver', ['environment:', ...known, ...unread])}`;
    const found = await findings({ 'docker-compose.yml': text }, 'unread-setting');
    assert.deepEqual(
      found.map(({ path }) => path.split('/').at(-1)),
      ['CLEARML__SECURE__AUTH__TOKEN_SECRTE#name', 'CLEARML__FILESERVER__AUTH__ENABLED#name'],
    );
  });

  it('follows circles of include and extends once', async () => {
    const include = (name: string) => `include:\n  - ${name}\nservices:\n`;
    const files = {
      'docker-compose.yml': include('b.yml') + apiserver('one', ['extends: two']) + apiserver('two', ['extends: one']),
      'b.yml': `${include('c.yml')}  b: {image: redis}\n`,
      'c.yml': `${include('docker-compose.yml')}  c: {image: redis}\n`,
    };
    const found = await findings(files, 'unloadable-compose');
    const kinds = found.map(({ path }) => path.replace(/\d+$/, ''));
    assert.deepEqual(kinds, ['#include-cycle', '#extends-cycle', '#extends-cycle']);
  });

  it('says which files outside of the folder are missing', async () => {
    const lines = [
      'env_file: [../../other/a.env, /etc/clearml.env]',
      'extends: {file: ../../../../x.yml, service: base}',
    ];
    const found = await findings(
      { 'docker-compose.yml': `services:\n${apiserver('apiserver', lines)}` },
      'unloadable-compose',
    );
    assert.deepEqual(
      found.map(({ path, severity }) => `${path} ${severity}`),
      ['#env-file-missing0 error', '#env-file-missing1 information', '#file-missing0 error'],
    );
  });
});
