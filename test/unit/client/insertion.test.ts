import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLIPBOARD, insertion, type Kind, type Place } from '../../../client/src/commands/insertion.ts';

const secrets = { key: () => 'KEY', secret: () => 'SECRET', password: () => 'PASSWORD', hash: () => 'HASH' };
const place = (language: string, before: string, above = '', newline: '\n' | '\r\n' = '\n'): Place => ({
  language,
  before,
  above,
  newline,
});

const cases: readonly (readonly [what: string, kind: Exclude<Kind, 'password'>, place: Place, text: string])[] = [
  ['HOCON quotes', 'key', place('clearml-hocon', 'a: '), '"KEY"'],
  ['HOCON within quotes', 'secret', place('clearml-hocon', 'a: "'), 'SECRET'],
  ['HOCON within three quotes', 'secret', place('clearml-hocon', 'a: """'), 'SECRET'],
  ['HOCON after a closed string', 'secret', place('clearml-hocon', '"a": '), '"SECRET"'],
  ['HOCON after an escaped quote', 'secret', place('clearml-hocon', 'a: "\\"'), 'SECRET'],
  ['JSON quotes', 'secret', place('json', '"a": '), '"SECRET"'],
  ['YAML stays bare', 'secret', place('dockercompose', '  A: '), 'SECRET'],
  ['YAML after the colon', 'secret', place('yaml', '  A:'), ' SECRET'],
  ['YAML within quotes that end in a colon', 'secret', place('yaml', '  A: "b:'), 'SECRET'],
  ['YAML list of assignments', 'key', place('yaml', '  - A='), 'KEY'],
  ['dotenv stays bare', 'key', place('dotenv', 'A='), 'KEY'],
  ['anything else stays bare', 'key', place('markdown', ''), 'KEY'],
  ['a pair in HOCON', 'pair', place('clearml-hocon', '\t'), 'user_key: "KEY"\n\tuser_secret: "SECRET"'],
  ['a pair with CRLF', 'pair', place('clearml-hocon', '', '', '\r\n'), 'user_key: "KEY"\r\nuser_secret: "SECRET"'],
  ['a pair in JSON', 'pair', place('json', '  '), '"user_key": "KEY",\n  "user_secret": "SECRET"'],
  ['a pair in a YAML map', 'pair', place('yaml', '    ', '    A: b'), 'USER_KEY: KEY\n    USER_SECRET: SECRET'],
  ['a pair in a YAML list', 'pair', place('yaml', '    ', '    - A=b'), '- USER_KEY=KEY\n    - USER_SECRET=SECRET'],
  ['a pair after a dash', 'pair', place('yaml', '    - ', 'environment:'), 'USER_KEY=KEY\n    - USER_SECRET=SECRET'],
  ['a pair in dotenv', 'pair', place('dotenv', ''), 'USER_KEY=KEY\nUSER_SECRET=SECRET'],
  ['the clipboard', 'secret', CLIPBOARD, 'SECRET'],
  ['a pair for the clipboard', 'pair', CLIPBOARD, 'user_key: "KEY"\nuser_secret: "SECRET"'],
];

for (const [what, kind, at, text] of cases) {
  test(what, () => assert.equal(insertion(kind, at, secrets), text));
}
