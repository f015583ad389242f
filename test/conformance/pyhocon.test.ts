import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateHocon, parseHocon, toPlain } from '../../server/src/syntax/hocon/index.ts';
import { readVectors } from './vectors.ts';

interface Vector {
  readonly id: string;
  readonly text: string;
  readonly ok: boolean;
  readonly value?: unknown;
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
}

for (const vector of readVectors<Vector>('pyhocon')) {
  test(`pyhocon ${vector.id}: ${JSON.stringify(vector.text).slice(0, 100)}`, () => {
    const tree = parseHocon(vector.text);
    const result = evaluateHocon(tree, {
      env: (name) => vector.env?.[name],
      include: (target) => vector.files?.[target],
    });
    if (vector.ok) {
      assert.ok(result.ok, result.ok ? '' : result.problems[0]?.message);
      assert.deepEqual(toPlain(result.value), vector.value);
    } else {
      assert.ok(!result.ok);
      const [problem] = result.problems;
      assert.ok(problem !== undefined && problem.span.start <= vector.text.length);
    }
    assert.equal(tree.leaves.map(({ span }) => vector.text.slice(span.start, span.end)).join(''), vector.text);
  });
}
