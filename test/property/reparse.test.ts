import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isCollection, isPair } from 'yaml';
import { createChecker } from '../../server/src/analysis/checker.ts';
import { DEFAULT_SETTINGS } from '../../server/src/analysis/settings.ts';
import { parseYaml, reparseYaml, type YamlTree } from '../../server/src/syntax/yaml/index.ts';
import { readFixtures } from '../fixtures.ts';
import { outline } from '../yaml-outline.ts';

const COMPOSE = [
  'services:\n  api:\n    image: clearml/server:2.3.0\n    command: [apiserver]\n    environment:\n      CLEARML__SECURE__AUTH__TOKEN_SECRET: "x"\n\n  # about redis\n  redis:\n    image: redis\n    ports:\n      - 6379:6379\n\nnetworks:\n  backend:\n',
  'name: a\nservices:\n  one:\n    entrypoint: >\n      bash -c "x\n      && y"\n\n    labels: { a: b }\n  two: # second\n    image: "mongo"\n  three:\n    command: |\n      a\n\n  four:\nvolumes:\n  data:\n  # the last\n',
  'x-b: *later\nservices:\n  a:\n    command: |+\n      a\n  b:\n    command: >-\n      a\n    image: "x\n\n      y"\n  c:\n    !x y: ~\nvolumes:\n  d:\n',
  '\uFEFFservices:\n\ta:\n  b:\n    image: redis\n\t\n  c:\n    image: mongo\nnetworks:\n  d:\n',
  'services:\r\n    a:\r\n        image: redis\r\n    b:\r\n        ports: ["6379:6379"]\r\n',
  'x-a: &a\n  image: redis\nservices:\n  a:\n    <<: *a\n  b:\n    image: mongo',
];

const TEXTS = [
  ...COMPOSE,
  ...readFixtures()
    .flatMap(({ texts }) => [...texts].filter(([name]) => /\.ya?ml$/.test(name)).map(([, text]) => text))
    .filter((text) => text.length < 3000),
];

/** What people type, and what gives a text another structure. */
const TYPED = [
  ...'ax0:-#"\'{}[]&*!|>%?,=\n\r\t $',
  ': ',
  '- ',
  '\n  ',
  '\n    ',
  '\n  b:\n    image: redis\n',
  '    - x\n',
  ' # a',
  '---\n',
  '...',
  '&x ',
  '*x',
  '!reset ',
  '|\n',
  '  ',
];

/** Half of the time one that is made for this. */
const text = fc.oneof(fc.constantFrom(...COMPOSE), fc.constantFrom(...TEXTS));

const edit = fc.record({
  at: fc.nat(),
  removes: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 30 }) }),
  inserts: fc.constantFrom('', ...TYPED),
});
const edits = fc.array(edit, { minLength: 1, maxLength: 12 });

type Edit = { readonly at: number; readonly removes: number; readonly inserts: string };

function edited(text: string, { at, removes, inserts }: Edit): string {
  const start = at % (text.length + 1);
  return text.slice(0, start) + inserts + text.slice(start + removes);
}

