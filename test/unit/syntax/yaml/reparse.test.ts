import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isMap } from 'yaml';
import { parseYaml, reparseYaml, type YamlTree } from '../../../../server/src/syntax/yaml/index.ts';
import { outline } from '../../../yaml-outline.ts';

/** The values of `services`, in order. */
function services({ roots }: YamlTree): readonly unknown[] {
  const [root] = roots;
  const found = isMap(root) ? root.items.find(({ key }) => String(key) === 'services')?.value : undefined;
  return isMap(found) ? found.items.map(({ value }) => value) : [];
}

/** Reads an edited text again; says of which services it took over the nodes. The tree is that of a first reading. */
function taken(before: string, from: string, to: string): readonly boolean[] {
  assert.ok(before.includes(from));
  const old = parseYaml(before);
  const text = before.replace(from, to);
  const again = reparseYaml(old, text);
  assert.deepEqual(outline(again), outline(parseYaml(text)));
  assert.equal(again.text, text);
  const known = new Set(services(old));
  return services(again).map((node) => known.has(node));
}

const THREE =
  'name: x\nservices:\n  a:\n    image: one\n  b:\n    image: two\n    tty: true\n  c:\n    image: six\nnetworks:\n  n:\n';

describe('of an edited file only the service with the edit is read again', () => {
  for (const [name, before, from, to, expected] of [
    ['longer: those before stay, those behind move', THREE, 'two', 'twenty', [true, false, false]],
    ['shorter', THREE, 'two', 't', [true, false, false]],
    ['of the same length: those behind stay as well', THREE, 'two', 'new', [true, false, true]],
    ['in the first one', THREE, 'one', 'two', [false, true, true]],
    ['in the last one', THREE, 'six', 'seven', [true, true, false]],
    ['at the end of a line', THREE, 'true', 'true # yes', [true, false, false]],
    ['with a new line', THREE, 'two\n', 'two\n    init: true\n', [true, false, false]],
    ['without a line', THREE, '    image: two\n', '', [true, false, false]],
    ['in its name', THREE, '  b:', '  bee:', [true, false, false]],
    ['with a comment of its own', THREE, 'two\n', 'two\n    # more\n', [true, false, false]],
    ['that becomes a flow mapping', THREE, '\n    image: two\n    tty: true', ' {image: two}', [true, false, false]],
    ['that becomes two', THREE, '    tty: true', '  tty: true', [true, false, false, false]],
    ['deeper down', THREE, 'tty: true', 'ports:\n      - "1:1"', [true, false, false]],
    ['with lines that end in CR LF', THREE.replaceAll('\n', '\r\n'), 'two', 'twenty', [true, false, false]],
    ['with four blanks', THREE.replaceAll('  ', '    '), 'two', 'twenty', [true, false, false]],
    ['with a tag on a value', THREE, 'tty: true', 'tty: !reset true', [true, false, false]],
  ] as const) {
    it(name, () => assert.deepEqual(taken(before, from, to), expected));
  }
});

describe('all is read again where the edit may reach further', () => {
  for (const [name, before, from, to] of [
    ['in two services', THREE, 'two\n    tty: true\n  c:\n    image: six', '2\n    tty: true\n  c:\n    image: 6'],
    ['outside of any service', THREE, 'name: x', 'name: y'],
    ['in another section', THREE, '  n:', '  m:'],
    ['at the end of the file', 'services:\n  a:\n    image: x\n  b:\n    image: y\n', 'y', 'z'],
    ['with an anchor in the file', THREE.replace('one', '&x one').replace('six', '*x'), 'two', 'new'],
    ['with an anchor that comes', THREE, 'two', '&x two'],
    ['with an alias that comes', THREE, 'two', '*x'],
    ['with another document', `${THREE}---\na: 1\n`, 'two', 'new'],
    ['with a directive', `%YAML 1.2\n---\n${THREE}`, 'two', 'new'],
    ['with something that looks like a directive', THREE, 'two', '|\n%YAML 1.1\n'],
    ['with a document’s end', THREE, 'two', 'two\n---'],
    ['with an error before', THREE.replace('one', '"one'), 'two', 'new'],
    ['with an error that comes', THREE, 'two', '[two'],
    ['with an explicit key', THREE, 'tty: true', '? tty'],
    ['with a key at the margin', THREE, '    tty: true', 'tty: true'],
    ['in the indentation of a service', THREE, '  b:', '   b:'],
    ['with a service that goes', THREE, '  b:\n    image: two\n    tty: true\n', ''],
    ['of a flow mapping', 'services: {a: {image: x}, b: {image: y}}\nnetworks:\n', 'x', 'z'],
    ['of a file with a tag', `!x\n${THREE}`, 'two', 'new'],
    ['of services with a tag', THREE.replace('services:', 'services: !x'), 'two', 'new'],
    ['of services with an anchor', THREE.replace('services:', 'services: &s'), 'two', 'new'],
  ] as const) {
    it(name, () => assert.ok(!taken(before, from, to).includes(true)));
  }
});

it('the nodes of a long file stay counted', () => {
  const long = `x-long: ${'x'.repeat(100_000)}\n${THREE}`;
  const before = parseYaml(long);
  assert.ok(before.nodes > 0);
  for (const [from, to] of [
    ['two', 'new'],
    ['two\n', 'two\n    init: true\n'],
    ['    image: two\n', ''],
  ] as const) {
    const text = long.replace(from, to);
    const again = reparseYaml(before, text);
    assert.equal(services(again)[0], services(before)[0]);
    assert.equal(again.nodes, parseYaml(text).nodes);
  }
});
