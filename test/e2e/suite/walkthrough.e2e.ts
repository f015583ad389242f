import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Walkthrough {
  readonly steps: readonly { title: string; description: string; media: { svg: string } }[];
}

suite('The walkthrough', () => {
  test('has its pictures, and buttons for commands that are there', async () => {
    const extension = vscode.extensions.getExtension('clearml-secure.clearml-secure');
    assert.ok(extension);
    const [walkthrough] = extension.packageJSON.contributes.walkthroughs as readonly Walkthrough[];
    assert.ok(walkthrough);
    const known = new Set(await vscode.commands.getCommands());
    const buttons = walkthrough.steps.flatMap(({ description }) => [...description.matchAll(/\(command:([\w.-]+)/g)]);
    assert.ok(buttons.length > 0);
    for (const [, command = ''] of buttons) assert.ok(known.has(command), command);
    for (const { title, media } of walkthrough.steps) {
      assert.doesNotMatch(title, /^%/);
      await vscode.workspace.fs.stat(vscode.Uri.joinPath(extension.extensionUri, media.svg));
    }
  });
});
