import { type Disposable, type TreeDataProvider, type TreeItem, window } from 'vscode';
import { deploymentNode } from './deployment-node.ts';
import type { Deployments } from './deployments.ts';
import type { TreeNode } from './tree-node.ts';

export const SECURITY_VIEW = 'clearml-secure.security';

/** The view *ClearML Security*: what the deployments that are known hold, without a value. */
export class SecurityTree implements TreeDataProvider<TreeNode>, Disposable {
  readonly onDidChangeTreeData: Deployments['onDidChange'];
  readonly #deployments: Deployments;
  readonly #view: Disposable;

  constructor(deployments: Deployments) {
    this.#deployments = deployments;
    this.onDidChangeTreeData = deployments.onDidChange;
    this.#view = window.createTreeView(SECURITY_VIEW, { treeDataProvider: this, showCollapseAll: true });
  }

  getTreeItem({ item }: TreeNode): TreeItem {
    return item;
  }

  getChildren(node?: TreeNode): TreeNode[] {
    return [...(node?.children ?? this.#deployments.all.map(deploymentNode))];
  }

  dispose(): void {
    this.#view.dispose();
  }
}
