import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { maskText } from '../../server/src/cli/mask-text.ts';

describe('masking text', () => {
  for (const [text, shown] of [
    ['      - CLEARML__A__B=hunter2#x', '      - CLEARML__A__B=<masked>'],
    ['  FOO: "hunter2:def" # was: hunter1', '  FOO: "<masked>" # <masked>'],
    ['API_SECRET=hunter2==', 'API_SECRET=<masked>'],
    ['  - "A=hunter2 c=d"', '  - "A=<masked>"'],
    ['hunter2==', '<masked>'],
    ['auth { token_secret: "hunter2", b = ${?Y} }', 'auth { token_secret: "<masked>", b = ${?Y} }'],
    ['{ username: jane, password: 12345678 }', '{ username: <masked>, password: <masked> }'],
    ['password: 12345', 'password: <masked>'],
    ['DB=12345', 'DB=<masked>'],
    ['X=${X:-hunter2}', 'X=${X:-<masked>}'],
    ['X: "${X-${Y:-hunter2}}"', 'X: "${X-${Y:-<masked>}}"'],
    ['  token "hunter2', '  <masked> <masked>'],
    ['  hunter2 b: c', '  <masked> <masked> <masked>'],
    ['http://admin:hunter2@host:9200/', '<masked>'],
    ['key: |\r\n  hunter2\r\n', 'key: |\r\n  <masked>\r\n'.replace('|', '<masked>')],
  ] as const) {
    it(`hides the value in ${JSON.stringify(text)}`, () => assert.equal(maskText(text), shown));
  }

  it('shows what a value is, where that is known', () => {
    const labels = new Map([['hunter2', '<fresh secret>']]);
    assert.equal(maskText('A=hunter2\nB: "hunter2x"', labels), 'A=<fresh secret>\nB: "<masked>"');
  });

  for (const text of [
    'environment:',
    '    ports: ["6379:6379", "127.0.0.1:9200:9200", 80/tcp, "8000-8010:8000-8010"]',
    '      - "[::1]:6379:6379"',
    '      - 127.0.0.1:6379:6379/tcp',
    '        published: "9200"',
    'TOKEN=${TOKEN:?set it in .env}',
    '  - A=${B}',
    'enabled: true',
    'fixed_users { enabled = false }',
    '',
  ]) {
    it(`leaves ${JSON.stringify(text)}`, () => assert.equal(maskText(text), text));
  }
});
