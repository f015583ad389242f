import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { below, NO_VARIABLES } from '../../../../server/src/deployment/compose/environment-layers.ts';
import { nodeAt } from '../../../../server/src/deployment/compose/model/node.ts';
import {
  inlineUri,
  isInline,
  scalarInline,
  variableText,
} from '../../../../server/src/deployment/configuration/inline-text.ts';
import { applyEdits } from '../../../../server/src/fixes/fix.ts';
import { parseDotenv } from '../../../../server/src/syntax/dotenv/index.ts';
import { composeProject } from '../../../compose-project.ts';

const URI = 'memory:/docker-compose.yml';

/** The content of a file's only config: what the server reads, and where it stands. */
function inlineOf(source: string, env = '') {
  const variables = below(NO_VARIABLES, [{ uri: 'memory:/.env', tree: parseDotenv(env) }]);
  const node = nodeAt(composeProject(URI, source, variables).root, 'configs', 'own', 'content');
  assert.ok(node?.kind === 'scalar' && node.text?.value !== undefined);
  return { value: node.text.value, inline: scalarInline(node.text) };
}

const block = (header: string, lines: readonly string[], indent = '      ', eol = '\n') =>
  [
    'configs:',
    '  own:',
    `    content: ${header}`,
    ...lines.map((line) => (line === '' ? '' : indent + line)),
    'volumes: {}',
    '',
  ].join(eol);

describe('a text inside a compose file', () => {
  /** What stands where a part of the value is said to stand. */
  function placed(source: string, part: string, env = ''): string | undefined {
    const { value, inline } = inlineOf(source, env);
    const start = value.indexOf(part);
    assert.ok(start >= 0, `${part} is part of the value`);
    const span = inline.locate({ start, end: start + part.length });
    return span && source.slice(span.start, span.end);
  }

  const LINES = ['a: "first"', '', '# b', 'c {', '  d: "$$x$$y"', '}'];
  for (const [what, source] of [
    ['literal', block('|', LINES)],
    ['stripped', block('|-', LINES)],
    ['kept', block('|+', [...LINES, '', ''])],
    ['of a said indentation', block('|2', ['  deeper', ...LINES])],
    ['with a comment behind its head', block('| # ours', LINES)],
    ['with CRLF', block('|', LINES, '      ', '\r\n')],
  ] as const) {
    it(`is found line by line in a block, ${what}`, () => {
      assert.equal(placed(source, 'first'), 'first');
      assert.equal(placed(source, 'd: "$x'), 'd: "$$x');
      assert.equal(placed(source, '$y'), '$$y');
      assert.equal(placed(source, '}'), '}');
    });
  }

  it('is found in quotes', () => {
    assert.equal(placed('configs: {own: {content: "a: b"}}', 'b'), 'b');
    assert.equal(placed("configs: {own: {content: 'a: b'}}", 'b'), 'b');
  });

  it('is not found behind a variable of its line, but on the others', () => {
    const source = block('|', ['a: "${X}" # tail', 'b: "second"']);
    assert.equal(placed(source, 'tail', 'X=some'), undefined);
    assert.equal(placed(source, 'a: "', 'X=some'), 'a: "');
    assert.equal(placed(source, 'second', 'X=some'), 'second');
  });

  it('is found nowhere where variables, folds or escapes move it', () => {
    assert.equal(placed(block('|', ['a: ${X}', 'b: "second"']), 'second', 'X="1\\n2"'), undefined);
    assert.equal(placed(block('>', ['a: 1,', 'b: 2']), 'b: 2'), undefined);
    assert.equal(placed('configs: {own: {content: "a: \\"x\\""}}', 'x'), undefined);
    assert.equal(placed('configs: {own: {content: "a: $$x"}}', 'x'), undefined);
  });

  it('takes edits so that the server reads what they say', () => {
    const word = fc.stringMatching(/^[a-z$#" ]{1,8}$/).map((text) => `k: ${text.trim()}`);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('|', '|-', '|+'),
        fc.array(word, { minLength: 1, maxLength: 2 }),
        fc.nat(),
        fc.nat(),
        (lines, header, added, one, other) => {
          const source = block(
            header,
            lines.map((line) => line.replaceAll('$', '$$$$')),
          );
          const { value, inline } = inlineOf(source);
          const end = value.trimEnd().length;
          const span = { start: Math.min(one % end, other % end), end: Math.max(one % end, other % end) };
          const newText = added.join('\n');
          const [place, written] = [inline.locate(span), inline.write(newText)];
          assert.ok(place !== undefined && written !== undefined);
          const after = inlineOf(applyEdits(source, [{ span: place, newText: written }])).value;
          assert.equal(after, applyEdits(value, [{ span, newText }]));
        },
      ),
    );
  });
});

describe('a text in a variable', () => {
  it('is found where the file has it character for character', () => {
    const at = { uri: 'memory:/.env', span: { start: 10, end: 14 } };
    assert.deepEqual(variableText(at, 4).locate({ start: 1, end: 3 }), { start: 11, end: 13 });
    assert.equal(variableText(at, 3).locate({ start: 1, end: 3 }), undefined);
    assert.equal(variableText(at, 4).write('Fresh-1_'), 'Fresh-1_');
    assert.equal(variableText(at, 4).write('two words'), undefined);
  });
});

describe('the name of a text inside a file', () => {
  it('is none of a file', () => {
    assert.ok(isInline(inlineUri({ uri: URI, span: { start: 3, end: 5 } })));
    assert.ok(!isInline('file:///a%23b/docker-compose.yml'));
  });
});
