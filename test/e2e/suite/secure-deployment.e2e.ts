import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, diagnosticsWhen, exampleUri, openExample, ruleOf, until } from './editor.ts';

const COMMAND = 'clearml-secure.secureDeployment';
const CHOICES = { fresh: false, secrets: 'dotenv', userName: 'ada', ports: 'remove' };

const text = async (path: string) => (await vscode.workspace.openTextDocument(exampleUri(path))).getText();

/** Runs the flow as far as the preview; the promise ends with the flow. */
async function previewed(): Promise<{ readonly flow: Thenable<unknown> }> {
  const flow = vscode.commands.executeCommand(COMMAND, undefined, CHOICES);
  // The preview is a view of the workbench: it is there once its commands do something.
  await until('the refactor preview', async () => {
    const open = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
    await vscode.commands.executeCommand('refactorPreview.focus');
    return open.length > 0 ? true : undefined;
  });
  return { flow };
}

/** Repeats a command, which does nothing before its part of the workbench is there, until the flow is over. */
async function ended(flow: Thenable<unknown>, command: string): Promise<void> {
  await until('the end of the flow', async () => {
    await vscode.commands.executeCommand(command);
    return Promise.race([flow.then(() => true), new Promise<undefined>((done) => setTimeout(done, 200))]);
  });
}

suite('Secure this deployment', () => {
  teardown(closeEditors);

  test('writes nothing before the preview is accepted, and nothing when it is discarded', async () => {
    const document = await openExample('docker-compose.yml');
    await diagnosticsWhen(document.uri, 'diagnostics', (all) => all.length > 0);
    const before = document.getText();
    const { flow } = await previewed();
    assert.equal(document.getText(), before);
    await ended(flow, 'refactorPreview.discard');
    assert.equal(document.getText(), before);
    assert.equal(document.isDirty, false);
  });

  test('takes the example to no errors in one edit, and one undo takes it back', async () => {
    const document = await openExample('docker-compose.yml');
    await diagnosticsWhen(document.uri, 'an error', (all) => all.some(({ severity }) => severity === 0));
    const before = document.getText();
    const { flow } = await previewed();
    await until('the edit', async () => {
      await vscode.commands.executeCommand('refactorPreview.apply');
      return document.getText() === before ? undefined : true;
    });
    // The last step offers to save and to copy the password: it waits for a person.
    await ended(flow, 'workbench.action.closeQuickOpen');
    const left = await diagnosticsWhen(document.uri, 'no errors', (all) => all.every(({ severity }) => severity > 1));
    assert.deepEqual(left.filter(({ severity }) => severity < 2).map(ruleOf), []);
    assert.match(await text('.env'), /^[A-Z_]+=[A-Za-z][\w-]{53,}$/m);
    assert.doesNotMatch(document.getText(), /6379:6379/);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    await until('the text as it was', () => (document.getText() === before ? true : undefined));
    // VS Code has saved what the edit made (files.refactoring.autoSave): the disk gets its text back, too.
    await vscode.workspace.saveAll();
    const onDisk = await vscode.workspace.fs.readFile(document.uri);
    assert.equal(new TextDecoder().decode(onDisk), before);
  });
});
