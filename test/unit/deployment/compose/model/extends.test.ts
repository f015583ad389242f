import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problemsOf, projectOf, valueAt } from './plain.ts';

const ROOT = ['compose.yaml'];

describe('a service that extends another', () => {
  it('takes what it does not set itself, in both forms', () => {
    for (const reference of ['base', '{service: base}']) {
      const files = {
        'compose.yaml': `services: {base: {image: x, labels: {A: 1}}, s: {extends: ${reference}, image: y, labels: [B=2]}}`,
      };
      assert.deepEqual(valueAt(projectOf(files), 'services', 's'), { image: 'y', labels: [['A', '1'], 'B=2'] });
      assert.deepEqual(problemsOf(files), []);
    }
  });

  it('leaves the one that it extends as it is, and others too', () => {
    const files = { 'compose.yaml': 'services: {base: {image: x}, s: {extends: base, tty: true}, o: {image: z}}' };
    assert.deepEqual(valueAt(projectOf(files), 'services', 'base'), { image: 'x' });
    assert.deepEqual(valueAt(projectOf(files), 'services', 'o'), { image: 'z' });
  });

  it('follows a chain over files', () => {
    const files = {
      'compose.yaml': 'services: {s: {extends: {file: parts/b.yaml, service: b}}}',
      'parts/b.yaml': 'services: {b: {extends: {file: c.yaml, service: c}, tty: true}}',
      'parts/c.yaml': 'services: {c: {image: x}}\n---\nservices: {c: {labels: [A=1]}}',
    };
    assert.deepEqual(valueAt(projectOf(files, ROOT), 'services', 's'), { image: 'x', labels: ['A=1'], tty: 'true' });
    assert.deepEqual(problemsOf(files, ROOT), []);
  });

  it('can take away what it would get', () => {
    const base = 'base: {image: x, ports: ["1"], labels: {A: 1}}';
    const files = {
      'compose.yaml': `services: {${base}, s: {extends: base, ports: !reset [], labels: !override {B: 2}}}`,
    };
    assert.deepEqual(valueAt(projectOf(files), 'services', 's'), { image: 'x', labels: { B: '2' } });
    assert.deepEqual(valueAt(projectOf(files), 'services', 'base', 'ports'), ['1']);
  });

  for (const [name, services, found] of [
    [
      'that is not named',
      's: {extends: {file: x.yaml}}',
      ['extends', '{file: x.yaml}', 'This does not say which service is extended'],
    ],
    ['that is not there', 's: {extends: t}', ['extends', 't', 'There is no service t to extend here']],
    [
      'of a file that is not there',
      's: {extends: {file: x.yaml, service: t}}',
      ['file-missing', '{file: x.yaml, service: t}', 'The file of the extended service can’t be read'],
    ],
    ['which is itself', 's: {extends: s}', ['extends-cycle', 's', 's extends itself through other services']],
  ] as const) {
    it(`refuses one ${name}, and keeps its own keys`, () => {
      const files = { 'compose.yaml': `services: {${services.replace('{', '{image: y, ')}}` };
      assert.deepEqual(problemsOf(files), [found]);
      assert.deepEqual(valueAt(projectOf(files), 'services', 's'), { image: 'y' });
      assert.equal(projectOf(files).partial, found[0] !== 'extends-cycle');
    });
  }

  it('refuses a circle of two', () => {
    const files = { 'compose.yaml': 'services: {a: {extends: b, image: x}, b: {extends: a, tty: true}}' };
    assert.deepEqual(
      problemsOf(files).map(([kind]) => kind),
      ['extends-cycle', 'extends-cycle'],
    );
  });

  it('follows 50 links and no more', () => {
    const chain = (count: number) => {
      const links = Array.from({ length: count }, (_, at) => `s${at}: {extends: s${at + 1}}`);
      return { 'compose.yaml': `services: {${links.join(', ')}, s${count}: {image: x}}` };
    };
    assert.deepEqual(problemsOf(chain(50)), []);
    assert.equal(valueAt(projectOf(chain(50)), 'services', 's0', 'image'), 'x');
    assert.deepEqual(
      problemsOf(chain(51)).map(([kind, , message]) => [kind, message]),
      [
        ['extends', 'More services extend one another than are followed'],
        ['consistency', 's0 has neither an image nor a build'],
      ],
    );
  });
});
