import type { Command, InitializeParams } from 'vscode-languageserver';
import type { SecretSource } from '../clearml/secrets.ts';
import type { FileEdit, Fix } from '../fixes/fix.ts';

/** The client's command that shows a person the password that a fix has made up: files hold only its hash. */
export const SHOW_PASSWORD = 'clearml-secure.showPassword';

/** True for clients that have that command: `initializationOptions.showsPasswords`. Others get no such fix. */
export function showsPasswords({ initializationOptions }: InitializeParams): boolean {
  return (initializationOptions as { showsPasswords?: unknown } | null | undefined)?.showsPasswords === true;
}

/**
 * The edits of a fix; where passwords were drawn for them, also the command that shows them once: the users, and the
 * passwords in the same order, with a space between.
 */
export function editsAndPassword(
  fix: Fix,
  secrets: SecretSource,
): { readonly edits: readonly FileEdit[]; readonly command?: Command } {
  const drawn: string[] = [];
  const edits = fix.edits({
    key: () => secrets.key(),
    secret: () => secrets.secret(),
    password: () => {
      const password = secrets.password();
      drawn.push(password);
      return password;
    },
    hash: (password) => secrets.hash(password),
  });
  if (!fix.drawsPassword || drawn.length === 0) return { edits };
  const shown = [fix.user ?? '', drawn.join(' ')];
  return { edits, command: { title: 'Show the password', command: SHOW_PASSWORD, arguments: shown } };
}
