import { spawnSync } from 'node:child_process';
import type { DeploymentFolder } from '../inputs/deployment.ts';
import { Editor } from '../protocol/editor.ts';

/** Milliseconds. */
export interface Startup {
  /** From the start of the process to the answer to `initialize`. */
  readonly initialize: number;
  /** From there to the first diagnostics. */
  readonly diagnostics: number;
}

/** Starts a server, opens a compose file, and ends it. */
export async function measureStartup(server: readonly string[], folder: DeploymentFolder): Promise<Startup> {
  const started = performance.now();
  const editor = new Editor(server, folder.composeUri);
  try {
    await editor.initialize();
    const initialized = performance.now();
    await editor.open('dockercompose', folder.text);
    return { initialize: initialized - started, diagnostics: performance.now() - initialized };
  } finally {
    await editor.client.close();
  }
}

/** Runs a command to its end, by the Node that runs the bench. @returns milliseconds */
export function measureCommand(words: readonly string[]): number {
  const before = performance.now();
  const { status, error } = spawnSync(process.execPath, [...words], { stdio: 'ignore' });
  if (error !== undefined || status !== 0) throw error ?? new Error(`${words.join(' ')} ended with ${status}`);
  return performance.now() - before;
}
