import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { yamlLayout } from '../../../../server/src/syntax/yaml/index.ts';

function parts(text: string): { readonly comments: readonly string[]; readonly multiline: readonly string[] } {
  const { comments, multiline } = yamlLayout(text);
  const textOf = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  return { comments: comments.map(textOf), multiline: multiline.map(textOf) };
}

describe('yamlLayout', () => {
  it('tells comments from what only looks like one', () => {
    const text = '# a\nk: v # b\nplain: a#b\nq: "x # no" # c\ns: \'# no\'\n- [ x, # d\n  y ]\n';
    assert.deepEqual(parts(text), { comments: ['# a', '# b', '# c', '# d'], multiline: [] });
  });

  it('finds texts of several lines, block scalars from their header', () => {
    const text = 'a: "x # no\n  y"\nb: |2- # c\n  # no\n\n  t\nc: >\n  # no\nd: x\n  y\ne: \'1\n  2\'\n';
    assert.deepEqual(parts(text), {
      comments: ['# c'],
      multiline: ['"x # no\n  y"', '|2- # c\n  # no\n\n  t\n', '>\n  # no\n', 'x\n  y', "'1\n  2'"],
    });
  });

  it('keeps its place over byte order marks, CRLF, documents and what is broken', () => {
    for (const text of ['\ufeff# a\r\nk: v\r\n---\r\n# b\r\n', '%YAML 1.2\n---\n# a\nb: [1, 2\nc: # b\n}{\n']) {
      assert.deepEqual(parts(text).comments, ['# a', '# b']);
    }
    assert.deepEqual(parts('# only'), { comments: ['# only'], multiline: [] });
    assert.deepEqual(parts('a: "never\n# closed'), { comments: [], multiline: ['"never\n# closed'] });
  });
});
