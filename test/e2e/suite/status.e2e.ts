import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../client/src/activation.ts';
import { closeEditors, openExample, openText, until } from './editor.ts';

async function statusWhen(what: string, wanted: RegExp): Promise<string> {
  const extension = vscode.extensions.getExtension<ExtensionApi>('clearml-secure.clearml-secure');
  assert.ok(extension);
  const { status } = await extension.activate();
  return until(what, async () => {
    const text = await status();
    return wanted.test(text) ? text : undefined;
  });
}

suite('The language status', () => {
  teardown(closeEditors);

  test('counts what is wrong in the deployment of the active file', async () => {
    await openText('clearml-hocon', 'a: 1\n');
    await statusWhen('no deployment', /^Checking as you type$/);
    await openExample('docker-compose.yml');
    const before = await statusWhen('a count', /^\d+ .* in clearml/);
    const editor = vscode.window.activeTextEditor;
    const comment = '# clearml-secure-disable exposed-datastore -- a test\n';
    await editor?.edit((edit) => edit.insert(new vscode.Position(0, 0), comment));
    const count = (text: string) => Number.parseInt(text, 10);
    await until('a smaller count', async () => {
      const now = await statusWhen('a count', /^\d+ /);
      return count(now) < count(before) ? now : undefined;
    });
  });
});
