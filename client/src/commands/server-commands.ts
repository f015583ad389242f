import { commands, Disposable, l10n } from 'vscode';
import type { LanguageServer } from '../language-server.ts';
import { chooseDeployment } from '../views/choose-deployment.ts';
import type { TreeNode } from '../views/tree-node.ts';
import { secureDeployment } from './secure-deployment.ts';
import { showSettings } from './show-settings.ts';

type Choices = Parameters<typeof secureDeployment>[2];

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
    // A key binding or a test may give choices beforehand, as its second argument.
    commands.registerCommand('clearml-secure.secureDeployment', async (node?: TreeNode, given?: Choices) => {
      const { views, running } = await started();
      const client = await running();
      const title = l10n.t('Secure this deployment');
      const view = client && (await chooseDeployment(views.deployments, title, node?.deployment));
      if (view) await secureDeployment(client, view, given);
    }),
  );
}
