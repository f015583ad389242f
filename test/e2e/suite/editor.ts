import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { print } from './output.ts';

const PATIENCE_MILLISECONDS = 20_000;

/** A file of the opened folder, whatever scheme the host gives it. */
export function exampleUri(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  return vscode.Uri.joinPath(folder.uri, path);
}

/**
 * Opens a file of the examples in the editor, as a click does. A document from `openTextDocument` would live on for
 * minutes after its tab; opened anew while its findings are on their way, the client library never asks for them.
 */
export async function openExample(path: string): Promise<vscode.TextDocument> {
  const uri = exampleUri(path);
  await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
  return until(`${path} in the editor`, () => {
    const document = vscode.window.activeTextEditor?.document;
    return document?.uri.toString() === uri.toString() ? document : undefined;
  });
}

/** Opens a new document of a language in the editor. */
export async function openText(language: string, content: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
}

/** Gives the open example its text on disk back, and closes every editor. */
export async function closeEditors(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    // The editor's own settings may be on their way to the disk: they are not ours to close.
    if (!document.isDirty || document.isUntitled || vscode.workspace.getWorkspaceFolder(document.uri) === undefined)
      continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Asks until the answer is one; fails with what was waited for. */
export async function until<T>(what: string, ask: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    assert.ok(Date.now() < deadline, `waited for ${what} in vain`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Our diagnostics of a file, once they are as wanted. */
export async function diagnosticsWhen(
  uri: vscode.Uri,
  what: string,
  wanted: (diagnostics: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return until(what, () => {
    const ours = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'clearml-secure');
    return wanted(ours) ? ours : undefined;
  });
}

/** The rule that a diagnostic speaks for. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/**
 * The code actions at a range whose title begins so. The workbench cancels the request when any provider is registered
 * meanwhile, so an empty answer is asked for again, and said.
 */
export async function codeActions(
  uri: vscode.Uri,
  range: vscode.Range,
  title: string,
  kind = vscode.CodeActionKind.QuickFix,
): Promise<readonly vscode.CodeAction[]> {
  let asked = 0;
  return until(`a code action "${title} …"`, async () => {
    asked += 1;
    if (asked > 1) print(`      (asking again for "${title} …")`);
    const actions = await vscode.commands
      .executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range, kind.value, 50)
      .then(
        (answer) => answer,
        () => [],
      );
    const wanted = actions.filter((action) => action.title.startsWith(title));
    return wanted.length > 0 ? wanted : undefined;
  });
}

/** Does what choosing an action does. */
export async function apply(action: vscode.CodeAction | undefined): Promise<void> {
  assert.ok(action?.edit, 'the action has an edit once it is resolved');
  assert.equal(await vscode.workspace.applyEdit(action.edit), true);
}
