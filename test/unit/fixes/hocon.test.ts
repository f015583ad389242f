import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../../server/src/fixes/fix.ts';
import { setSettings } from '../../../server/src/fixes/hocon.ts';
import { parseHocon } from '../../../server/src/syntax/hocon/index.ts';

const URI = 'memory:/config/secure.conf';
const TOKEN = { path: ['auth', 'token_secret'], value: '"fresh"' };
const PAIR = [
  { path: ['credentials', 'tests', 'user_key'], value: '"KEY"' },
  { path: ['credentials', 'tests', 'user_secret'], value: '"SECRET"' },
];

function after(text: string, settings: Parameters<typeof setSettings>[2]): string | undefined {
  const edit = setSettings(URI, parseHocon(text), settings);
  return edit && applyEdits(text, edit.edits);
}

describe('settings in a configuration file', () => {
  it('are written as blocks into a file that is not there', () => {
    const made = setSettings(URI, undefined, [TOKEN, ...PAIR]);
    assert.equal(made?.create, true);
    assert.equal(
      made?.edits[0]?.newText,
      [
        'auth {',
        '  token_secret: "fresh"',
        '}',
        'credentials {',
        '  tests {',
        '    user_key: "KEY"',
        '    user_secret: "SECRET"',
        '  }',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('go to the end of an empty file and of one without a last line break', () => {
    assert.equal(after('', [TOKEN]), 'auth {\n  token_secret: "fresh"\n}\n');
    assert.equal(after('a: 1', [TOKEN]), 'a: 1\nauth {\n  token_secret: "fresh"\n}');
  });

  it('replace the value that is there, and nothing else', () => {
    assert.equal(after('auth { token_secret: old } # why', [TOKEN]), 'auth { token_secret: "fresh" } # why');
    assert.equal(after('auth.token_secret = "old"\n', [TOKEN]), 'auth.token_secret = "fresh"\n');
  });

  it('replace the last of several', () => {
    assert.equal(
      after('auth.token_secret: a\nauth { token_secret: b }\n', [TOKEN]),
      'auth.token_secret: a\nauth { token_secret: "fresh" }\n',
    );
  });

  it('go into the innermost object, in its indentation', () => {
    const text = 'credentials {\n    # who\n    tests {\n        role: "user"  # kept\n    }\n}\n';
    assert.equal(
      after(text, PAIR),
      'credentials {\n    # who\n    tests {\n        role: "user"  # kept\n        user_key: "KEY"\n        user_secret: "SECRET"\n    }\n}\n',
    );
  });

  it('go into an object of which the key is dotted', () => {
    assert.equal(
      after('credentials.tests {\n  role: user\n}\n', PAIR),
      'credentials.tests {\n  role: user\n  user_key: "KEY"\n  user_secret: "SECRET"\n}\n',
    );
  });

  it('go into an object on one line, empty or not', () => {
    assert.equal(after('auth { a: 1 }', [TOKEN]), 'auth { a: 1, token_secret: "fresh" }');
    assert.equal(after('auth {}', [TOKEN]), 'auth { token_secret: "fresh" }');
    assert.equal(
      after('credentials { a: 1 }', PAIR),
      'credentials { a: 1, tests { user_key: "KEY", user_secret: "SECRET" } }',
    );
  });

  it('go inside the braces around a whole file', () => {
    assert.equal(after('{\n  a: 1\n}\n', [TOKEN]), '{\n  a: 1\n  auth {\n    token_secret: "fresh"\n  }\n}\n');
  });

  it('keep comments before the closing brace and the line endings', () => {
    assert.equal(
      after('auth {\r\n  a: 1\r\n  # token_secret: x\r\n}\r\n', [TOKEN]),
      'auth {\r\n  a: 1\r\n  # token_secret: x\r\n  token_secret: "fresh"\r\n}\r\n',
    );
  });

  it('take the place of an object', () => {
    assert.equal(after('users { a: 1 }\n', [{ path: ['users'], value: '[]' }]), 'users: []\n');
  });

  it('are refused where the file could not be read afterwards, or says something else', () => {
    assert.equal(after('auth {', [TOKEN]), undefined);
    assert.equal(after('[1]', [TOKEN]), undefined);
    assert.equal(after('auth: ${other}', [TOKEN]), undefined);
    assert.equal(after('other:', [TOKEN]), undefined);
  });

  it('changes nothing the second time', () => {
    const once = after('# head\nauth { a: 1 }\n', [TOKEN, ...PAIR]) ?? '';
    assert.equal(after(once, [TOKEN, ...PAIR]), once);
  });
});
