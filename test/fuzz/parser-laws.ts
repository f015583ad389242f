import assert from 'node:assert/strict';
import { visit } from 'yaml';
import { NO_VARIABLES } from '../../server/src/deployment/compose/environment-layers.ts';
import type { Location } from '../../server/src/deployment/location.ts';
import { evaluateDotenv, parseDotenv } from '../../server/src/syntax/dotenv/index.ts';
import { evaluateHocon, hoconAssignments, parseHocon, toPlain } from '../../server/src/syntax/hocon/index.ts';
import { interpolate, parseTemplate } from '../../server/src/syntax/interpolation/index.ts';
import type { Span } from '../../server/src/syntax/span.ts';
import { entriesOf, itemsOf, parseYaml, scalarText } from '../../server/src/syntax/yaml/index.ts';
import { composeProject } from '../compose-project.ts';

/** Asserts that a place is in a text. */
export function assertInside(text: string, { start, end }: Span): void {
  assert.ok(0 <= start && start <= end && end <= text.length, `${start}–${end} is in a text of ${text.length}`);
}

function assertTiles(text: string, leaves: readonly { readonly span: Span }[]): void {
  let at = 0;
  for (const { span } of leaves) {
    assert.equal(span.start, at);
    assert.ok(span.end > span.start);
    at = span.end;
  }
  assert.equal(at, text.length);
}

/** The leaves are the text, and evaluation gives a value or says where it fails. */
export function hoconLaws(text: string): void {
  const tree = parseHocon(text);
  assertTiles(text, tree.leaves);
  for (const { span } of tree.problems) assertInside(text, span);
  assert.ok(hoconAssignments(tree).length <= text.length);
  const result = evaluateHocon(tree, { env: (name) => (name === 'HOME' ? '/root' : undefined) });
  if (result.ok) toPlain(result.value);
  else for (const { span } of result.problems) assertInside(text, span);
}

/** The leaves are the text, names and values are what stands where they say, and evaluation gives values. */
export function dotenvLaws(text: string): void {
  const tree = parseDotenv(text);
  assertTiles(text, tree.leaves);
  for (const { name, nameSpan, valueSpan, contentSpan, raw } of tree.statements) {
    assert.equal(text.slice(nameSpan.start, nameSpan.end), name);
    if (valueSpan === undefined || contentSpan === undefined) continue;
    assert.ok(nameSpan.end <= valueSpan.start && valueSpan.start <= contentSpan.start);
    assert.ok(contentSpan.end <= valueSpan.end);
    assert.equal(text.slice(contentSpan.start, contentSpan.end), raw);
  }
  for (const { span } of evaluateDotenv(tree, () => undefined).problems) assertInside(text, span);
}

/** Every scalar stands where it says, and aliases and merge keys can be followed. */
export function yamlLaws(text: string): void {
  const tree = parseYaml(text);
  for (const { span } of tree.problems) assertInside(text, span);
  for (const root of tree.roots) {
    if (root === null) continue;
    visit(root, {
      Scalar(_key, node) {
        const scalar = scalarText(tree, node);
        assert.ok(scalar !== undefined);
        assertInside(text, scalar.span);
        assert.ok(scalar.span.start <= scalar.content.start && scalar.content.end <= scalar.span.end);
        const part = scalar.locate({ start: 0, end: scalar.text.length });
        if (part !== undefined) assert.equal(text.slice(part.start, part.end), scalar.text);
      },
      Collection(_key, node) {
        entriesOf(tree, node);
        itemsOf(tree, node);
      },
    });
  }
}

/** The pieces are the value, whether the variables are set or not. */
export function interpolationLaws(text: string): void {
  for (const value of [undefined, '', 'x$y}']) {
    const result = interpolate(parseTemplate(text), () => value);
    if (result.ok) assert.equal(result.pieces.map((piece) => piece.text).join(''), result.value);
    else assertInside(text, result.span);
  }
}

/** A compose file is put together, and whatever it is told of stands in it. */
export function composeLaws(text: string): void {
  const { services, problems } = composeProject('file:///w/compose.yaml', text, NO_VARIABLES);
  const places: Location[] = problems().map(({ at }) => at);
  for (const { environment, ports } of services) {
    places.push(...environment.map(({ at }) => at), ...ports.map(({ at }) => at));
  }
  for (const { span } of places) assertInside(text, span);
}
