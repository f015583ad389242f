import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NO_VARIABLES } from '../../../server/src/deployment/compose/environment-layers.ts';
import { quotedValue } from '../../../server/src/fixes/environment-value.ts';
import { applyEdits } from '../../../server/src/fixes/fix.ts';
import { variableRemoval } from '../../../server/src/fixes/yaml-variable.ts';
import { parseHoconEnvValue } from '../../../server/src/syntax/hocon/index.ts';
import { composeProject } from '../../compose-project.ts';

const HEAD = 'services:\n  api:\n    image: x\n';
const serviceOf = (text: string) => composeProject('memory:/compose.yml', text, NO_VARIABLES).services[0];

describe('variableRemoval', () => {
  for (const [name, before, after] of [
    [
      'of the map form',
      '    environment:\n      # kept\n      A: 1 # gone\n      B: 2\n',
      '    environment:\n      # kept\n      B: 2\n',
    ],
    ['of the list form', '    environment:\n      - B=2\n      - A=1\n', '    environment:\n      - B=2\n'],
    ['in quotes', '    environment:\n      "A": 1\n      B: 2\n', '    environment:\n      B: 2\n'],
    ['of flow style', '    environment: {A: 1, B: 2}\n', '    environment: {B: 2}\n'],
    ['that is the only one, with its key', '    environment:\n      A: 1\n    tty: true\n', '    tty: true\n'],
  ] as const) {
    it(`takes a variable out ${name}`, () => {
      const service = serviceOf(HEAD + before);
      const removal = service && variableRemoval(service, 'A');
      assert.equal(removal && applyEdits(HEAD + before, [removal.edit]), HEAD + after);
    });
  }

  it('leaves alone what stands behind an anchor, in an env file, or nowhere', () => {
    const shared = `x: &e\n  A: 1\n${HEAD}    environment: *e\n`;
    const merged = `x: &e\n  A: 1\n${HEAD}    environment:\n      <<: *e\n      B: 2\n`;
    const anchored = `${HEAD}    environment: &e\n      A: 1\n      B: 2\n`;
    for (const text of [shared, merged, anchored, `${HEAD}    environment:\n      B: 2\n`]) {
      const service = serviceOf(text);
      assert.ok(service !== undefined);
      assert.equal(variableRemoval(service, 'A'), undefined, text);
    }
  });
});

describe('quotedValue', () => {
  const NAME = 'CLEARML__SECURE__AUTH__TOKEN_SECRET';
  const VALUES = ['a=b', 'a$b', `it's`, 'say "x"', 'back\\slash', 'a: b #c', '5d', ''];
  const PLACES = [
    `      ${NAME}: old`,
    `      ${NAME}: 'old'`,
    `      ${NAME}: "old"`,
    `      - ${NAME}=old`,
    `      - '${NAME}=old'`,
    `      - "${NAME}=old"`,
  ];
  for (const place of PLACES) {
    it(`writes any text so that it arrives, at ${place.trim()}`, () => {
      for (const value of VALUES) {
        const text = `${HEAD}    environment:\n${place}\n`;
        const entry = serviceOf(text)?.environment[0];
        const edit = entry && quotedValue(entry, value);
        const fixed = edit && serviceOf(applyEdits(text, [edit]))?.environment[0];
        assert.equal(fixed?.name, NAME);
        const read = parseHoconEnvValue('a', fixed?.value ?? '');
        assert.ok(read.ok && read.value?.kind === 'string');
        assert.equal(read.value.value, value);
      }
    });
  }

  it('does not touch a value of several lines', () => {
    const entry = serviceOf(`${HEAD}    environment:\n      A: |\n        x\n`)?.environment[0];
    assert.equal(entry && quotedValue(entry, 'y'), undefined);
  });
});
