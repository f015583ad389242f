import { type CodeAction, CodeActionKind, type Diagnostic, type ExecuteCommandParams } from 'vscode-languageserver';
import { rulePage } from '../clearml/links.ts';
import { RULES } from '../rules/index.ts';
import type { Session } from './session.ts';

/** Opens the page of a rule in the user's browser, by way of the client. */
export const EXPLAIN = 'clearml-secure.explainRule';

/** Offered to clients that can show a page. */
export function explainActions({ client }: Session, rule: string, diagnostic: Diagnostic): readonly CodeAction[] {
  if (!client.window?.showDocument?.support) return [];
  const title = `Explain ${rule}`;
  const command = { title, command: EXPLAIN, arguments: [rule] };
  return [{ title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], command }];
}

export async function explain({ connection }: Session, { command, arguments: [rule] = [] }: ExecuteCommandParams) {
  if (command !== EXPLAIN || !RULES.some(({ id }) => id === rule)) return;
  await connection.window.showDocument({ uri: rulePage(rule as string), external: true });
}
