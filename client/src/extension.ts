import type { ExtensionContext } from 'vscode';
import { activateWith, type ExtensionApi } from './activation.ts';

/** The same bundle runs in Node and in a browser; each loads the client of its own only. */
const inNode = globalThis.process?.versions?.node !== undefined;

export function activate(context: ExtensionContext): ExtensionApi {
  return activateWith(context, async (parts) => {
    const { createClient } = await (inNode ? import('./client.node.ts') : import('./client.web.ts'));
    return createClient(context, parts);
  });
}
