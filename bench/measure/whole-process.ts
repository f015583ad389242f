import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What one process used from its start to its end. */
export interface Usage {
  /** Milliseconds of processor time, user and system, all threads. */
  readonly cpu: number;
  /** Most resident memory in bytes. */
  readonly peak: number;
}

const PRELOAD = new URL('cpu-at-exit.mjs', import.meta.url).href;

/** Runs a Node program to its end, whatever its exit code; its output is read and thrown away. */
export function usageOf(words: readonly string[]): Usage {
  const folder = mkdtempSync(join(tmpdir(), 'clearml-secure-bench-'));
  const file = join(folder, 'usage.json');
  try {
    const { error, signal } = spawnSync(process.execPath, ['--import', PRELOAD, ...words], {
      env: { ...process.env, BENCH_USAGE: file },
      maxBuffer: 2 ** 30,
    });
    if (error !== undefined || signal !== null) throw error ?? new Error(`${words.join(' ')}: ${signal}`);
    return JSON.parse(readFileSync(file, 'utf8')) as Usage;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
