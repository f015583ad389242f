import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { apply, closeEditors, codeActions, diagnosticsWhen, openExample, ruleOf } from './editor.ts';

/** Opens an example and gives the first finding of a rule, and all there are. */
async function firstFinding(path: string, rule: string) {
  const document = await openExample(path);
  const of = (diagnostics: readonly vscode.Diagnostic[]) => diagnostics.filter((each) => ruleOf(each) === rule);
  const found = of(await diagnosticsWhen(document.uri, `${rule} in ${path}`, (each) => of(each).length > 0));
  const [first] = found;
  assert.ok(first);
  const fewer = () => diagnosticsWhen(document.uri, `fewer of ${rule}`, (each) => of(each).length < found.length);
  return { document, first, fewer, line: document.lineAt(first.range.start.line).text };
}

suite('Quick fixes', () => {
  teardown(closeEditors);

  for (const path of ['config/secure.conf', 'docker-compose.yml']) {
    test(`Generate puts a fresh secret into ${path}`, async () => {
      const { document, first, fewer, line } = await firstFinding(path, 'default-secret');
      const old = document.getText(first.range);
      const [fix] = await codeActions(document.uri, first.range, 'Generate');
      assert.equal(fix?.isPreferred, true);
      await apply(fix);
      const now = document.lineAt(first.range.start.line).text;
      assert.notEqual(now, line);
      assert.equal(now.includes(old), false, 'the published value is gone');
      assert.equal(now.slice(0, first.range.start.character), line.slice(0, first.range.start.character));
      await fewer();
    });
  }

  test('each application draws another secret', async () => {
    const { document, first } = await firstFinding('config/secure.conf', 'default-secret');
    const texts = new Set<string>();
    for (let time = 0; time < 2; time += 1) {
      const [fix] = await codeActions(document.uri, first.range, 'Generate');
      await apply(fix);
      texts.add(document.getText());
      await vscode.commands.executeCommand('undo');
      await diagnosticsWhen(document.uri, 'the finding after undo', (each) =>
        each.some(({ range }) => range.isEqual(first.range)),
      );
    }
    assert.equal(texts.size, 2);
  });

  test('Remove takes a port mapping out', async () => {
    const { document, first, fewer, line } = await firstFinding('docker-compose.yml', 'exposed-datastore');
    const lines = document.lineCount;
    const [fix] = await codeActions(document.uri, first.range, 'Remove');
    await apply(fix);
    assert.ok(document.lineCount < lines);
    assert.notEqual(document.lineAt(first.range.start.line).text, line);
    await fewer();
  });

  test('Bind leaves the port to this machine', async () => {
    const { document, first, fewer } = await firstFinding('docker-compose.yml', 'exposed-datastore');
    const lines = document.lineCount;
    const [fix] = await codeActions(document.uri, first.range, 'Bind');
    await apply(fix);
    assert.equal(document.lineCount, lines);
    assert.match(document.lineAt(first.range.start.line).text, /127\.0\.0\.1/);
    await fewer();
  });

  test('the fix-all action of this extension replaces every published secret of a file', async () => {
    const { document, first } = await firstFinding('config/secure.conf', 'default-secret');
    const kind = vscode.CodeActionKind.SourceFixAll.append('clearml-secure');
    const [fix] = await codeActions(document.uri, first.range, '', kind);
    await apply(fix);
    await diagnosticsWhen(
      document.uri,
      'no default-secret',
      (each) => !each.some((diagnostic) => ruleOf(diagnostic) === 'default-secret'),
    );
  });
});
