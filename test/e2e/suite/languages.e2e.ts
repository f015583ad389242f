import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, openExample } from './editor.ts';

suite('Languages', () => {
  teardown(closeEditors);

  for (const [path, language] of [
    ['docker-compose.yml', 'dockercompose'],
    ['config/secure.conf', 'clearml-hocon'],
    ['.env', 'dotenv'],
  ] as const) {
    test(`${path} opens as ${language}`, async () => {
      const document = await openExample(path);
      assert.equal(document.languageId, language);
    });
  }

  test('other .conf files are left to others', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder, 'nginx.conf');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('server { listen 80; }\n'));
    const document = await vscode.workspace.openTextDocument(uri);
    assert.notEqual(document.languageId, 'clearml-hocon');
  });

  test('a # comments a line of HOCON out', async () => {
    const editor = await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument({ language: 'clearml-hocon', content: 'a: 1\n' }),
    );
    await vscode.commands.executeCommand('editor.action.commentLine');
    assert.match(editor.document.getText(), /^(?:#|\/\/) ?a: 1\n$/);
  });
});
