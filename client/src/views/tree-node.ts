import {
  type Command,
  l10n,
  Range,
  type TextDocumentShowOptions,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
} from 'vscode';
import type { ViewLocation } from '../../../server/src/protocol/views.ts';

/** A row of the tree with what is below it. */
export interface TreeNode {
  readonly item: TreeItem;
  readonly children: readonly TreeNode[];
  /** The id of the deployment that it stands for. */
  readonly deployment?: string;
}

type Look = Pick<TreeItem, 'id' | 'iconPath' | 'description' | 'tooltip' | 'contextValue'> & {
  /** What a screen reader says. */
  readonly spoken: string;
  /** Where a click leads. */
  readonly at?: ViewLocation | null;
};

/** A row; one with rows below it comes open or closed. */
export function treeNode(label: string, look: Look, children: readonly TreeNode[] = [], open = false): TreeNode {
  const { spoken, at, ...rest } = look;
  const { None, Collapsed, Expanded } = TreeItemCollapsibleState;
  const item = Object.assign(new TreeItem(label, children.length === 0 ? None : open ? Expanded : Collapsed), rest);
  item.accessibilityInformation = { label: spoken };
  if (at) item.command = openCommand(at);
  return { item, children };
}

function openCommand({ uri, range: { start, end } }: ViewLocation): Command {
  const selection = new Range(start.line, start.character, end.line, end.character);
  const options: TextDocumentShowOptions = { selection };
  return { command: 'vscode.open', title: l10n.t('Go to the text'), arguments: [Uri.parse(uri), options] };
}
