import { commands, Disposable } from 'vscode';
import type { LanguageServer } from '../language-server.ts';
import type { TreeNode } from '../views/tree-node.ts';
import { showSettings } from './show-settings.ts';

/** The commands that need the language server: each starts it where that was not done yet. */
export function serverCommands(started: () => Promise<LanguageServer>): Disposable {
  const command = (name: string, run: (server: LanguageServer, argument?: TreeNode) => unknown) =>
    commands.registerCommand(`clearml-secure.${name}`, async (argument?: TreeNode) => run(await started(), argument));
  return Disposable.from(
    command('checkWorkspace', async ({ views, running }) => {
      const client = await running();
      return client && views.check.run(client);
    }),
    command('cancelCheck', ({ views }) => views.check.cancel()),
    command('refresh', ({ views }) => views.deployments.refresh()),
    command('showSettings', async ({ views, running }, node) => {
      await running();
      await showSettings(views.deployments, views.settings, node?.deployment);
    }),
  );
}
