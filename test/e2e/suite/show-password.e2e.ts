import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { isHashOf } from '../../../server/src/clearml/password-hash.ts';
import { closeEditors, codeActions, diagnosticsWhen, exampleUri, openExample, ruleOf, until } from './editor.ts';

const TITLE = 'Turn Web Login on with one user';
const WRITTEN = 'config/apiserver.conf';
const HASH = /password: ?"?([A-Za-z0-9+/]{80})/;

/** The file once it has a hash in it: as the editor has it, or as it was saved, after which nobody holds it open. */
async function writtenText(): Promise<string | undefined> {
  const document = await vscode.workspace.openTextDocument(exampleUri(WRITTEN)).then(
    (opened) => opened,
    () => undefined,
  );
  return document?.getText().match(HASH)?.input;
}

suite('A fix that draws a password', () => {
  teardown(async () => {
    await closeEditors();
    await vscode.workspace.fs.delete(exampleUri(WRITTEN));
  });

  test('from the lightbulb, shows it once, after the edit', async () => {
    const document = await openExample('docker-compose.yml');
    const found = await diagnosticsWhen(document.uri, 'web-login-off', (all) =>
      all.some((each) => ruleOf(each) === 'web-login-off'),
    );
    const finding = found.find((each) => ruleOf(each) === 'web-login-off');
    assert.ok(finding);
    const [fix] = await codeActions(document.uri, finding.range, TITLE);
    // The name stands in the title of what is shown.
    assert.equal(fix?.command?.arguments?.[0], 'clearml');
    assert.equal(await writtenText(), undefined);

    await vscode.window.showTextDocument(document, { selection: finding.range });
    await vscode.env.clipboard.writeText('');
    const choice = { kind: 'quickfix', preferred: true, apply: 'first' };
    // The workbench gives up on the actions of a place when anything registers meanwhile: it is asked again then.
    let next = 0;
    const text = await until('the hash in the file', async () => {
      const written = await writtenText();
      if (written === undefined && Date.now() >= next) {
        next = Date.now() + 4_000;
        await vscode.commands.executeCommand('editor.action.codeAction', choice);
      }
      return written;
    });
    const [, hash = ''] = HASH.exec(text) ?? [];
    assert.match(text, /username: ?"?clearml/);

    const copied = await until('the password', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return (await vscode.env.clipboard.readText()) || undefined;
    });
    assert.ok(isHashOf(hash, copied), 'what is shown is what was hashed');
    await until('the end of showing it', async () => {
      await vscode.env.clipboard.writeText('');
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return (await vscode.env.clipboard.readText()) === '' ? true : undefined;
    });
    assert.equal(text.includes(copied), false);
  });
});
