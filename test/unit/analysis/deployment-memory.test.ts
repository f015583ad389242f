import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { DeploymentReader } from '../../../server/src/analysis/deployment-reader.ts';
import { fileKind } from '../../../server/src/deployment/file-kind.ts';
import { memoryFiles } from '../../memory-files.ts';

const COMPOSE = 'file:///w/compose.yaml';
const OTHER = 'file:///w/other/compose.yaml';

describe('a deployment that is read again', () => {
  let disk: Record<string, string>;
  let reader: DeploymentReader;
  const read = async (uri = COMPOSE) => (await reader.look().deploymentsOf(uri, fileKind(uri)))[0]?.deployment;

  beforeEach(() => {
    disk = {
      [COMPOSE]:
        'services:\n  apiserver:\n    image: clearml/server:2.3.0\n    command: [apiserver]\n    env_file: [a.txt]\n    volumes: ["./config:/opt/clearml/config"]\n',
      'file:///w/a.txt': 'A=1\n',
      'file:///w/config/secure.conf': 'a: 1\n',
      [OTHER]: 'services: {}\n',
    };
    reader = new DeploymentReader(memoryFiles(disk));
  });

  it('is the same one as long as nothing changed', async () => {
    const before = await read();
    assert.ok((await read()) === before);
  });

  const changes: readonly (readonly [what: string, uri: string, text: string | undefined])[] = [
    ['its own text', COMPOSE, 'services: {apiserver: {image: "clearml/server:2.3.0", env_file: a.txt}}\n'],
    ['an env file', 'file:///w/a.txt', 'A=2\n'],
    ['an env file that goes', 'file:///w/a.txt', undefined],
    ['the .env that was not there', 'file:///w/.env', 'B=1\n'],
    ['a configuration file', 'file:///w/config/secure.conf', 'a: 2\n'],
    ['one more in the directory', 'file:///w/config/hosts.conf', 'a: 2\n'],
  ];
  for (const [what, uri, text] of changes) {
    it(`follows ${what}, and the others stay`, async () => {
      const [before, other] = [await read(), await read(OTHER)];
      if (text === undefined) delete disk[uri];
      else disk[uri] = text;
      assert.ok((await read()) !== before);
      assert.ok((await read(OTHER)) === other);
    });
  }

  it('is another one with other variables', async () => {
    const before = await read();
    const [asked] = await reader.look({ profiles: ['x'] }).deploymentsOf(COMPOSE, 'compose');
    assert.ok(asked?.deployment !== before);
    assert.ok((await read()) === before);
  });
});
