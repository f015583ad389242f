import { fileKind } from '../../server/src/deployment/file-kind.ts';
import { readVectors } from '../conformance/vectors.ts';
import { type Fixture, readFixtures } from '../fixtures.ts';
import type { Language } from './pieces.ts';

/** A seed that is long takes long, and teaches nothing that a short one doesn't. */
const LONGEST = 3000;

const LANGUAGES = { compose: 'yaml', hocon: 'hocon', dotenv: 'dotenv' } as const;

/** The language of a deployment's file; `undefined` for one that no parser reads. */
export function languageOf(file: string): Language | undefined {
  const kind = fileKind(`/${file}`);
  return kind && LANGUAGES[kind];
}

/** The deployments that fuzzing starts from: every fixture that is not too long. */
export function seedFixtures(): readonly Fixture[] {
  return readFixtures().filter(({ texts }) => [...texts.values()].join('').length <= LONGEST);
}

/** The texts that fuzzing starts from: the files of the fixtures, and what was recorded of the real parsers. */
export function seedTexts(): Readonly<Record<Language, readonly string[]>> {
  const files = seedFixtures().flatMap(({ texts }) => [...texts]);
  const of = (language: Language) => files.flatMap(([file, text]) => (languageOf(file) === language ? text : []));
  const recorded = (name: string) => readVectors<{ readonly text: string }>(name).map(({ text }) => text);
  const merged = readVectors<{ readonly files: Readonly<Record<string, string>> }>('merge').flatMap((each) =>
    Object.values(each.files),
  );
  const unique = (texts: readonly string[]) => [...new Set(texts)].filter((text) => text.length <= LONGEST);
  return {
    hocon: unique([...of('hocon'), ...recorded('pyhocon')]),
    dotenv: unique(of('dotenv')),
    yaml: unique([...of('yaml'), ...merged]),
    interpolation: unique(recorded('interp')),
  };
}
