// npm run fuzz [-- --runs 1000000] [--seed 7] [--path 12:3] [target …]: as the tests do, and many more inputs.
// An input that takes longer than it should ends the run, too, and is named by seed and number.
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';

/** For one input, on a slow machine. */
const LONGEST_SECONDS = 60;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '100000' }, seed: { type: 'string' }, path: { type: 'string' } },
});
const seed = Number(values.seed ?? Date.now() % 2 ** 31);

const counter = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
const worker = new Worker(new URL('./worker.ts', import.meta.url), {
  workerData: { counter, runs: Number(values.runs), seed, path: values.path, targets: positionals },
});
worker.on('error', (error) => {
  console.error(error);
  process.exitCode = 1;
});

let last = -1;
const watch = setInterval(() => {
  const now = Atomics.load(counter, 0);
  if (now === last) {
    console.error(`Input ${now} of seed ${seed} took more than ${LONGEST_SECONDS} s: repeat with --seed ${seed}`);
    process.exit(1);
  }
  last = now;
}, LONGEST_SECONDS * 1000);
worker.on('exit', () => clearInterval(watch));
