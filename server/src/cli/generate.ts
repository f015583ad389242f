import { createSecretSource } from '../clearml/secret-generator.ts';
import type { Terminal } from './terminal.ts';

export const KINDS = ['key', 'secret', 'pair'] as const;

/** Prints a fresh key, secret, or one of each, a line each. */
export function generate(kind: string, terminal: Terminal): void {
  const source = createSecretSource();
  if (kind !== 'secret') terminal.out(`${source.key()}\n`);
  if (kind !== 'key') terminal.out(`${source.secret()}\n`);
}
