import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChecker } from '../../../server/src/analysis/checker.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/analysis/settings.ts';
import { shownName, shownPath } from '../../../server/src/clearml/shown-name.ts';
import { memoryFiles } from '../../memory-files.ts';

const SECRET = 'hQ2vZc8LrT5yXk0bWn7mJd4sGf9pAe3uYi6oRt1qKxVzBhNwCjMlEgDa';
const NAME = 'CLEARML__SECURE__AUTH__TOKEN_SECRET';
const BODY = `    image: clearml/server:2.3.0\n    command: [apiserver]\n`;

const TEXTS: Readonly<Record<string, string>> = {
  'a blank behind a colon': `services:\n  apiserver:\n${BODY}    environment:\n      ${NAME}:${SECRET}\n      A: b\n`,
  'a blank before a variable that does not load': `services:\n  apiserver:\n${BODY}    environment:\n      ${NAME}:${SECRET}\n      $A: "b c: ["\n`,
  'a blank in a label': `services:\n  apiserver:\n${BODY}    labels:\n      ${NAME}:${SECRET}\n      A: b\n`,
  'a blank on another service': `services:\n  redis:\n    image: redis:7\n    environment:\n      ${NAME}:${SECRET}\n      A: b\n  apiserver:\n${BODY}`,
};

describe('a secret that YAML takes for a part of a name, for want of', () => {
  for (const [what, text] of Object.entries(TEXTS)) {
    it(`${what}, is in no message`, async () => {
      const uri = 'file:///w/docker-compose.yml';
      const { findings } = await createChecker(memoryFiles({ [uri]: text })).check([uri], DEFAULT_SETTINGS);
      assert.ok(findings.some(({ message }) => message.includes(`${NAME}…`)));
      for (const { message, setting, path } of findings) {
        assert.ok(!path.includes(SECRET));
        assert.ok(!message.includes(SECRET));
        assert.ok(!setting?.includes(SECRET.toLowerCase()) && !setting?.includes(SECRET));
      }
    });
  }
});

describe('a shown name', () => {
  it('is the name where it looks like one', () => {
    for (const name of ['A', 'CLEARML__secure__auth', 'secure.credentials.own-tool', ''])
      assert.equal(shownName(name), name);
  });

  it('ends where something else begins', () => {
    assert.equal(shownName('A:b'), 'A…');
    assert.equal(shownName('A b'), 'A…');
    assert.equal(shownName(':b'), '…');
  });
});

describe('a shown path', () => {
  it('is the path where its parts look like names', () => {
    for (const path of ['services/redis/ports/0', 'auth.token_secret#name', '']) assert.equal(shownPath(path), path);
  });

  it('still tells two others apart', () => {
    assert.match(shownPath('services/a:b'), /^services\/a…[0-9a-f]+$/);
    assert.notEqual(shownPath('services/a:b'), shownPath('services/a:c'));
  });
});
