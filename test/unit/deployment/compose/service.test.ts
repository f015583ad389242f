import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NO_VARIABLES } from '../../../../server/src/deployment/compose/environment-layers.ts';
import { hasUnseenVariables, lacks } from '../../../../server/src/deployment/compose/service.ts';
import { joinedNetworks, networkOwner } from '../../../../server/src/deployment/compose/shared-network.ts';
import { composeProject } from '../../../compose-project.ts';

const servicesOf = (services: string) =>
  composeProject('file:///w/compose.yaml', `services: {${services}}`, NO_VARIABLES).services;

function serviceOf(keys: string, name = 's') {
  const [service] = servicesOf(`${name}: {${keys}}`);
  assert.ok(service);
  return service;
}

describe('a service', () => {
  it('has the words of its entrypoint and its command', () => {
    for (const [keys, words] of [
      ['command: a  b', ['a', 'b']],
      ['command: [a, "b c"]', ['a', 'b c']],
      ['entrypoint: [x], command: " y "', ['x', 'y']],
      ['command: "${C:?}"', ['${C:?}']],
      ['command: ', []],
      ['command: {a: b}', []],
      ['image: x', []],
    ] as const) {
      assert.deepEqual(serviceOf(keys).command, words, keys);
    }
  });

  it('has a role by its command, or by its name with an image of the server', () => {
    const image = 'image: clearml/server:2.3.0';
    for (const [name, keys, roles] of [
      ['s', `${image}, command: apiserver`, ['apiserver']],
      ['s', 'build: ., command: [apiserver]', ['apiserver']],
      ['apiserver', image, ['apiserver']],
      ['s', `${image}, container_name: clearml-fileserver`, ['fileserver']],
      ['apiserver', `${image}, container_name: clearml-fileserver`, ['apiserver']],
      ['s', image, []],
      ['apiserver', `${image}, command: bash`, []],
      ['apiserver', 'build: .', []],
      ['apiserver', 'image: nginx', []],
    ] as const) {
      assert.deepEqual(serviceOf(keys, name).roles, roles, `${name}: ${keys}`);
    }
  });

  it('is active without profiles, or with one that is asked for', () => {
    assert.equal(serviceOf('image: x').active, true);
    assert.equal(serviceOf('profiles: []').active, true);
    assert.equal(serviceOf('profiles: [a]').active, false);
    assert.deepEqual(serviceOf('profiles: [a, b]').profiles, ['a', 'b']);
  });

  it('has networks by name in both forms, and the default one where it names none', () => {
    assert.deepEqual(serviceOf('networks: [a, b]').networks, ['a', 'b']);
    assert.deepEqual(serviceOf('networks: {a: , b: {}}').networks, ['a', 'b']);
    assert.deepEqual(joinedNetworks(serviceOf('networks: [a]')), ['a']);
    assert.deepEqual(joinedNetworks(serviceOf('image: x')), ['default']);
    assert.deepEqual(joinedNetworks(serviceOf('network_mode: host')), []);
  });

  it('has mounts of volumes, configs and secrets, where their target is written', () => {
    const keys = 'volumes: [./a:/va], configs: [{source: c, target: /vc}, d], secrets: [{source: s, target: /vs}]';
    assert.deepEqual(serviceOf(keys).mounts, ['/va', '/vc', '/vs']);
    assert.deepEqual(serviceOf('configs: {a: b}').mounts, []);
  });

  it('is built here where it says so', () => {
    assert.equal(serviceOf('build: .').built, true);
    assert.equal(serviceOf('image: x').built, false);
    assert.equal(serviceOf('image: [x]').image, undefined);
  });

  it('lacks what is not there, and what is null', () => {
    assert.equal(lacks(serviceOf('image: x'), 'command'), true);
    assert.equal(lacks(serviceOf('command: '), 'command'), true);
    assert.equal(lacks(serviceOf('command: a'), 'command'), false);
  });

  it('may have variables that nobody sees where an env file can’t be read', () => {
    assert.equal(hasUnseenVariables(serviceOf('env_file: nowhere.env')), true);
    assert.equal(hasUnseenVariables(serviceOf('environment: {A: b}')), false);
  });
});

describe('the network of a service', () => {
  for (const [name, services, owner] of [
    ['is its own', 's: {image: x}', 's'],
    ['is its own with a mode that names none', 's: {network_mode: host}', 's'],
    ['is that of a service', 's: {network_mode: "service:t"}, t: {image: x}', 't'],
    ['is that of a container', 's: {network_mode: "container:c"}, t: {container_name: c}', 't'],
    ['is not that of a service with a container’s name', 's: {network_mode: "container:t"}, t: {image: x}', undefined],
    [
      'is not that of a container with a service’s name',
      's: {network_mode: "service:c"}, t: {container_name: c}',
      undefined,
    ],
    [
      'is that at the end of a chain',
      's: {network_mode: "service:t"}, t: {network_mode: "service:u"}, u: {image: x}',
      'u',
    ],
    ['is nobody’s in a circle', 's: {network_mode: "service:t"}, t: {network_mode: "service:s"}', undefined],
    ['is nobody’s of the project', 's: {network_mode: "container:other"}', undefined],
  ] as const) {
    it(name, () => {
      const all = servicesOf(services);
      const [first] = all;
      assert.equal(first && networkOwner(first, all)?.name, owner);
    });
  }
});
