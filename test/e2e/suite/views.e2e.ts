import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../client/src/activation.ts';
import type { TreeNode } from '../../../client/src/views/tree-node.ts';
import { closeEditors, diagnosticsWhen, exampleUri, openExample, until } from './editor.ts';

const SETTINGS_SCHEME = 'clearml-secure-settings';

async function tree() {
  const extension = vscode.extensions.getExtension<ExtensionApi>('clearml-secure.clearml-secure');
  assert.ok(extension);
  return (await extension.activate()).securityTree();
}

/** The row of the example's deployment, once it is as wanted. */
async function deployment(what: string, wanted: (node: TreeNode) => boolean): Promise<TreeNode> {
  const security = await tree();
  return until(what, () => {
    const node = security.getChildren().find(({ children }) => children.length > 0);
    return node !== undefined && wanted(node) ? node : undefined;
  });
}

const labelOf = ({ item }: TreeNode) => String(item.label);
const below = ({ children }: TreeNode, label: string) => children.find((node) => labelOf(node) === label);
const rowsOf = (node: TreeNode): readonly TreeNode[] => [node, ...node.children.flatMap(rowsOf)];
const withFindings = (node: TreeNode) => below(node, 'Findings') !== undefined;

suite('The view ClearML Security', () => {
  teardown(closeEditors);

  test('has findings, services and the settings that they hold', async () => {
    await openExample('docker-compose.yml');
    const node = await deployment('a deployment with findings', withFindings);
    const security = await tree();
    assert.equal(security.getTreeItem(node), node.item);
    assert.deepEqual(security.getChildren(node), node.children);
    const services = node.children.filter(({ item }) => /^Service /.test(item.accessibilityInformation?.label ?? ''));
    assert.ok(services.some((service) => labelOf(service) === 'apiserver'));
    const token = below(services.find((each) => labelOf(each) === 'apiserver') ?? node, 'auth.token_secret');
    assert.match(String(token?.item.description), /^public default · /);
    assert.match(token?.item.accessibilityInformation?.label ?? '', /^secure\.auth\.token_secret, public default, /);
  });

  test('every row has a picture, words for it, and a label for screen readers', async () => {
    await openExample('docker-compose.yml');
    for (const { item } of rowsOf(await deployment('a deployment with findings', withFindings))) {
      assert.ok(item.iconPath instanceof vscode.ThemeIcon, `${item.label}`);
      assert.ok((item.accessibilityInformation?.label.length ?? 0) > 0, `${item.label}`);
    }
  });

  test('a click on a finding goes to the text', async () => {
    const document = await openExample('docker-compose.yml');
    const node = await deployment('a deployment with findings', withFindings);
    const rows = below(node, 'Findings')?.children ?? [];
    const here = rows.find(({ item }) => item.command?.arguments?.[0].toString() === document.uri.toString());
    assert.ok(here?.item.command);
    const found = await diagnosticsWhen(document.uri, 'diagnostics', ({ length }) => length > 0);
    const lines = found.map(({ range }) => range.start.line);
    assert.equal(lines.includes(0), false);
    const editor = await vscode.window.showTextDocument(document, { selection: new vscode.Range(0, 0, 0, 0) });
    assert.equal(editor.selection.start.line, 0);
    await vscode.commands.executeCommand(here.item.command.command, ...(here.item.command.arguments ?? []));
    // The extension host hears of the cursor after the command has ended.
    await until('the cursor at a finding', () => {
      const selection = vscode.window.activeTextEditor?.selection;
      return selection !== undefined && lines.includes(selection.start.line) ? selection : undefined;
    });
  });

  test('follows what is typed', async () => {
    const document = await openExample('docker-compose.yml');
    const count = (node: TreeNode) => below(node, 'Findings')?.children.length ?? 0;
    const before = count(await deployment('a deployment with findings', withFindings));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '# clearml-secure-disable exposed-datastore -- a test\n');
    await vscode.workspace.applyEdit(edit);
    await deployment('fewer findings', (node) => count(node) < before);
  });

  test('holds no value', async () => {
    const document = await openExample('config/secure.conf');
    const node = await deployment('a deployment with settings', (each) => rowsOf(each).length > 10);
    const texts = rowsOf(node).map(({ item }) => JSON.stringify([item.label, item.description, item.tooltip]));
    for (const [, value = ''] of document.getText().matchAll(/"([^"]{12,})"/g)) {
      assert.equal(
        texts.some((text) => text.includes(value)),
        false,
      );
    }
  });
});

suite('Show effective security settings', () => {
  teardown(closeEditors);

  async function report(): Promise<vscode.TextDocument> {
    await vscode.commands.executeCommand('clearml-secure.showSettings');
    const { document } = await until('the settings', () =>
      vscode.window.activeTextEditor?.document.uri.scheme === SETTINGS_SCHEME
        ? vscode.window.activeTextEditor
        : undefined,
    );
    return document;
  }

  test('is a table of the active file’s deployment, the worst first', async () => {
    await openExample('docker-compose.yml');
    const document = await report();
    const lines = document.getText().trimEnd().split('\n');
    assert.match(lines[0] ?? '', / in effect in clearml$/);
    const [header = '', rule = '', ...rows] = lines.slice(3);
    assert.match(header, /^State +Setting +Services +From +Place +Value$/);
    assert.match(rule, /^-+$/);
    assert.match(rows[0] ?? '', /^public default /);
    assert.ok(rows.some((row) => /secure\.auth\.token_secret .*docker-compose\.yml:\d+ /.test(row)));
    const column = header.indexOf('Setting');
    assert.ok(rows.every((row) => /^ {2}\S/.test(row.slice(column - 2))));
  });

  test('links each place to its text', async () => {
    await openExample('docker-compose.yml');
    const document = await report();
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      document.uri,
    );
    assert.ok(links.length > 0);
    for (const { range, target } of links) {
      const [, path = '', line] = /^(.*):(\d+)$/.exec(document.getText(range)) ?? [];
      assert.ok(target);
      assert.ok(target.path.endsWith(path), document.getText(range));
      assert.match(target.fragment, new RegExp(`^L${line},\\d+$`));
    }
  });
});

suite('Check workspace', () => {
  teardown(closeEditors);

  test('shows the findings of files that are not open, and their deployments', async () => {
    const uri = exampleUri('staging/docker-compose.yml');
    await vscode.workspace.fs.copy(exampleUri('docker-compose.yml'), uri);
    const result = await vscode.commands.executeCommand<{ files: number; findings: readonly unknown[] }>(
      'clearml-secure.checkWorkspace',
    );
    assert.ok(result.files >= 3);
    assert.ok(result.findings.length > 0);
    await diagnosticsWhen(uri, 'findings of a closed file', ({ length }) => length > 0);
    const security = await tree();
    await until('its deployment', () => security.getChildren().find((node) => labelOf(node) === 'staging'));
  });

  test('can be cancelled', async () => {
    const running = vscode.commands.executeCommand('clearml-secure.checkWorkspace');
    await vscode.commands.executeCommand('clearml-secure.cancelCheck');
    await running;
    const again = await vscode.commands.executeCommand('clearml-secure.checkWorkspace');
    assert.ok(again, 'it can be run again');
  });
});
