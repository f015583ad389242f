import fc, { type Arbitrary } from 'fast-check';
import { type Language, PIECES } from './pieces.ts';

/** Changes a text at one place; `other` is a text to take pieces from. */
export type Mutation = (text: string, other: string) => string;

/** A text cut where a grammar would cut it: line breaks, blanks, words, marks of several characters, single marks. */
const TOKENS = /\r\n|[\n\r]|[ \t]+|[\w.-]+|\$\{\??|"""|\+=|:[-?+]|./gsu;
const LINES = /[^\r\n]*(?:\r\n|[\r\n])|[^\r\n]+/g;

const EDITS = {
  drop: (units, at, count) => units.toSpliced(at, count),
  repeat: (units, at, count) => units.toSpliced(at, 0, ...units.slice(at, at + count)),
  move: (units, at, count, to) => {
    const rest = units.toSpliced(at, count);
    return rest.toSpliced(to % (rest.length + 1), 0, ...units.slice(at, at + count));
  },
  insert: (units, at, _count, _to, piece) => units.toSpliced(at, 0, piece),
  replace: (units, at, count, _to, piece) => units.toSpliced(at, count, piece),
  graft: (units, at, count, to, _piece, other) => {
    const from = to % (other.length + 1);
    return units.toSpliced(at, 0, ...other.slice(from, from + count));
  },
  cut: (units, at) => units.slice(0, at),
  indent: (units, at, count) => units.map((unit, index) => (index >= at && index < at + count ? `  ${unit}` : unit)),
  outdent: (units, at, count) =>
    units.map((unit, index) => (index >= at && index < at + count ? unit.replace(/^ {1,2}/, '') : unit)),
} satisfies Record<string, Edit>;

type Edit = (
  units: readonly string[],
  at: number,
  count: number,
  to: number,
  piece: string,
  other: readonly string[],
) => readonly string[];

/** One change of a text in some language, by tokens or by whole lines. */
export function mutation(language: Language): Arbitrary<Mutation> {
  return fc
    .record({
      edit: fc.constantFrom<Edit[]>(...Object.values(EDITS)),
      units: fc.constantFrom(TOKENS, TOKENS, LINES),
      at: fc.nat(0xffff),
      to: fc.nat(0xffff),
      count: fc.integer({ min: 1, max: 6 }),
      piece: piece(language),
    })
    .map(({ edit, units: pattern, at, to, count, piece: inserted }) => (text, other) => {
      const units = text.match(pattern) ?? [];
      const place = at % (units.length + 1);
      return edit(units, place, count, to, inserted, other.match(pattern) ?? []).join('');
    });
}

/** A piece of a language, or any few characters. */
function piece(language: Language): Arbitrary<string> {
  const known = fc.constantFrom(...PIECES[language]);
  return fc.oneof(
    { weight: 4, arbitrary: known },
    { weight: 1, arbitrary: fc.string({ maxLength: 4, unit: 'binary' }) },
  );
}

/** A seed with a few changes; now and then nothing but pieces in any order. */
export function mutated(language: Language, seeds: readonly string[]): Arbitrary<string> {
  const changed = fc
    .record({
      seed: fc.constantFrom(...seeds),
      other: fc.constantFrom(...seeds),
      mutations: fc.array(mutation(language), { minLength: 1, maxLength: 6 }),
      form: fc.constantFrom<((text: string) => string)[]>(same, same, same, withCarriageReturns, withMark),
    })
    .map(({ seed, other, mutations, form }) => form(mutations.reduce((text, mutate) => mutate(text, other), seed)));
  const soup = fc.array(piece(language), { maxLength: 40 }).map((pieces) => pieces.join(''));
  return fc.oneof({ weight: 3, arbitrary: changed }, { weight: 1, arbitrary: soup });
}

const same = (text: string) => text;
const withCarriageReturns = (text: string) => text.replaceAll(/\r?\n/g, '\r\n');
const withMark = (text: string) => `\ufeff${text}`;
