import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, diagnosticsWhen, ruleOf } from './editor.ts';

suite('A window without a folder', () => {
  teardown(closeEditors);

  test('has none', () => {
    assert.equal(vscode.workspace.workspaceFolders, undefined);
  });

  test('the commands work', async () => {
    const extension = vscode.extensions.getExtension('clearml-secure.clearml-secure');
    assert.ok(extension);
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand('clearml-secure.generateSecret', 'key');
    assert.match(await vscode.env.clipboard.readText(), /^[A-Z][A-Z0-9]{29}$/);
    await vscode.commands.executeCommand('clearml-secure.showOutput');
    await vscode.commands.executeCommand('clearml-secure.restart');
  });

  test('a single file is checked, with those beside it', async () => {
    // The runner put it beside the extension.
    const extension = vscode.extensions.getExtension('clearml-secure.clearml-secure');
    assert.ok(extension);
    const file = vscode.Uri.joinPath(extension.extensionUri, '../single/docker-compose.yml');
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    const dotenv = vscode.Uri.joinPath(file, '../.env');
    await diagnosticsWhen(document.uri, 'an open datastore', (found) =>
      found.some((each) => ruleOf(each) === 'exposed-datastore'),
    );
    await diagnosticsWhen(dotenv, 'a published secret in .env', (found) =>
      found.some((each) => ruleOf(each) === 'default-secret'),
    );
  });
});