describe('reading a text again after an edit', () => {
  it('gives the tree that reading it for the first time gives', () => {
    fc.assert(
      fc.property(text, edits, (text, list) => {
        let tree = parseYaml(text);
        for (const each of list) {
          const next = edited(tree.text, each);
          const before = JSON.stringify(outline(tree));
          const again = reparseYaml(tree, next);
          assert.deepEqual(outline(again), outline(parseYaml(next)));
          assert.equal(JSON.stringify(outline(tree)), before, 'the tree before has changed');
          tree = again;
        }
      }),
      { numRuns: 300 },
    );
  });

  for (const [name, text, from, to] of [
    ['a blank line before a service', 'services:\n  a:\n    x: |+\n      y\n  b:\n  c:\n', '  b:', '  \n  b:'],
    ['an anchor with an odd name', 'services:\n  a:\n    x: y\n  b:\n    y: **a\n', 'x: y', 'x: &*a y'],
    [
      'a half-typed key that runs on into the next',
      'services:\n  a:\n    e:\n      x: y\n    z: y\n  b:\n',
      '    z',
      '    w\n    z',
    ],
    ['a half-typed quote', 'services:\n  a:\n    x: y\n    z: y\n  b:\n    image: "x"\n', 'x: y', 'x: "y'],
    [
      'a service with a half-typed name',
      'services:\n  a:\n    x: |\n      y\n  four:\nvolumes:\n  d:\n',
      'four',
      'f\n    our',
    ],
    ['a key that is a block scalar', 'services:\n  a:\n    !x y: ~\nvolumes:\n  d:\n', '    !x', '  >  !x'],
    ['a service that turns into part of the one before', 'services:\n  a:\n    x:\n  b:\n  c:\n', '  b', '    b'],
  ] as const) {
    it(`reads ${name} with all around it`, () => {
      const [before, after] = [parseYaml(text), text.replace(from, to)];
      assert.deepEqual(outline(reparseYaml(before, after)), outline(parseYaml(after)));
    });
  }

  const first = ({ roots: [root] }: YamlTree) => {
    const services = isCollection(root) && isPair(root.items[0]) ? root.items[0].value : undefined;
    return isCollection(services) ? services.items[0] : undefined;
  };
  for (const [name, from, to] of [
    ['of a value', '6379:6379', '127.0.0.1:6379:6379'],
    ['that leaves a key half typed', 'image: redis', 'image: redis\n    res'],
  ] as const) {
    it(`keeps the nodes of what stands before an edit ${name}, and before the next one`, () => {
      const [text = ''] = COMPOSE;
      const before = parseYaml(text);
      const after = reparseYaml(before, text.replace(from, to));
      assert.notEqual(first(before), undefined);
      assert.equal(first(after), first(before));
      assert.equal(first(reparseYaml(after, text)), first(before));
    });
  }
});

describe('an edit inside a service', () => {
  const text =
    'services:\n  a:\n    image: x\n    environment:\n      A: 1\n      B: 2\n    ports:\n      - "1:1"\n  b:\n';
  /** The node at some keys. */
  const at = (tree: YamlTree, ...keys: readonly string[]) => {
    const [root] = tree.roots;
    return isCollection(root) ? root.getIn(keys, true) : undefined;
  };

  it('has only the smallest entry around it read again', () => {
    const before = parseYaml(text);
    const after = reparseYaml(before, text.replace('B: 2', 'B: 23'));
    for (const keys of [
      ['services', 'a', 'image'],
      ['services', 'a', 'environment', 'A'],
    ]) {
      assert.notEqual(at(before, ...keys), undefined);
      assert.equal(at(after, ...keys), at(before, ...keys));
    }
    assert.deepEqual(outline(after), outline(parseYaml(after.text)));
  });

  for (const [name, from, to] of [
    ['a key that moves to the mapping above', '      B: 2', '    B: 2'],
    ['a key that moves into the one before', '      B: 2', '        B: 2'],
    ['the last entry of three mappings', 'B: 2\n    ports:\n      - "1:1"\n', 'B: [\n        2]\n'],
    ['a comment less deep than the entry', 'B: 2\n', 'B: 2\n  # x\n'],
    ['a text that runs on', 'B: 2\n', 'B: 2\n        more\n'],
  ] as const) {
    it(`reads ${name} as the whole text is read`, () => {
      const before = parseYaml(text);
      const next = text.replace(from, to);
      assert.notEqual(next, text);
      assert.deepEqual(outline(reparseYaml(before, next)), outline(parseYaml(next)));
    });
  }
});

describe('a checker that lives long', () => {
  it('finds what a new one finds, after any edits', async () => {
    await fc.assert(
      fc.asyncProperty(text, edits, async (start, list) => {
        let text = start;
        const uri = 'file:///d/docker-compose.yml';
        const files = {
          read: async (asked: string) =>
            asked === uri ? { kind: 'text' as const, text } : { kind: 'missing' as const },
          list: async () => undefined,
        };
        const lasting = createChecker(files);
        await lasting.check([uri], DEFAULT_SETTINGS);
        for (const each of list) {
          text = edited(text, each);
          const [found, expected] = [
            await lasting.check([uri], DEFAULT_SETTINGS),
            await createChecker(files).check([uri], DEFAULT_SETTINGS),
          ];
          assert.deepEqual(plain(found.findings), plain(expected.findings));
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** Functions are never equal. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
