import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, openText, until } from './editor.ts';

const KEY = '[A-Z][A-Z0-9]{29}';
const SECRET = '[A-Za-z][A-Za-z0-9_-]{66}';
const generate = (kind?: string) => vscode.commands.executeCommand('clearml-secure.generateSecret', kind);
const at = (line: number, character: number) => new vscode.Selection(line, character, line, character);

suite('Generate ClearML secret', () => {
  teardown(closeEditors);

  test('is in the command palette by that title', () => {
    const extension = vscode.extensions.getExtension('clearml-secure.clearml-secure');
    assert.ok(extension);
    const { commands } = extension.packageJSON.contributes as { commands: { command: string; title: string }[] };
    const title = commands.find(({ command }) => command === 'clearml-secure.generateSecret')?.title;
    assert.equal(title, 'Generate ClearML secret');
  });

  test('asks for the kind; the first is a key', async () => {
    const editor = await openText('plaintext', '');
    const done = generate();
    // Until the list is on the screen, accepting does nothing.
    await until('the text', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return editor.document.getText() === '' ? undefined : true;
    });
    await done;
    assert.match(editor.document.getText(), new RegExp(`^${KEY}$`));
  });

  test('a different one at every cursor', async () => {
    const editor = await openText('dotenv', 'A=\nB=\nC=\n');
    editor.selections = [at(0, 2), at(1, 2), at(2, 2)];
    await generate('secret');
    const text = editor.document.getText();
    assert.match(text, new RegExp(`^A=${SECRET}\nB=${SECRET}\nC=${SECRET}\n$`));
    assert.equal(new Set(text.match(new RegExp(SECRET, 'g'))).size, 3);
  });

  test('in the place of what is selected', async () => {
    const editor = await openText('dockercompose', 'services:\n  web:\n    environment:\n      KEY: old value\n');
    editor.selections = [new vscode.Selection(3, 11, 3, 20)];
    await generate('key');
    assert.match(editor.document.lineAt(3).text, new RegExp(`^ {6}KEY: ${KEY}$`));
  });

  test('quoted in HOCON, bare within quotes', async () => {
    const editor = await openText('clearml-hocon', 'a: \nb: ""\n');
    editor.selections = [at(0, 3), at(1, 4)];
    await generate('secret');
    assert.match(editor.document.getText(), new RegExp(`^a: "${SECRET}"\nb: "${SECRET}"\n$`));
  });

  test('key and secret on two lines', async () => {
    const editor = await openText('clearml-hocon', 'http_session {\n    \n}\n');
    editor.selections = [at(1, 4)];
    await generate('pair');
    assert.match(
      editor.document.getText(),
      new RegExp(`^http_session {\n {4}user_key: "${KEY}"\n {4}user_secret: "${SECRET}"\n}\n$`),
    );
  });

  test('one undo takes all of it back', async () => {
    const editor = await openText('dotenv', 'A=\nB=\n');
    editor.selections = [at(0, 2), at(1, 2)];
    await generate('key');
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), 'A=\nB=\n');
  });

  test('the hash of a password in the file, the password on the clipboard', async () => {
    const editor = await openText('clearml-hocon', 'password: \n');
    editor.selections = [at(0, 10)];
    await generate('password');
    const hash = /^password: "([A-Za-z0-9+/]{80})"$/.exec(editor.document.lineAt(0).text)?.[1] ?? '';
    assert.match(atob(hash), /^\$2[ab]\$12\$/);
    assert.match(await vscode.env.clipboard.readText(), /^[A-Za-z][A-Za-z0-9_-]{23}$/);
  });

  test('goes to the clipboard where no editor is open', async () => {
    await closeEditors();
    assert.equal(vscode.window.activeTextEditor, undefined);
    await generate('secret');
    assert.match(await vscode.env.clipboard.readText(), new RegExp(`^${SECRET}$`));
  });
});
