import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, diagnosticsWhen, openExample, ruleOf } from './editor.ts';

const some = (rule: string) => (diagnostics: readonly vscode.Diagnostic[]) =>
  diagnostics.some((diagnostic) => ruleOf(diagnostic) === rule);

suite('Diagnostics', () => {
  teardown(closeEditors);

  test('the example shows published secrets and open datastores', async () => {
    const document = await openExample('docker-compose.yml');
    const found = await diagnosticsWhen(
      document.uri,
      'both rules in docker-compose.yml',
      (diagnostics) => some('default-secret')(diagnostics) && some('exposed-datastore')(diagnostics),
    );
    const errors = found.filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
    assert.ok(errors.length > 0, 'an error is among them');
    for (const { code, range } of found) {
      assert.ok(typeof code === 'object', 'the rule links to its page');
      assert.equal(code.target.path.endsWith(`/docs/rules/${code.value}.md`), true);
      assert.equal(range.isEmpty, false, 'something is underlined');
    }
  });

  test('secure.conf shows published secrets', async () => {
    const document = await openExample('config/secure.conf');
    await diagnosticsWhen(document.uri, 'default-secret in secure.conf', some('default-secret'));
  });

  test('no message quotes the text it is about', async () => {
    const document = await openExample('config/secure.conf');
    const found = await diagnosticsWhen(document.uri, 'default-secret in secure.conf', some('default-secret'));
    for (const { message, range } of found.filter((diagnostic) => ruleOf(diagnostic) === 'default-secret')) {
      const value = document.getText(range).replaceAll('"', '');
      assert.equal(value.length > 4 && message.includes(value), false, 'a value stands in a message');
    }
  });

  test('typing a published secret over is seen as you type', async () => {
    const document = await openExample('config/secure.conf');
    const ofRule = (found: readonly vscode.Diagnostic[]) => found.filter((each) => ruleOf(each) === 'default-secret');
    const before = ofRule(await diagnosticsWhen(document.uri, 'default-secret in secure.conf', some('default-secret')));
    const [first] = before;
    assert.ok(first);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, first.range, 't9Qb2cZk8mWx4rVn7LsPd3FhGy6JaTe5UoKiMwXqCvBz1N0RzYp4Hd7sQ1eWmT6k');
    await vscode.workspace.applyEdit(edit);
    await diagnosticsWhen(document.uri, 'one less', (found) => ofRule(found).length < before.length);
  });

  test('rules can be set off', async () => {
    const document = await openExample('docker-compose.yml');
    await diagnosticsWhen(document.uri, 'exposed-datastore', some('exposed-datastore'));
    const configuration = vscode.workspace.getConfiguration('clearmlSecure');
    await configuration.update('rules', { 'exposed-datastore': 'off' }, vscode.ConfigurationTarget.Workspace);
    try {
      await diagnosticsWhen(
        document.uri,
        'no exposed-datastore',
        (diagnostics) => diagnostics.length > 0 && !some('exposed-datastore')(diagnostics),
      );
    } finally {
      await configuration.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await diagnosticsWhen(document.uri, 'exposed-datastore again', some('exposed-datastore'));
  });

  test('the language server comes back after a restart', async () => {
    const document = await openExample('docker-compose.yml');
    await diagnosticsWhen(document.uri, 'exposed-datastore', some('exposed-datastore'));
    await vscode.commands.executeCommand('clearml-secure.restart');
    await diagnosticsWhen(document.uri, 'exposed-datastore after a restart', some('exposed-datastore'));
  });
});
