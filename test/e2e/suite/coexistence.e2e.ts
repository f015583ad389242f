import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, diagnosticsWhen, openExample, until } from './editor.ts';

const COMPOSE = [{ language: 'dockercompose' }, { language: 'yaml' }];

/** Where something stands in a text, one character in. */
function inside(document: vscode.TextDocument, text: string): vscode.Position {
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `${text} stands in the example`);
  return document.positionAt(at + 1);
}

async function hovers(document: vscode.TextDocument, position: vscode.Position): Promise<readonly string[]> {
  const found = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return found.flatMap(({ contents }) =>
    contents.map((each) => (typeof each === 'string' ? each : each.value).trim()).filter((text) => text !== ''),
  );
}

suite('Beside an extension for YAML', () => {
  const registered: vscode.Disposable[] = [];

  suiteSetup(() => {
    const formatted = [vscode.TextEdit.insert(new vscode.Position(0, 0), '# formatted\n')];
    registered.push(
      vscode.languages.registerHoverProvider(COMPOSE, { provideHover: () => new vscode.Hover('what YAML says') }),
      vscode.languages.registerCompletionItemProvider(COMPOSE, {
        provideCompletionItems: () => [new vscode.CompletionItem('from-a-schema', vscode.CompletionItemKind.Property)],
      }),
      vscode.languages.registerDocumentFormattingEditProvider(COMPOSE, {
        provideDocumentFormattingEdits: () => formatted,
      }),
    );
  });
  suiteTeardown(() => registered.forEach((each) => void each.dispose()));
  teardown(closeEditors);

  test('what Compose itself means is left to that', async () => {
    const document = await openExample('docker-compose.yml');
    await diagnosticsWhen(document.uri, 'findings', (found) => found.length > 0);
    for (const text of ['services:', 'image:', 'command:', 'networks:']) {
      assert.deepEqual(await hovers(document, inside(document, text)), ['what YAML says'], text);
    }
    const completions = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      inside(document, 'image:'),
    );
    const ours = completions.items.filter(({ label, kind }) => {
      return kind !== vscode.CompletionItemKind.Text && label !== 'from-a-schema';
    });
    assert.deepEqual(
      ours.map(({ label }) => label),
      [],
    );
  });

  test('both speak where a setting of ClearML stands', async () => {
    const document = await openExample('docker-compose.yml');
    await diagnosticsWhen(document.uri, 'findings', (found) => found.length > 0);
    const both = await until('two hovers', async () => {
      const found = await hovers(document, inside(document, 'CLEARML__'));
      return found.length > 1 ? found : undefined;
    });
    assert.ok(both.includes('what YAML says'));
  });

  test('formats as if this extension were not there', async () => {
    const document = await openExample('docker-compose.yml');
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(
      'vscode.executeFormatDocumentProvider',
      document.uri,
      { tabSize: 2, insertSpaces: true },
    );
    assert.deepEqual(
      edits.map(({ newText }) => newText),
      ['# formatted\n'],
    );
  });
});
