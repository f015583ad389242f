import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseTemplate, type Template, type TemplatePart } from '../../../../server/src/syntax/interpolation/index.ts';

/** A template in short: `'text'`, `$$`, `NAME`, `{NAME}`, `{NAME:-[…]}`, `!` for an error. */
function outline(template: Template): string {
  return template.parts.map(outlinePart).join(' ');
}

function outlinePart(part: TemplatePart): string {
  if (part.kind === 'literal') return `'${part.text}'`;
  if (part.kind === 'escaped') return '$$';
  if (part.kind === 'error') return '!';
  if (!part.braced) return part.name;
  return part.argument === undefined ? `{${part.name}}` : `{${part.name}${part.operator}[${outline(part.argument)}]}`;
}

const OUTLINES: readonly (readonly [text: string, outline: string])[] = [
  ['', ''],
  ['plain', "'plain'"],
  ['$A', 'A'],
  ['$A-b', "A '-b'"],
  ['$_x9.', "_x9 '.'"],
  ['a${B}c', "'a' {B} 'c'"],
  ['${b_1}', '{b_1}'],
  ['$$A', "$$ 'A'"],
  ['$$$A', '$$ A'],
  ['$$$$', '$$ $$'],
  ['$', "'$'"],
  ['$1', "'$1'"],
  ['$}', "'$}'"],
  ['$ $ $A', "'$ $ ' A"],
  ['${A-b}', "{A-['b']}"],
  ['${A:-b}', "{A:-['b']}"],
  ['${A?b}', "{A?['b']}"],
  ['${A:?b}', "{A:?['b']}"],
  ['${A+b}', "{A+['b']}"],
  ['${A:+b}', "{A:+['b']}"],
  ['${A:-}', '{A:-[]}'],
  ['${A:->=1}', "{A:-['>=1']}"],
  ['${A:-/x:-y}', "{A:-['/x:-y']}"],
  ['${A:-$B}', '{A:-[B]}'],
  ['${A:-${B:-c}}', "{A:-[{B:-['c']}]}"],
  ['${A:-${B} ${C}}d', "{A:-[{B} ' ' {C}]} 'd'"],
  ['${A:-$$}', '{A:-[$$]}'],
  ['${A:-x} ${B:-y}', "{A:-['x']} ' ' {B:-['y']}"],
  // Every brace counts in a default, also one without a dollar sign.
  ['${A:-{b}}', "{A:-['{b}']}"],
  ['${A:-{b}c} d', "{A:-['{b}c']} ' d'"],
  // The character after an opening brace is passed over, so this reference reaches for the last brace of its line.
  ['${A:-{}} x}', "{A:-['{}} x']}"],
  ['${A:-{}', "{A:-['{']}"],
  ['${A:-b}}', "{A:-['b']} '}'"],
  ['${A}}', "{A} '}'"],
  ['${', '!'],
  ['${A', '!'],
  ['${A:-b', '!'],
  ['${}', '!'],
  ['${ A}', '!'],
  ['${A }', '!'],
  ['${1A}', '!'],
  ['${A!}', '!'],
  ['${A:0:1}', '!'],
  ['${A/b/c}', '!'],
  ['${A:-b\nc}', "! 'b\nc}'"],
  ['${A\n}', "! 'A\n}'"],
  ['${A:-${B}', "{A:-[! 'B']}"],
  ['${A:-x\n}', "! 'A:-x\n}'"],
  ['${A}\n${B}', "{A} '\n' {B}"],
  // Go folds case when it looks for letters.
  ['$\u017fa', '\u017fa'],
  ['${\u212a}', '{\u212a}'],
  ['$é', "'$é'"],
  ['\ud800$A\udc00', "'\ud800' A '\udc00'"],
];

describe('parseTemplate', () => {
  for (const [text, expected] of OUTLINES) {
    // An error takes as much text as makes sense to underline; what follows it is not specified.
    const first = expected.startsWith('!');
    test(JSON.stringify(text), () => {
      const actual = outline(parseTemplate(text));
      if (first) assert.ok(actual.startsWith('!'), actual);
      else assert.equal(actual, expected);
    });
  }

  test('gives the spans of a reference and its parts', () => {
    const text = 'ab ${NAME:-x$Y} z';
    const part = parseTemplate(text).parts[1];
    assert.equal(part?.kind, 'variable');
    assert.deepEqual(part.span, { start: 3, end: 15 });
    assert.deepEqual(part.nameSpan, { start: 5, end: 9 });
    assert.deepEqual(part.argumentSpan, { start: 11, end: 14 });
    assert.equal(part.operator, ':-');
    assert.equal(part.argument?.text, text);
    const spans = part.argument?.parts.map(({ span }) => text.slice(span.start, span.end));
    assert.deepEqual(spans, ['x', '$Y']);
  });

  test('gives the span of an unbraced reference', () => {
    const [part] = parseTemplate('$NAME').parts;
    assert.deepEqual(part, {
      kind: 'variable',
      name: 'NAME',
      nameSpan: { start: 1, end: 5 },
      span: { start: 0, end: 5 },
      braced: false,
    });
  });

  const ERROR_SPANS: readonly (readonly [text: string, underlined: string])[] = [
    ['a ${ b} c', '${ b}'],
    ['a ${', '${'],
    ['${}', '${}'],
    ['x ${A!} ${B}', '${A!}'],
    ['${A\n}', '${'],
  ];
  for (const [text, underlined] of ERROR_SPANS) {
    test(`underlines the invalid reference in ${JSON.stringify(text)}`, () => {
      const error = parseTemplate(text).parts.find((part) => part.kind === 'error');
      assert.equal(text.slice(error?.span.start, error?.span.end), underlined);
      assert.ok(error?.message.startsWith('This is not a valid reference'));
    });
  }

  test('reads 100 references inside one another', () => {
    const text = `${'${A:-'.repeat(100)}x${'}'.repeat(100)}`;
    assert.doesNotMatch(outline(parseTemplate(text)), /!/);
  });

  test('calls more than that an error and stays on its feet at 200,000', () => {
    for (const count of [102, 200_000]) {
      const text = `${'${A:-'.repeat(count)}x${'}'.repeat(count)}`;
      assert.match(outline(parseTemplate(text)), /!/);
      assert.match(outline(parseTemplate('${A:-'.repeat(count))), /!/);
    }
  });
});
