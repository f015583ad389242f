import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderMarkdown } from '../../server/src/cli/markdown.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { nearest } from '../../server/src/syntax/nearest.ts';
import { Workspace } from './command.ts';

describe('check --explain', () => {
  for (const { id, summary } of RULES) {
    it(`prints the page of ${id} without marks`, async () => {
      using workspace = new Workspace({});
      const { code, out } = await workspace.run('check', '--explain', id);
      assert.equal(code, 0);
      assert.ok(out.startsWith(`${id}\n\n${summary}\n`));
      for (const mark of ['```', '](', '**', '\n#', '\n|', '\u001b']) assert.ok(!out.includes(mark), mark);
    });
  }

  it('guesses what a mistyped name means', async () => {
    using workspace = new Workspace({});
    const { code, out, error } = await workspace.run('check', '--explain', 'defualt-secret');
    assert.deepEqual([code, out], [2, '']);
    assert.equal(error, 'There is no rule named defualt-secret. Did you mean default-secret?\n');
  });

  it('lists the rules where nothing comes near', async () => {
    using workspace = new Workspace({});
    const { code, error } = await workspace.run('check', '--explain', 'constructor');
    assert.equal(code, 2);
    for (const { id } of RULES) assert.ok(error.includes(id));
  });
});

describe('Markdown on a terminal', () => {
  it('shows where links lead, from the page on', () => {
    assert.equal(
      renderMarkdown('See [`x` there](../a.md#b), **now**.', 'https://example.org/docs/rules/r.md', false),
      'See x there (https://example.org/docs/a.md#b), now.\n',
    );
  });

  it('aligns tables and leaves their lines out', () => {
    const table = '| A | Meaning |\n|---|---|\n| `long one` | one \\| two |\n| b | |\n';
    assert.equal(renderMarkdown(table, 'https://example.org', false), 'A         Meaning\nlong one  one | two\nb\n\n');
  });

  it('leaves blocks as they are, indented', () => {
    const block = 'Before\n\n```yaml\na: "**b**" # [c](d)\n\n- `e`\n```\n\nAfter';
    assert.equal(
      renderMarkdown(block, 'https://example.org', false),
      'Before\n\n    a: "**b**" # [c](d)\n\n    - `e`\n\nAfter\n',
    );
  });

  it('uses colours where there are some', () => {
    assert.match(renderMarkdown('# Title', 'https://example.org', true), /\u001b\[1m.*Title/);
  });
});

describe('the nearest name', () => {
  const names = ['default-secret', 'weak-secret', 'plain-http'];
  for (const [word, name] of [
    ['default-secert', 'default-secret'],
    ['WEAK-SECRET', 'weak-secret'],
    ['plainhttp', 'plain-http'],
    ['default', undefined],
    ['', undefined],
  ] as const) {
    it(`to ${word || 'nothing'} is ${name}`, () => assert.equal(nearest(word, names), name));
  }
});
