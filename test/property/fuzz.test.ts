import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseHoconEnvValue, quoteHocon, toPlain } from '../../server/src/syntax/hocon/index.ts';
import { TARGETS } from '../fuzz/targets.ts';

/** `npm run fuzz` tries more of them. A failure names the seed and the path to repeat it with. */
const RUNS: Readonly<Record<keyof typeof TARGETS, number>> = {
  hocon: 10_000,
  dotenv: 10_000,
  yaml: 10_000,
  interpolation: 10_000,
  compose: 4000,
  check: 1500,
};

describe('inputs grown from the seeds of', () => {
  for (const [name, fuzz] of Object.entries(TARGETS)) {
    const runs = RUNS[name as keyof typeof TARGETS];
    it(`${name} keep its laws, ${runs} of them`, async () => {
      let inputs = 0;
      await fuzz({ runs, next: () => inputs++ });
      assert.equal(inputs, runs);
    });
  }
});

describe('a quoted HOCON value', () => {
  it('arrives unchanged, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const result = parseHoconEnvValue('secure.auth.token_secret', quoteHocon(value));
        assert.ok(result.ok && result.value !== undefined);
        assert.equal(toPlain(result.value), value);
      }),
      { numRuns: 1000 },
    );
  });
});
