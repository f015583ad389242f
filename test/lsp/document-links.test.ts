import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DocumentLink } from 'vscode-languageserver';
import { memoryFiles } from '../memory-files.ts';
import { TestClient } from './client.ts';

const COMPOSE = 'file:///project/docker-compose.yml';
const SERVICES = `services:
  apiserver:
    extends: { file: base.yml, service: api }
    image: clearml/server:2.3.0
    command: [apiserver]
    env_file:
      - path: "api.env"
        required: false
      - missing.env
    configs: [hosts]
    volumes:
      - ./config:/opt/clearml/config:ro
      - type: bind
        source: ./more
        target: /opt/trains/config
      - \${DATA}/logs:/var/log/clearml
      - data:/mnt
`;
const FILES: Readonly<Record<string, string>> = {
  'file:///project/base.yml': 'services: {api: {env_file: [api.env]}}\n',
  'file:///project/api.env': 'A=1\n',
  'file:///project/config/secure.conf': 'auth {}\n',
  'file:///project/config/apiserver.conf': 'auth {}\n',
  'file:///project/more/hosts.conf': 'redis {}\n',
  'file:///project/part.yml': 'services: {}\n',
  'file:///project/hosts.conf': 'redis {}\n',
};
const TEXT = `include:
  - part.yml
  - path: [ gone.yml ]
${SERVICES}configs:
  hosts: { file: './hosts.conf' }
volumes: { data: }
`;

async function linksOf(text: string): Promise<readonly (readonly [string, string])[]> {
  const client = new TestClient(memoryFiles({ ...FILES, [COMPOSE]: text }));
  await client.initialize();
  await client.open(COMPOSE, text);
  const links = await client.ask<DocumentLink[]>('documentLink', COMPOSE);
  const found = links.map(({ range, target = '' }) => {
    return [client.document(COMPOSE).getText(range), target.replace('file:///project/', '')] as const;
  });
  await client.end();
  return found;
}

describe('links of a compose file', () => {
  it('lead to each file that exists, and stand on its path only', async () => {
    assert.deepEqual(await linksOf(TEXT), [
      ['part.yml', 'part.yml'],
      ['api.env', 'api.env'],
      ['base.yml', 'base.yml'],
      ['./config', 'config/secure.conf'],
      ['./more', 'more/hosts.conf'],
      ['./hosts.conf', 'hosts.conf'],
    ]);
  });

  it('take variables and the env file as a text', async () => {
    const text = TEXT.replace(/ {6}- path: "api.env"[^-]+- missing.env/, '').replace(
      'env_file:',
      'env_file: $' + '{X:-api}.env',
    );
    assert.deepEqual((await linksOf(text))[1], ['$' + '{X:-api}.env', 'api.env']);
  });

  it('are none where nothing can be read', async () => {
    assert.deepEqual(await linksOf('services: [broken\n  - "'), []);
    assert.deepEqual(await linksOf(''), []);
  });
});
