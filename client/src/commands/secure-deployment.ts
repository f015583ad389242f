import { env, FilePermission, l10n, type QuickPickItem, Uri, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  SECURE_REQUEST,
  type SecureChoices,
  type SecureParams,
  type SecureResult,
} from '../../../server/src/protocol/secure.ts';
import type { DeploymentView } from '../../../server/src/protocol/views.ts';
import { askChoices } from './secure-choices.ts';

const SHOWN_MILLISECONDS = 10_000;

/**
 * Takes a deployment from what it is to no errors, in one edit that a person sees and confirms before anything is
 * written: fresh secrets, Web Login, data store ports. Ends where the person escapes, and changes nothing then.
 * @param given choices that a key binding or a test makes beforehand; what is missing is asked for
 */
export async function secureDeployment(
  client: BaseLanguageClient,
  view: DeploymentView,
  given: Partial<SecureChoices> = {},
): Promise<void> {
  const uri = view.files[0];
  const choices = uri === undefined ? undefined : await askChoices(view, given);
  if (uri === undefined || choices === undefined) return;
  const params: SecureParams = { uri, ...choices };
  const result = await client.sendRequest<SecureResult>(SECURE_REQUEST, params);
  if (result.files.length === 0) return say(l10n.t('$(shield) Nothing to change in {0}', view.name));
  const locked = await readOnly(result.files);
  if (locked.length > 0) {
    return say(l10n.t('$(lock) Nothing was changed: {0} is read-only', locked.join(', ')));
  }
  if (await applied(client, result)) await finish(result, choices.userName);
  else say(l10n.t('$(circle-slash) Nothing was changed in {0}', view.name));
}

/** The editor shows the refactor preview; what changed meanwhile makes it refuse the whole edit. */
async function applied(client: BaseLanguageClient, { edit, files }: SecureResult): Promise<boolean> {
  const before = await textsOf(files);
  const converted = await client.protocol2CodeConverter.asWorkspaceEdit(edit);
  if (!(await workspace.applyEdit(converted, { isRefactoring: true }))) return false;
  const after = await textsOf(files);
  return files.some((file) => before.get(file) !== after.get(file));
}

/** Texts as the editor has them; nothing for a file that is not there. */
async function textsOf(files: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const file of files) {
    const document = await Promise.resolve(workspace.openTextDocument(Uri.parse(file))).catch(() => undefined);
    if (document !== undefined) texts.set(file, document.getText());
  }
  return texts;
}

async function readOnly(files: readonly string[]): Promise<readonly string[]> {
  const names: string[] = [];
  for (const file of files) {
    const uri = Uri.parse(file);
    const found = await Promise.resolve(workspace.fs.stat(uri)).catch(() => undefined);
    const locked = (found?.permissions ?? 0) & FilePermission.Readonly;
    if (locked || workspace.fs.isWritableFileSystem(uri.scheme) === false) names.push(workspace.asRelativePath(uri));
  }
  return names;
}

interface Step extends QuickPickItem {
  readonly run: () => Thenable<unknown>;
}

/** What is left to do by hand: note the password, save. Shown until it is done or dismissed. */
async function finish({ files, passwords, left }: SecureResult, userName: string | null): Promise<void> {
  const save: Step = {
    label: l10n.t('$(save-all) Save all {0} files', files.length),
    detail: l10n.t('Then run docker compose up -d, and restart the services that read a changed .conf file.'),
    run: () => Promise.all(files.map((file) => workspace.save(Uri.parse(file)))),
  };
  const copies = passwords.map((password): Step => {
    return {
      label: l10n.t('$(copy) Copy the password of {0}', userName ?? ''),
      description: password,
      detail: l10n.t('It is shown this once: the file holds only its hash.'),
      run: () => env.clipboard.writeText(password),
    };
  });
  let steps: Step[] = [...copies, save];
  while (steps.length > 0) {
    const title =
      left.length === 0
        ? l10n.t('Deployment secured')
        : l10n.t('Deployment secured but for {0}: see the problems', left.length);
    const chosen = await window.showQuickPick(steps, { title, ignoreFocusOut: true });
    if (chosen === undefined) return;
    await chosen.run();
    steps = steps.filter((step) => step !== chosen);
  }
}

function say(text: string): void {
  window.setStatusBarMessage(text, SHOWN_MILLISECONDS);
}
