import { hashPassword } from '../clearml/password-hash.ts';
import { createSecretSource } from '../clearml/secret-generator.ts';
import type { Terminal } from './terminal.ts';

/** Prints a fresh key, secret, or one of each, a line each; or a password and, on the next line, its hash. */
export async function generate(kind: string, terminal: Terminal): Promise<void> {
  const source = createSecretSource();
  if (kind === 'password') {
    const password = source.password();
    terminal.out(`${password}\n${await hashPassword(password)}\n`);
    return;
  }
  if (kind !== 'secret') terminal.out(`${source.key()}\n`);
  if (kind !== 'key') terminal.out(`${source.secret()}\n`);
}
