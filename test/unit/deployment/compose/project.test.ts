import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DeploymentReader } from '../../../../server/src/analysis/deployment-reader.ts';
import type { ComposeProject } from '../../../../server/src/deployment/compose/project.ts';
import { isLoopbackOnly } from '../../../../server/src/deployment/deployment.ts';
import { memoryFiles } from '../../../memory-files.ts';

const FOLDER = 'file:///w/';

async function projectOf(files: Readonly<Record<string, string>>): Promise<ComposeProject> {
  const texts = Object.entries(files).map(([path, text]) => [FOLDER + path, text]);
  const read = await new DeploymentReader(memoryFiles(Object.fromEntries(texts))).look().main(FOLDER);
  assert.ok(read?.deployment.compose);
  return read.deployment.compose;
}

/** Where a service's variable stands: the file, and the text at the place. */
async function placeOf(files: Readonly<Record<string, string>>, service: string, name: string) {
  const project = await projectOf(files);
  const found = project.services.find((each) => each.name === service)?.environment.find((each) => each.name === name);
  const file = found?.at.uri.slice(FOLDER.length) ?? '';
  return [file, files[file]?.slice(found?.at.span.start, found?.at.span.end), found?.value];
}

describe('a value of a merged project knows its place', () => {
  it('in the override file that wins', async () => {
    const files = {
      'compose.yaml': 'services:\n  a:\n    image: x\n    environment: {V: base}\n',
      'compose.override.yaml': 'services:\n  a:\n    environment: ["V=over"]\n',
    };
    assert.deepEqual(await placeOf(files, 'a', 'V'), ['compose.override.yaml', 'over', 'over']);
  });

  it('in the file that is extended, with that file’s own relative paths', async () => {
    const files = {
      'compose.yaml': 'services:\n  a:\n    extends: {file: parts/base.yaml, service: b}\n',
      'parts/base.yaml': 'services:\n  b:\n    image: x\n    env_file: b.env\n    environment: {V: "1"}\n',
      'parts/b.env': 'FROM_FILE=two\n',
    };
    assert.deepEqual(await placeOf(files, 'a', 'V'), ['parts/base.yaml', '1', '1']);
    assert.deepEqual(await placeOf(files, 'a', 'FROM_FILE'), ['parts/b.env', 'two', 'two']);
  });

  it('in the file that is included', async () => {
    const files = {
      'compose.yaml': 'include: [sub/compose.yaml]\nservices:\n  a: {image: x}\n',
      'sub/compose.yaml': 'services:\n  b:\n    image: x\n    environment:\n      V: ${FROM_SUB}\n',
      'sub/.env': 'FROM_SUB=here\n',
    };
    const project = await projectOf(files);
    const entry = project.services.find(({ name }) => name === 'b')?.environment[0];
    assert.deepEqual([entry?.value, entry?.pieces[0]?.at.uri], ['here', `${FOLDER}sub/.env`]);
  });

  it('behind an anchor', async () => {
    const files = {
      'compose.yaml': 'x-e: &e\n  V: shared\nservices:\n  a:\n    image: x\n    environment:\n      <<: *e\n',
    };
    assert.deepEqual(await placeOf(files, 'a', 'V'), ['compose.yaml', 'shared', 'shared']);
  });
});

describe('isLoopbackOnly', () => {
  const service = (rest: string) => ({ 'compose.yaml': `services:\n  a:\n    image: x\n${rest}` });
  for (const [name, files, expected] of [
    ['no ports', service(''), true],
    ['loopback', service('    ports: ["127.0.0.1:1:1", "[::1]:2:2"]\n'), true],
    ['all addresses', service('    ports: ["1:1"]\n'), false],
    ['an address that is not known', service('    ports: ["${IP}:1:1"]\n'), false],
    ['the host’s network', service('    network_mode: host\n'), false],
    ['another service’s network', service('    network_mode: service:b\n  b: {image: y}\n'), true],
    ['an external network', service('    networks: [n]\nnetworks: {n: {external: true}}\n'), false],
    ['a macvlan network', service('    networks: [n]\nnetworks: {n: {driver: macvlan}}\n'), false],
    ['a network of its own', service('    networks: [n]\nnetworks: {n: {}}\n'), true],
    ['a YAML error', service('    ports: [\n'), false],
    [
      'an override that opens a port',
      { ...service(''), 'compose.override.yaml': 'services:\n  a: {ports: ["1:1"]}\n' },
      false,
    ],
    [
      'an included port',
      { ...service('include: [b.yaml]\n'), 'b.yaml': 'services:\n  b: {image: y, ports: ["1:1"]}\n' },
      false,
    ],
    ['an include that is missing', service('include: [b.yaml]\n'), false],
  ] as const) {
    it(`is ${expected} with ${name}`, async () => assert.equal(isLoopbackOnly(await projectOf(files)), expected));
  }
});

describe('what Compose would refuse', () => {
  for (const [name, files, message] of [
    ['an unknown key', { 'compose.yaml': 'services:\n  a: {image: x, portz: []}\n' }, /portz is no key of a service/],
    [
      'a port without meaning',
      { 'compose.yaml': 'services:\n  a: {image: x, ports: ["127.0.0.1:80"]}\n' },
      /host port/,
    ],
    [
      'a volume nobody declares',
      { 'compose.yaml': 'services:\n  a: {image: x, volumes: ["data:/v"]}\n' },
      /does not declare/,
    ],
    ['a missing env file', { 'compose.yaml': 'services:\n  a: {image: x, env_file: no.env}\n' }, /not here/],
    [
      'a service without an image',
      { 'compose.yaml': 'services:\n  a: {command: x}\n' },
      /neither an image nor a build/,
    ],
    [
      'a circle of dependencies',
      { 'compose.yaml': 'services:\n  a: {image: x, depends_on: [b]}\n  b: {image: x, depends_on: [a]}\n' },
      /waits for itself/,
    ],
    [
      'a circle of includes',
      { 'compose.yaml': 'include: [b.yaml]\nservices: {a: {image: x}}\n', 'b.yaml': 'include: [compose.yaml]\n' },
      /included by itself/,
    ],
    ['an alias of nothing', { 'compose.yaml': 'services:\n  a: {image: *nobody}\n' }, /No anchor/],
  ] as const) {
    it(`is told for ${name}, at a place in a file`, async () => {
      const project = await projectOf(files);
      const found = project.problems().find((problem) => message.test(problem.message));
      assert.ok(found, JSON.stringify(project.problems().map((problem) => problem.message)));
      const text = (files as Readonly<Record<string, string>>)[found.at.uri.slice(FOLDER.length)] ?? '';
      assert.ok(found.at.span.end <= text.length);
    });
  }
});
