import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { visit } from 'yaml';
import { parseDotenv } from '../../server/src/syntax/dotenv/index.ts';
import {
  evaluateHocon,
  hoconAssignments,
  parseHocon,
  parseHoconEnvValue,
  quoteHocon,
  toPlain,
} from '../../server/src/syntax/hocon/index.ts';
import { interpolate, parseTemplate } from '../../server/src/syntax/interpolation/index.ts';
import type { Span } from '../../server/src/syntax/span.ts';
import { parseYaml, scalarText } from '../../server/src/syntax/yaml/index.ts';

const RUNS = { numRuns: 1000 };

/** Pieces that mean something in one of the languages, in any order, among any other characters. */
const soup = (pieces: readonly string[]) =>
  fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4, unit: 'binary' })), { maxLength: 40 })
    .map((parts) => parts.join(''));

const HOCON = soup([
  '{',
  '}',
  '[',
  ']',
  ':',
  '=',
  '+=',
  ',',
  '"',
  '"""',
  '\\',
  '\n',
  '\r\n',
  '\t',
  ' ',
  '#',
  '//',
  '${',
  '${?',
  'a',
  'a.b',
  'include ',
  'true',
  '1e5',
  '5d',
  '\ufeff',
]);
const DOTENV = soup(['A', '=', ':', "'", '"', '\\', '$', '${', '}', '#', ' ', '\n', '\r\n', 'export ', '\t', '\ufeff']);
const YAML = soup([
  'a',
  ': ',
  '- ',
  '\n',
  '  ',
  '&x ',
  '*x',
  '<<: ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '|',
  '>',
  '#',
  '---\n',
  '!reset ',
  '\t',
  '\r\n',
  '?',
]);
const TEMPLATE = soup(['$', '$$', '${', '}', ':-', ':?', ':+', '-', '?', '+', 'A', '_', '1', ' ', '\n']);

function assertTiles(text: string, leaves: readonly { readonly span: Span }[]): void {
  let at = 0;
  for (const { span } of leaves) {
    assert.equal(span.start, at);
    assert.ok(span.end > span.start);
    at = span.end;
  }
  assert.equal(at, text.length);
}

describe('parsers take anything', () => {
  it('HOCON: the leaves are the text, and evaluation gives a value or says where it fails', () => {
    fc.assert(
      fc.property(HOCON, (text) => {
        const tree = parseHocon(text);
        assertTiles(text, tree.leaves);
        hoconAssignments(tree);
        const result = evaluateHocon(tree);
        if (result.ok) toPlain(result.value);
        else for (const { span } of result.problems) assert.ok(0 <= span.start && span.end <= text.length);
      }),
      RUNS,
    );
  });

  it('dotenv: the leaves are the text', () => {
    fc.assert(
      fc.property(DOTENV, (text) => assertTiles(text, parseDotenv(text).leaves)),
      RUNS,
    );
  });

  it('YAML: every scalar stands where it says', () => {
    fc.assert(
      fc.property(YAML, (text) => {
        const tree = parseYaml(text);
        for (const root of tree.roots) {
          if (root === null) continue;
          visit(root, {
            Scalar(_key, node) {
              const scalar = scalarText(tree, node);
              assert.ok(scalar !== undefined);
              assert.ok(0 <= scalar.span.start && scalar.span.start <= scalar.content.start);
              assert.ok(scalar.content.end <= scalar.span.end && scalar.span.end <= text.length);
              const part = scalar.locate({ start: 0, end: scalar.text.length });
              if (part !== undefined) assert.equal(text.slice(part.start, part.end), scalar.text);
            },
          });
        }
      }),
      RUNS,
    );
  });

  it('interpolation: the pieces are the value', () => {
    fc.assert(
      fc.property(TEMPLATE, fc.option(fc.string(), { nil: undefined }), (text, value) => {
        const result = interpolate(parseTemplate(text), () => value);
        if (result.ok) assert.equal(result.pieces.map((piece) => piece.text).join(''), result.value);
        else assert.ok(result.span.end <= text.length);
      }),
      RUNS,
    );
  });
});

describe('a quoted HOCON value', () => {
  it('arrives unchanged, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const result = parseHoconEnvValue('secure.auth.token_secret', quoteHocon(value));
        assert.ok(result.ok && result.value !== undefined);
        assert.equal(toPlain(result.value), value);
      }),
      RUNS,
    );
  });
});
