import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, diagnosticsWhen, exampleUri, openExample, ruleOf } from './editor.ts';

const some = (rule: string) => (found: readonly vscode.Diagnostic[]) => found.some((each) => ruleOf(each) === rule);

suite('An untrusted workspace', () => {
  teardown(closeEditors);

  test('is one', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  test('is checked, with the files of its folder', async () => {
    const document = await openExample('docker-compose.yml');
    await diagnosticsWhen(document.uri, 'default-secret', some('default-secret'));
    await diagnosticsWhen(exampleUri('.env'), 'default-secret in .env', some('default-secret'));
  });

  test('nothing outside of the folder is read', async () => {
    const document = await openExample('reaching-out/docker-compose.yml');
    await diagnosticsWhen(document.uri, 'exposed-datastore', some('exposed-datastore'));
    await diagnosticsWhen(exampleUri('reaching-out/inside.env'), 'default-secret', some('default-secret'));
    const outside = vscode.Uri.joinPath(exampleUri(''), '../outside.env');
    assert.deepEqual(vscode.languages.getDiagnostics(outside), []);
  });
});
