import { l10n } from 'vscode';
import { chooseDeployment } from '../views/choose-deployment.ts';
import type { Deployments } from '../views/deployments.ts';
import type { SettingsDocuments } from '../views/settings-documents.ts';

/**
 * Shows the settings in effect in one deployment.
 * @param id of a deployment, from a row of the tree
 */
export async function showSettings(deployments: Deployments, documents: SettingsDocuments, id?: string): Promise<void> {
  const view = await chooseDeployment(deployments, l10n.t('Show effective security settings'), id);
  if (view !== undefined) await documents.show(view);
}
