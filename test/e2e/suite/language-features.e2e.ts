import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { apply, closeEditors, codeActions, diagnosticsWhen, exampleUri, openExample, ruleOf, until } from './editor.ts';

/** The place of a text in a document, `into` characters behind its start. */
function placeOf(document: vscode.TextDocument, text: string, into = 1): vscode.Position {
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `${text} is in the file`);
  return document.positionAt(at + into);
}

/** What a command of the editor gives, once it is as wanted: others answer before the language server has started. */
async function asked<T>(what: string, command: string, args: readonly unknown[], wanted: (answer: T) => boolean) {
  return until(what, async () => {
    const answer = await vscode.commands.executeCommand<T>(command, ...args);
    return answer !== undefined && wanted(answer) ? answer : undefined;
  });
}

async function openChecked(path: string): Promise<vscode.TextDocument> {
  const document = await openExample(path);
  await diagnosticsWhen(document.uri, `findings in ${path}`, ({ length }) => length > 0);
  return document;
}

/** In Markdown an underscore is escaped. */
const NAME = /secure\.auth\.token\\?_secret/;

const hoverTexts = (hovers: readonly vscode.Hover[]) =>
  hovers.flatMap(({ contents }) => contents.map((each) => (typeof each === 'string' ? each : each.value)));

suite('In the text', () => {
  teardown(closeEditors);

  test('a hover says what is in effect, and no value', async () => {
    const document = await openChecked('docker-compose.yml');
    const hovers = await asked<vscode.Hover[]>(
      'a hover',
      'vscode.executeHoverProvider',
      [document.uri, placeOf(document, 'CLEARML__SECURE__AUTH__TOKEN_SECRET')],
      (answer) => hoverTexts(answer).some((text) => NAME.test(text)),
    );
    const text = hoverTexts(hovers).find((each) => NAME.test(each)) ?? '';
    assert.match(text, /In effect in `apiserver`/);
    assert.equal(text.includes('Rq8FW84s'), false);
  });

  test('settings of the service are offered', async () => {
    const document = await openChecked('docker-compose.yml');
    const editor = await vscode.window.showTextDocument(document);
    const line = placeOf(document, 'CLEARML__SECURE__AUTH__TOKEN_SECRET').line;
    await editor.edit((edit) => edit.insert(new vscode.Position(line, 0), '      CLEARML__secure__h\n'));
    const { items } = await asked<vscode.CompletionList>(
      'a completion',
      'vscode.executeCompletionItemProvider',
      [document.uri, new vscode.Position(line, 24)],
      (answer) =>
        answer.items.some(({ label }) => /session_secret/.test(typeof label === 'string' ? label : label.label)),
    );
    assert.ok(items.length > 0);
  });

  test('paths of mounted directories and files are links', async () => {
    const document = await openChecked('docker-compose.yml');
    const links = await asked<vscode.DocumentLink[]>('links', 'vscode.executeLinkProvider', [document.uri], (answer) =>
      answer.some(({ range }) => document.getText(range) === './config'),
    );
    assert.ok(links.every(({ range }) => range.isSingleLine));
  });

  test('a reference leads to the line of .env, and a variable to what is in effect', async () => {
    const document = await openChecked('docker-compose.yml');
    const [target] = await asked<(vscode.Location | vscode.LocationLink)[]>(
      'a definition',
      'vscode.executeDefinitionProvider',
      [document.uri, placeOf(document, 'CLEARML_APISERVER_SECRET:?', 4)],
      ({ length }) => length > 0,
    );
    const uri = target !== undefined && 'targetUri' in target ? target.targetUri : target?.uri;
    assert.equal(uri?.toString(), exampleUri('.env').toString());
  });

  test('what a variable overrides says so', async () => {
    const document = await openChecked('config/secure.conf');
    const editor = await vscode.window.showTextDocument(document);
    const text = 'auth.token_secret: "Hq2Rz8vKw4nTb6-yXc9mPd1_sLf7gJa3eUt5oZi0WrQxVhNkYbM8GpDcSjFtA2Lu4E"\n';
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), text));
    const hints = await asked<vscode.InlayHint[]>(
      'an inlay hint',
      'vscode.executeInlayHintProvider',
      [document.uri, new vscode.Range(0, 0, 1, 0)],
      ({ length }) => length > 0,
    );
    const labels = hints.map(({ label }) =>
      typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
    );
    assert.ok(labels.some((label) => /overridden by the environment/.test(label)));
  });

  test('the outline of secure.conf has its objects, and they fold', async () => {
    const document = await openChecked('config/secure.conf');
    const symbols = await asked<vscode.DocumentSymbol[]>(
      'symbols',
      'vscode.executeDocumentSymbolProvider',
      [document.uri],
      (answer) => answer.some(({ name }) => name === 'credentials'),
    );
    const names = symbols.find(({ name }) => name === 'credentials')?.children.map(({ name }) => name);
    assert.deepEqual(names, ['tests', 'services_agent']);
    const { line } = placeOf(document, 'credentials {');
    await asked<vscode.FoldingRange[]>('a fold', 'vscode.executeFoldingRangeProvider', [document.uri], (answer) =>
      answer.some(({ start, end }) => start === line && end > line + 5),
    );
  });
});

suite('What a team has decided', () => {
  teardown(closeEditors);

  test('a comment hides one finding, by a quick fix', async () => {
    const document = await openChecked('docker-compose.yml');
    const ports = (each: readonly vscode.Diagnostic[]) => each.filter((one) => ruleOf(one) === 'exposed-datastore');
    const found = ports(await diagnosticsWhen(document.uri, 'open ports', (each) => ports(each).length > 0));
    const [first] = found;
    assert.ok(first);
    const [fix] = await codeActions(document.uri, first.range, 'Disable exposed-datastore for this line');
    await apply(fix);
    assert.match(
      document.lineAt(first.range.start.line).text,
      /# clearml-secure-disable-next-line exposed-datastore -- /,
    );
    await diagnosticsWhen(document.uri, 'one less', (each) => ports(each).length === found.length - 1);
  });

  // In a folder that nobody has looked at yet: when VS Code tells of new files is its own affair.
  test('a project file sets levels for everybody', async () => {
    const example = await vscode.workspace.fs.readFile(exampleUri('docker-compose.yml'));
    const levels = 'version: 1\nrules:\n  exposed-datastore: off\n';
    await vscode.workspace.fs.writeFile(exampleUri('decided/docker-compose.yml'), example);
    await vscode.workspace.fs.writeFile(exampleUri('decided/.clearml-secure.yaml'), new TextEncoder().encode(levels));
    const document = await openChecked('decided/docker-compose.yml');
    const rules = vscode.languages.getDiagnostics(document.uri).map(ruleOf);
    assert.ok(rules.includes('default-secret'));
    assert.equal(rules.includes('exposed-datastore'), false);
  });
});
