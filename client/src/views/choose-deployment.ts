import { l10n, window } from 'vscode';
import type { DeploymentView } from '../../../server/src/protocol/views.ts';
import type { Deployments } from './deployments.ts';

const SHOWN_MILLISECONDS = 5_000;

/**
 * The deployment that a command is about: the given one, else that of the active editor, else the only one there is;
 * where it could be several, the user chooses.
 * @param id of a deployment, from a row of the tree
 * @returns `undefined` where there is none, which the status bar says, or where the user escapes
 */
export async function chooseDeployment(
  deployments: Deployments,
  title: string,
  id?: string,
): Promise<DeploymentView | undefined> {
  await deployments.refresh();
  const file = window.activeTextEditor?.document.uri;
  const own = file === undefined ? [] : deployments.of(file);
  const named = deployments.all.filter((view) => view.id === id);
  const candidates = [named, own, deployments.all].find((each) => each.length > 0) ?? [];
  if (candidates.length === 0) {
    window.setStatusBarMessage(l10n.t('$(info) No deployment of ClearML Server is open'), SHOWN_MILLISECONDS);
    return undefined;
  }
  if (candidates.length === 1) return candidates[0];
  const items = candidates.map((view) => ({ label: view.name, description: view.files[0] ?? '', view }));
  return (await window.showQuickPick(items, { title }))?.view;
}
