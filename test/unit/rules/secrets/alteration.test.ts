import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NO_VARIABLES, withVariables } from '../../../../server/src/deployment/compose/environment-layers.ts';
import { type Alteration, variableAlteration } from '../../../../server/src/rules/secrets/alteration.ts';
import { composeProject } from '../../../compose-project.ts';

const TOKEN = 'CLEARML__SECURE__AUTH__TOKEN_SECRET';

/** What happens to a variable's value, written in the compose file between single quotes. */
function alterationOf(written: string, name = TOKEN): Alteration | undefined {
  const text = [
    'services:',
    '  apiserver:',
    '    image: clearml/server:2.3.0',
    '    environment:',
    '      OTHER: met',
    `      ${name}: '${written}'`,
    '',
  ].join('\n');
  const shell = withVariables(NO_VARIABLES, { SET: 'word', SIX: '123456', EMPTY: '' });
  const [service] = composeProject('file:///w/compose.yaml', text, shell).services;
  const entry = service?.environment.find((each) => each.name === name);
  assert.ok(service && entry);
  return variableAlteration(service, entry, 'secure.auth.token_secret');
}

describe('variableAlteration', () => {
  const altered: readonly (readonly [string, Alteration])[] = [
    ['12345678901234567890', 'number'],
    ['1.5', 'number'],
    ['1e5', 'number'],
    ['true', 'boolean'],
    ['null', 'null'],
    ['10 days', 'duration'],
    ['begin#end', 'cut'],
    ['a$$b:{', 'refused'],
    ['$${?NOT_SET}', 'unset'],
    ['abc$gone-def', 'dollar'],
  ];
  for (const [written, alteration] of altered) {
    it(`takes ${written} for one of the kind “${alteration}”`, () => assert.equal(alterationOf(written), alteration));
  }

  const unaltered = [
    '',
    '   ',
    'plain-word_9',
    'True-ish',
    'nullable',
    '"12345678"',
    '"begin#end"',
    '"""begin#end"""',
    'x$SET-y',
    '$gone',
    '$${OTHER}',
    '$${OTHER}"tail',
    '${gone}tail',
    '${REQUIRED:?}',
  ];
  for (const written of unaltered) {
    it(`finds nothing wrong with ${written || 'an empty text'}`, () => assert.equal(alterationOf(written), undefined));
  }

  it('leaves what clients read as it is, whatever HOCON would make of it', () => {
    for (const written of ['123456', 'begin#end', 'true']) {
      assert.equal(alterationOf(written, 'CLEARML_API_SECRET_KEY'), undefined);
    }
  });

  it('looks at what the container gets, not at the reference to it', () => {
    assert.equal(alterationOf('$SIX'), 'number');
    assert.equal(alterationOf('${EMPTY}'), undefined);
  });
});
