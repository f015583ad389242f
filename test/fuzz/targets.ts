import fc from 'fast-check';
import { changedDeployment, checkLaws } from './check-laws.ts';
import { mutated } from './mutation.ts';
import { composeLaws, dotenvLaws, hoconLaws, interpolationLaws, yamlLaws } from './parser-laws.ts';
import { seedFixtures, seedTexts } from './seeds.ts';

export interface FuzzOptions {
  readonly runs: number;
  /** The same seed gives the same inputs. */
  readonly seed?: number;
  /** Where in a seed's inputs to begin, as a failure names it. */
  readonly path?: string;
  /** Told before each input. */
  readonly next?: () => void;
}

const seeds = seedTexts();

/** What is fuzzed, by name: inputs grown from the seeds, and the laws that hold for each. */
export const TARGETS = {
  hocon: (options) => fuzz(mutated('hocon', seeds.hocon), hoconLaws, options),
  dotenv: (options) => fuzz(mutated('dotenv', seeds.dotenv), dotenvLaws, options),
  yaml: (options) => fuzz(mutated('yaml', seeds.yaml), yamlLaws, options),
  interpolation: (options) => fuzz(mutated('interpolation', seeds.interpolation), interpolationLaws, options),
  compose: (options) => fuzz(mutated('yaml', seeds.yaml), composeLaws, options),
  check: (options) => fuzz(changedDeployment(seedFixtures(), seeds), checkLaws, options),
} satisfies Record<string, (options: FuzzOptions) => Promise<void>>;

/** @throws with seed, path and the shortest input found, when a law does not hold */
async function fuzz<Input>(
  inputs: fc.Arbitrary<Input>,
  laws: (input: Input) => void | Promise<void>,
  { runs, seed, path, next = () => {} }: FuzzOptions,
): Promise<void> {
  const property = fc.asyncProperty(inputs, async (input) => {
    next();
    await laws(input);
  });
  await fc.assert(property, {
    numRuns: runs,
    ...(seed !== undefined && { seed }),
    ...(path !== undefined && { path }),
  });
}
