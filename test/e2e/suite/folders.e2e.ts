import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, diagnosticsWhen, ruleOf, until } from './editor.ts';
import { MemoryFileSystem } from './memory-file-system.ts';

const OPEN_REDIS = 'services:\n  redis:\n    image: redis:7.4.1\n    ports: ["6379:6379"]\n';
const API = `  apiserver:
    image: clearml/server:2.3.0
    command: [apiserver]
    environment:
      CLEARML__secure__auth__token_secret: \${TOKEN:?}
`;
/** Published in apiserver/config/default/secure.conf of clearml/clearml-server. */
const DOTENV = 'TOKEN=Rq8FW84sSqVgq7WvBB_4EzNl9y8z8IGiDXX3C345_a5AZfcwZcwCIA\n';
const rulesOf = (found: readonly vscode.Diagnostic[]) => found.map(ruleOf);

suite('A workspace of several folders', () => {
  teardown(closeEditors);

  test('each has its settings', async () => {
    const [first, second] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(first && second);
    for (const { uri } of [first, second]) {
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.joinPath(uri, 'docker-compose.yml'), {
        preview: false,
      });
    }
    const compose = (folder: vscode.WorkspaceFolder) => vscode.Uri.joinPath(folder.uri, 'docker-compose.yml');
    await diagnosticsWhen(compose(first), 'exposed-datastore', (found) => rulesOf(found).includes('exposed-datastore'));
    // The second folder's own settings switch that rule off.
    await diagnosticsWhen(vscode.Uri.joinPath(second.uri, '.env'), 'default-secret in .env', (found) =>
      rulesOf(found).includes('default-secret'),
    );
    const found = vscode.languages.getDiagnostics(compose(second));
    assert.equal(rulesOf(found).includes('exposed-datastore'), false);
  });

  test('a virtual one may join, files beside the open one count, and what is read-only stays', async () => {
    const files = new MemoryFileSystem({ '/clearml/docker-compose.yml': OPEN_REDIS + API, '/clearml/.env': DOTENV });
    const provider = vscode.workspace.registerFileSystemProvider('memory', files, { isReadonly: true });
    const folder = vscode.Uri.from({ scheme: 'memory', path: '/clearml' });
    const folders = vscode.workspace.workspaceFolders?.length ?? 0;
    assert.equal(vscode.workspace.updateWorkspaceFolders(folders, 0, { uri: folder, name: 'virtual' }), true);
    try {
      await until('the folder', () => vscode.workspace.getWorkspaceFolder(folder));
      const uri = vscode.Uri.joinPath(folder, 'docker-compose.yml');
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
      await diagnosticsWhen(uri, 'exposed-datastore', (found) => rulesOf(found).includes('exposed-datastore'));
      await diagnosticsWhen(vscode.Uri.joinPath(folder, '.env'), 'default-secret in .env', (found) =>
        rulesOf(found).includes('default-secret'),
      );
      // Without a preview: it would show an edit that can't be made.
      const choices = { fresh: false, secrets: 'dotenv', userName: 'ada', ports: 'remove' };
      await vscode.commands.executeCommand('clearml-secure.secureDeployment', undefined, choices);
      const document = await vscode.workspace.openTextDocument(uri);
      assert.deepEqual([document.getText(), document.isDirty], [OPEN_REDIS + API, false]);
    } finally {
      await closeEditors();
      vscode.workspace.updateWorkspaceFolders(folders, 1);
      await until('the folder to go', () =>
        vscode.workspace.getWorkspaceFolder(folder) === undefined ? true : undefined,
      );
      provider.dispose();
    }
  });
});
