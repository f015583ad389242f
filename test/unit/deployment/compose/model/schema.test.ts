import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problemsOf } from './plain.ts';

/** What a service is refused for, image and services around it left out: the text at the place, and why. */
const refused = (text: string) => problemsOf({ 'compose.yaml': text }).map(([kind, at, why]) => [kind, at, why]);
const service = (keys: string) => refused(`services: {s: {image: x, ${keys}}}`);

describe('the schema of a compose file refuses', () => {
  for (const [name, text, at, why] of [
    [
      'a key that is none',
      'services: {s: {image: x}}\nserivces: {}',
      'serivces',
      'serivces is no key of a compose file',
    ],
    [
      'a key that every object has',
      'services: {s: {image: x}}\ntoString: {}',
      'toString',
      'toString is no key of a compose file',
    ],
    ['a list of services', 'services: [a]', '[a]', 'services must be a mapping'],
    ['a name with a blank', 'services: {a b: {image: x}}', 'a b', 'A service’s name is letters, digits, . _ and -'],
    ['a service that is a text', 'services: {s: x}', 's', 'A service must be a mapping'],
    ['a service that is a list', 'services: {s: [x]}', '[x]', 'A service must be a mapping'],
  ] as const) {
    it(name, () => assert.deepEqual(refused(text), [['schema', at, why]]));
  }
});

describe('the schema of a service refuses', () => {
  for (const [keys, at, why] of [
    ['imgae: y', 'imgae', 'imgae is no key of a service'],
    ['container_name: [a]', '[a]', 'container_name must be text'],
    ['container_name: 5', '5', 'container_name must be text'],
    ['container_name: true', 'true', 'container_name must be text'],
    ['container_name: 1.5', '1.5', 'container_name must be text'],
    ['container_name: ', '', 'container_name must be text'],
    ['container_name: ~', '~', 'container_name must be text'],
    ['ports: "80:80"', '"80:80"', 'ports must be a list'],
    ['healthcheck: [a]', '[a]', 'healthcheck must be a mapping'],
    ['environment: A=1', 'A=1', 'environment must be a mapping or a list'],
    ['tty: 1', '1', 'tty must be true or false or text'],
    ['scale: true', 'true', 'scale must be a number or text'],
    ['command: {a: b}', '{a: b}', 'command must be text or a list or empty'],
    ['ports: [true]', 'true', 'A port must be a number or text or a mapping'],
    ['ports: [{target: 1, to: 2}]', 'to', 'to is no key of a port'],
    ['ports: [{target: [1]}]', '[1]', 'target must be a number or text'],
    ['volumes: [1]', '1', 'A volume must be text or a mapping'],
    ['volumes: [{type: bind, from: x, target: /y, source: /z}]', 'from', 'from is no key of a volume'],
    ['env_file: [{path: x, needed: true, required: false}]', 'needed', 'needed is no key of an env file'],
    ['profiles: [[a]]', '[a]', 'A profile must be text'],
    ['environment: {A: [1]}', '[1]', 'A variable’s value must be one value'],
    ['environment: {A: .inf}', '.inf', 'Quote this value: YAML reads it as no number'],
    ['environment: [5]', '5', 'A variable must be text: NAME=value'],
    ['environment: [A =1]', 'A =1', 'A variable’s name can’t end in a blank'],
  ] as const) {
    it(keys, () => {
      const found = service(keys).filter(([kind]) => kind === 'schema');
      assert.deepEqual(found, [['schema', at, why]]);
    });
  }
});

describe('the schema of a service takes', () => {
  for (const keys of [
    'x-mine: {a: [b]}',
    'container_name: "5"',
    'command: ',
    'scale: 2',
    'cpus: 1.5',
    'scale: "2"',
    'tty: true',
    'tty: "true"',
    'ports: [80, "80:80", {target: 80, published: "80"}]',
    'volumes: ["/a:/b", {type: bind, source: /a, target: /b, read_only: true}]',
    'env_file: [a, {path: b, required: false}]',
    'profiles: [a]',
    'environment: {A: 5, B: true, C: 1.5, D: , E: "a b"}',
    'environment: [A, A=5, "A= 5", "A=b =c"]',
    'container_name: "${NAME:?}"',
  ]) {
    it(keys, () => {
      const found = service(keys).filter(([kind]) => kind === 'schema');
      assert.deepEqual(found, []);
    });
  }
});

describe('keys that stand in a mapping', () => {
  for (const [text, found] of [
    ['services: {s: {image: x, image: y}}', ['duplicate-key', 'image', 'This key stands twice in one mapping']],
    ['services: {s: {image: x}, 5: {image: y}}', ['schema', '5', 'Keys must be text; quote a number or a boolean']],
    [
      'services: {s: {image: x}, true: {image: y}}',
      ['schema', 'true', 'Keys must be text; quote a number or a boolean'],
    ],
    ['services: {s: {image: x}, [a]: {image: y}}', ['schema', '[a]', 'Keys must be text; quote a number or a boolean']],
  ] as const) {
    it(`are refused in ${text}`, () => assert.deepEqual(refused(text), [found]));
  }

  it('may be quoted numbers', () => assert.deepEqual(refused('services: {"5": {image: x}}'), []));
});
