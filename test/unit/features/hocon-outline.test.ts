import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hoconFolds } from '../../../server/src/features/hocon-folds.ts';
import { hoconOutline, type OutlineEntry } from '../../../server/src/features/hocon-outline.ts';
import { parseHocon } from '../../../server/src/syntax/hocon/index.ts';

const TEXT = `# The secrets
# of this server
auth {
  token_secret: "hidden-value"
}
credentials.tests { user_key = hidden, user_secret = "hidden" }
users: [
  { username: a }
  plain
]
`;

const names = (entries: readonly OutlineEntry[]): unknown[] =>
  entries.map(({ name, kind, children }) => (children.length > 0 ? [name, kind, names(children)] : [name, kind]));

describe('the outline of a HOCON file', () => {
  it('holds every key at its level, and objects of a list by their index', () => {
    assert.deepEqual(names(hoconOutline(parseHocon(TEXT))), [
      ['auth', 'object', [['token_secret', 'value']]],
      [
        'credentials.tests',
        'object',
        [
          ['user_key', 'value'],
          ['user_secret', 'value'],
        ],
      ],
      ['users', 'list', [['0', 'object', [['username', 'value']]]]],
    ]);
  });

  it('holds no value', () => {
    assert.ok(!JSON.stringify(hoconOutline(parseHocon(TEXT))).includes('hidden'));
  });

  it('has names inside their spans, in any text', () => {
    for (const text of [TEXT, TEXT.slice(0, 60), 'a {', '[{a: 1}, 2]', 'a.b = {} {c: 1}', '"" = 1', 'x', ' }', '']) {
      const check = (entries: readonly OutlineEntry[]): void => {
        for (const { nameSpan, span, children } of entries) {
          assert.ok(span.start <= nameSpan.start && nameSpan.end <= span.end && span.end <= text.length, text);
          check(children);
        }
      };
      check(hoconOutline(parseHocon(text)));
    }
  });

  it('begins anew in a list at the root', () => {
    assert.deepEqual(names(hoconOutline(parseHocon('[{a: 1}, 2]'))), [['0', 'object', [['a', 'value']]]]);
  });
});

describe('the folds of a HOCON file', () => {
  it('are brackets and comments over several lines', () => {
    assert.deepEqual(hoconFolds(parseHocon(TEXT)), [
      { kind: 'region', startLine: 2, endLine: 3 },
      { kind: 'region', startLine: 6, endLine: 8 },
      { kind: 'comment', startLine: 0, endLine: 1 },
    ]);
  });

  it('leave out comments behind a value, and single ones', () => {
    assert.deepEqual(hoconFolds(parseHocon('a: 1 # one\nb: 2 # two\n# alone\nc: 3\n')), []);
  });

  it('count lines that end in CRLF', () => {
    assert.deepEqual(hoconFolds(parseHocon('a {\r\n  b: 1\r\n  c: 2\r\n}\r\n')), [
      { kind: 'region', startLine: 0, endLine: 2 },
    ]);
  });

  it('fit a broken file as far as its brackets do', () => {
    assert.deepEqual(hoconFolds(parseHocon('}\na {\n  b {\n    c = = =\n  }\n')), [
      { kind: 'region', startLine: 2, endLine: 3 },
    ]);
  });
});
