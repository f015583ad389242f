import { workerData } from 'node:worker_threads';
import { TARGETS } from './targets.ts';

/** What run.ts asks for. */
interface Work {
  /** Counts inputs: whoever waits sees by it that there is progress. */
  readonly counter: Int32Array<SharedArrayBuffer>;
  readonly runs: number;
  readonly seed: number;
  readonly path?: string;
  /** Names of `TARGETS`; none for all. */
  readonly targets: readonly string[];
}

const { counter, runs, seed, path, targets } = workerData as Work;

for (const [name, fuzz] of Object.entries(TARGETS)) {
  if (targets.length > 0 && !targets.includes(name)) continue;
  const started = Date.now();
  await fuzz({ runs, seed, ...(path !== undefined && { path }), next: () => Atomics.add(counter, 0, 1) });
  console.log(`${name}: ${runs} inputs of seed ${seed} in ${Math.round((Date.now() - started) / 1000)} s`);
}
