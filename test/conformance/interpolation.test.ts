import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateDotenv, parseDotenv } from '../../server/src/syntax/dotenv/index.ts';
import { interpolate, parseTemplate } from '../../server/src/syntax/interpolation/index.ts';
import { readVectors } from './vectors.ts';

interface Vector {
  readonly kind: 'interp' | 'dotenv';
  readonly text: string;
  readonly env: Readonly<Record<string, string>>;
  readonly ok: boolean;
  readonly value: unknown;
}

for (const vector of readVectors<Vector>('interp')) {
  const lookup = (name: string) => vector.env[name];
  test(`compose-go ${vector.kind}: ${JSON.stringify(vector.text)}`, () => {
    if (vector.kind === 'interp') {
      const result = interpolate(parseTemplate(vector.text), lookup);
      assert.equal(result.ok, vector.ok);
      if (result.ok) assert.equal(result.value, vector.value);
    } else {
      const result = evaluateDotenv(parseDotenv(vector.text), lookup);
      assert.equal(result.ok, vector.ok, JSON.stringify(result.problems));
      if (vector.ok) {
        const values = Object.fromEntries([...result.values].map(([name, { value }]) => [name, value]));
        assert.deepEqual(values, vector.value);
      }
    }
  });
}
