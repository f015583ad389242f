// npm run soak [-- --steps 20000 --seed 7]: one server through many random steps, with findings like a fresh one's at
// every 500th, and no more memory at the end than it had when its caches were full.
import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import { soak } from './soak.ts';

/** Of the heap at the first comparison, when everything is loaded and has run; the rest is what garbage leaves behind. */
const MOST_GROWTH = 1.5;

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '20000' },
    seed: { type: 'string' },
    every: { type: 'string', default: '500' },
  },
});
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const heaps: number[] = [];
await soak({
  count: Number(values.steps),
  seed,
  every: Number(values.every),
  compared: (step) => {
    globalThis.gc?.();
    heaps.push(process.memoryUsage().heapUsed);
    console.log(`${step} steps of seed ${seed}: the same findings; ${megabytes(heaps.at(-1))} MB`);
  },
});
const [first = 0, last = 0] = [heaps[0], heaps.at(-1)];
assert.ok(globalThis.gc, 'run with --expose-gc');
assert.ok(last <= first * MOST_GROWTH, `the heap has grown from ${megabytes(first)} to ${megabytes(last)} MB`);

function megabytes(bytes = 0): number {
  return Math.round(bytes / 2 ** 20);
}
