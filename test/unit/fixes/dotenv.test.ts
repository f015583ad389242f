import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { appendVariables, freeName } from '../../../server/src/fixes/dotenv.ts';
import { applyEdits } from '../../../server/src/fixes/fix.ts';
import { evaluateDotenv, parseDotenv } from '../../../server/src/syntax/dotenv/index.ts';

const URI = 'memory:/.env';
const NEW = [
  { name: 'TOKEN', value: 'abc-123' },
  { name: 'PASSWORD', value: 'pa$s #1 "x"' },
];

function after(text: string): string | undefined {
  const edit = appendVariables(URI, parseDotenv(text), NEW);
  return edit && applyEdits(text, edit.edits);
}

describe('variables in a dotenv file', () => {
  it('make a file that is not there', () => {
    const made = appendVariables(URI, undefined, NEW);
    assert.equal(made?.create, true);
    assert.equal(made?.edits[0]?.newText, 'TOKEN=abc-123\nPASSWORD=\'pa$s #1 "x"\'\n');
  });

  it('come last, on lines of their own, with the line endings at hand', () => {
    assert.equal(after('A=1\r\n'), 'A=1\r\nTOKEN=abc-123\r\nPASSWORD=\'pa$s #1 "x"\'\r\n');
    assert.equal(after('A=1'), 'A=1\nTOKEN=abc-123\nPASSWORD=\'pa$s #1 "x"\'');
    assert.equal(after(''), 'TOKEN=abc-123\nPASSWORD=\'pa$s #1 "x"\'\n');
  });

  it('are read by Compose as they were given', () => {
    const { values } = evaluateDotenv(parseDotenv(after('# c\nA=1') ?? ''), () => undefined);
    assert.deepEqual(
      [...values].map(([name, { value }]) => [name, value]),
      [['A', '1'], ...NEW.map(({ name, value }) => [name, value])],
    );
  });

  it('are refused where an open quote would swallow them', () => {
    assert.equal(after('A="open\n'), undefined);
  });

  it('get a name that is free', () => {
    const tree = parseDotenv('TOKEN=1\nTOKEN_2=2\n');
    assert.equal(freeName(tree, 'TOKEN'), 'TOKEN_3');
    assert.equal(freeName(tree, 'OTHER'), 'OTHER');
    assert.equal(freeName(undefined, 'TOKEN'), 'TOKEN');
  });
});
