import { Disposable, type LogOutputChannel } from 'vscode';
import { WorkspaceCheck } from '../commands/check-workspace.ts';
import { Deployments } from './deployments.ts';
import { SecurityTree } from './security-tree.ts';
import { SettingsDocuments } from './settings-documents.ts';

/** What is shown of deployments beside diagnostics. */
export interface Views extends Disposable {
  readonly deployments: Deployments;
  readonly tree: SecurityTree;
  readonly settings: SettingsDocuments;
  readonly check: WorkspaceCheck;
}

export function createViews(output: LogOutputChannel): Views {
  const deployments = new Deployments();
  const tree = new SecurityTree(deployments);
  const settings = new SettingsDocuments(deployments);
  const check = new WorkspaceCheck(output);
  const all = Disposable.from(check, tree, settings, deployments);
  return { deployments, tree, settings, check, dispose: () => all.dispose() };
}
