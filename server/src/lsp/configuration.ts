import { DidChangeConfigurationNotification } from 'vscode-languageserver';
import { readSettings } from '../analysis/settings.ts';
import type { Session } from './session.ts';

const SECTION = 'clearmlSecure';

/** Asks the client for its settings; clients that can't be asked keep the defaults or send them. */
export async function pullSettings(session: Session): Promise<void> {
  if (!session.client.workspace?.configuration) return;
  session.settings = readSettings(await session.connection.workspace.getConfiguration(SECTION));
}

/** Settings as sent along with a change, by clients that can't be asked. */
export function pushedSettings(session: Session, settings: unknown): void {
  if (session.client.workspace?.configuration || typeof settings !== 'object' || settings === null) return;
  session.settings = readSettings((settings as Record<string, unknown>)[SECTION] ?? settings);
}

/** Asks to be told of changes, where the client wants to be asked. */
export async function watchSettings(session: Session): Promise<void> {
  if (!session.client.workspace?.didChangeConfiguration?.dynamicRegistration) return;
  await session.connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
}
