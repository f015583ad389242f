import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Files, problemsOf, projectOf, valueAt } from './plain.ts';

const ROOT = ['compose.yaml'];
const including = (include: string, more = 'services: {own: {image: x}}') => `include: ${include}\n${more}\n`;
const images = (files: Files) =>
  Object.fromEntries(projectOf(files, ROOT).services.map(({ name, image }) => [name, image?.value]));

describe('an included file', () => {
  const sub = { 'sub/c.yaml': 'services: {s: {image: "s:${TAG:-none}"}}', 'sub/.env': 'TAG=sub\n' };

  it('adds its services, read with its own variables', () => {
    for (const include of ['[sub/c.yaml]', '[{path: sub/c.yaml}]', '[{path: [sub/c.yaml]}]']) {
      assert.deepEqual(images({ 'compose.yaml': including(include), ...sub }), { own: 'x', s: 's:sub' });
    }
    assert.deepEqual(problemsOf({ 'compose.yaml': including('[sub/c.yaml]'), ...sub }, ROOT), []);
  });

  it('takes other variables, where an env file or a folder is named', () => {
    const files = { ...sub, 'other.env': 'TAG=other\n', 'dir/.env': 'TAG=dir\n' };
    for (const [rest, tag] of [
      ['env_file: other.env', 'other'],
      ['env_file: [sub/.env, other.env]', 'other'],
      ['env_file: ', 'sub'],
      ['project_directory: dir', 'dir'],
      ['project_directory: nowhere', 'none'],
    ] as const) {
      const compose = including(`[{path: sub/c.yaml, ${rest}}]`);
      assert.equal(images({ 'compose.yaml': compose, ...files }).s, `s:${tag}`, rest);
    }
  });

  it('is merged under what includes it, several in their order', () => {
    const files = {
      'compose.yaml': including('[{path: [a.yaml, b.yaml]}, c.yaml]', 'services: {s: {image: own}}'),
      'a.yaml': 'services: {s: {image: a, labels: [A=1]}, t: {image: a}}\nnetworks: {n: {}}\nvolumes: {v: {}}',
      'b.yaml': 'services: {t: {image: b}, u: {image: b}}\nconfigs: {c: {content: x}}\nsecrets: {s: {file: x}}',
      'c.yaml': 'services: {v: {image: c}}\nx-mine: 1',
    };
    assert.deepEqual(images(files), { s: 'own', t: 'b', u: 'b', v: 'c' });
    const project = projectOf(files, ROOT);
    assert.deepEqual(valueAt(project, 'services', 's', 'labels'), ['A=1']);
    for (const key of ['networks', 'volumes', 'configs', 'secrets']) assert.ok(valueAt(project, key), key);
    assert.equal(valueAt(project, 'x-mine'), undefined);
    assert.equal(valueAt(project, 'include'), undefined);
  });

  for (const [name, include, files, found] of [
    ['that is not there', '[no.yaml]', {}, ['file-missing', 'no.yaml']],
    ['of another machine', '[oci://x/y]', {}, ['file-missing', 'oci://x/y']],
    ['without its env file', '[{path: sub/c.yaml, env_file: no.env}]', sub, ['env-file-missing', 'no.env']],
    [
      'that includes itself',
      '[a.yaml]',
      { 'a.yaml': 'include: [a.yaml]\nservices: {s: {image: x}}' },
      ['include-cycle', 'a.yaml'],
    ],
    [
      'that leads back',
      '[a.yaml]',
      { 'a.yaml': 'include: [compose.yaml]\nservices: {s: {image: x}}' },
      ['include-cycle', 'compose.yaml'],
    ],
    ['with an unknown key', '[a.yaml]', { 'a.yaml': 'services: {s: {image: x, imgae: y}}' }, ['schema', 'imgae']],
  ] as const) {
    it(`${name} is told`, () => {
      const problems = problemsOf({ 'compose.yaml': including(include), ...files }, ROOT);
      assert.deepEqual(
        problems.map(([kind, at]) => [kind, at]),
        [found],
      );
      assert.equal(images({ 'compose.yaml': including(include), ...files }).own, 'x');
    });
  }
});

describe('the documents of a file', () => {
  it('are merged, and know their places by their number', () => {
    const files = {
      'compose.yaml': 'services: {s: {image: a, labels: [A=1]}}\n---\nservices: {s: {labels: [B=2]}, t: {image: b}}',
    };
    const project = projectOf(files);
    assert.deepEqual(valueAt(project, 'services', 's'), { image: 'a', labels: ['A=1', 'B=2'] });
    assert.deepEqual(
      project.services.map(({ path, node }) => [path, node.entries.get('image')?.value.path]),
      [
        ['1/services/s', 'services/s/image'],
        ['1/services/t', '1/services/t/image'],
      ],
    );
  });

  it('of which one is empty or no mapping are refused', () => {
    for (const text of ['', '# nothing\n', '[a]', 'text']) {
      const problems = problemsOf({ 'compose.yaml': text });
      assert.equal(problems.length > 0, true, JSON.stringify(text));
      assert.deepEqual(projectOf({ 'compose.yaml': text }).services, []);
    }
  });
});

describe('!reset and !override', () => {
  const base = { 'a.yaml': 'services: {s: {image: x, ports: ["1", "2"], labels: {A: 1}, tty: true}, t: {image: y}}' };
  const over = (services: string) => valueAt(projectOf({ ...base, 'b.yaml': `services: ${services}` }), 'services');
  const t = { image: 'y' };

  for (const [name, services, result] of [
    ['take a value away', '{s: {ports: !reset [], tty: !reset null}}', { s: { image: 'x', labels: { A: '1' } }, t }],
    [
      'take a service away',
      '{t: !reset null}',
      { s: { image: 'x', ports: ['1', '2'], labels: { A: '1' }, tty: 'true' } },
    ],
    [
      'replace a list',
      '{s: {ports: !override ["3"]}}',
      { s: { image: 'x', ports: ['3'], labels: { A: '1' }, tty: 'true' }, t },
    ],
    [
      'replace a mapping',
      '{s: {labels: !override {B: 2}}}',
      { s: { image: 'x', ports: ['1', '2'], labels: { B: '2' }, tty: 'true' }, t },
    ],
    ['replace a service', '{s: !override {image: z}}', { s: { image: 'z' }, t }],
    [
      'do nothing to what is not there',
      '{s: {init: !reset true}, u: !reset null}',
      { s: { image: 'x', ports: ['1', '2'], labels: { A: '1' }, tty: 'true' }, t },
    ],
  ] as const) {
    it(name, () => assert.deepEqual(over(services), result));
  }

  it('take an item out of its own list', () => {
    assert.deepEqual(
      valueAt(projectOf({ 'a.yaml': 'services: {s: {dns: [a, !reset b, c]}}' }), 'services', 's', 'dns'),
      ['a', 'c'],
    );
  });
});
