import { l10n, window } from 'vscode';
import type { DeploymentView } from '../../../server/src/protocol/views.ts';
import type { Deployments } from '../views/deployments.ts';
import type { SettingsDocuments } from '../views/settings-documents.ts';

const SHOWN_MILLISECONDS = 5_000;

/**
 * Shows the settings in effect in one deployment: the given one, else that of the active editor, else the only one there
 * is; where it could be several, the user chooses.
 * @param id of a deployment, from a row of the tree
 */
export async function showSettings(deployments: Deployments, documents: SettingsDocuments, id?: string): Promise<void> {
  await deployments.refresh();
  const file = window.activeTextEditor?.document.uri;
  const own = file === undefined ? [] : deployments.of(file);
  const named = deployments.all.filter((view) => view.id === id);
  const candidates = [named, own, deployments.all].find((each) => each.length > 0) ?? [];
  if (candidates.length === 0) {
    window.setStatusBarMessage(l10n.t('$(info) No deployment of ClearML Server is open'), SHOWN_MILLISECONDS);
    return;
  }
  const view = candidates.length === 1 ? candidates[0] : await choose(candidates);
  if (view !== undefined) await documents.show(view);
}

async function choose(views: readonly DeploymentView[]): Promise<DeploymentView | undefined> {
  const items = views.map((view) => ({ label: view.name, description: view.files[0] ?? '', view }));
  return (await window.showQuickPick(items, { title: l10n.t('Show effective security settings') }))?.view;
}
