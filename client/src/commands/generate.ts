import {
  EndOfLine,
  env,
  l10n,
  type QuickPickItem,
  type Selection,
  type TextDocument,
  type TextEditor,
  window,
} from 'vscode';
import type { SecretSource } from '../../../server/src/clearml/secrets.ts';
import { CLIPBOARD, insertion, KINDS, type Kind, type Place, valueAt } from './insertion.ts';

const SHOWN_MILLISECONDS = 5_000;

/**
 * Puts fresh values at every cursor, a different one at each; without an editor that takes them, on the clipboard.
 * @param chosen a kind, as a key binding may give it in its `args`; anything else asks
 */
export async function generateSecret(secrets: SecretSource, chosen?: unknown): Promise<void> {
  const kind = KINDS.find((each) => each === chosen) ?? (await askForKind());
  if (kind === undefined) return;
  const editor = window.activeTextEditor;
  if (kind === 'password') return generatePassword(editor, secrets);
  if (editor !== undefined && (await insert(editor, kind, secrets))) return;
  await env.clipboard.writeText(insertion(kind, CLIPBOARD, secrets));
  window.setStatusBarMessage(l10n.t('$(key) ClearML secret copied to the clipboard'), SHOWN_MILLISECONDS);
}

async function askForKind(): Promise<Kind | undefined> {
  const items: readonly (QuickPickItem & { readonly kindOfSecret: Kind })[] = [
    { kindOfSecret: 'key', label: l10n.t('Key'), description: l10n.t('30 capital letters and digits') },
    { kindOfSecret: 'secret', label: l10n.t('Secret'), description: l10n.t('67 characters, safe in URLs') },
    { kindOfSecret: 'pair', label: l10n.t('Key and secret'), description: l10n.t('two lines') },
    {
      kindOfSecret: 'password',
      label: l10n.t('Password with its hash'),
      description: l10n.t('the hash at the cursor, the password on the clipboard'),
    },
  ];
  return (await window.showQuickPick(items, { title: l10n.t('Generate ClearML secret') }))?.kindOfSecret;
}

/** The file gets the hash; the password goes to the clipboard alone, a line for each cursor. Without an editor, both do. */
async function generatePassword(editor: TextEditor | undefined, secrets: SecretSource): Promise<void> {
  // Loaded on demand, so that activation stays cheap.
  const { hashPassword } = await import('../../../server/src/clearml/password-hash.ts');
  const passwords = (editor?.selections ?? [undefined]).map(() => secrets.password());
  const hashes = await Promise.all(passwords.map(hashPassword));
  const places = editor?.selections.map((selection) => placeOf(editor.document, selection)) ?? [];
  const texts = hashes.map((hash, index) => valueAt(places[index] ?? CLIPBOARD, hash));
  const inserted = editor !== undefined && (await replaceSelections(editor, texts));
  const copied = inserted ? passwords : passwords.flatMap((password, index) => [password, hashes[index] ?? '']);
  await env.clipboard.writeText(copied.join('\n'));
  const message = inserted
    ? l10n.t('$(key) Password copied to the clipboard; its hash is in the file')
    : l10n.t('$(key) Password and its hash copied to the clipboard');
  window.setStatusBarMessage(message, SHOWN_MILLISECONDS);
}

async function insert(editor: TextEditor, kind: Exclude<Kind, 'password'>, secrets: SecretSource): Promise<boolean> {
  return replaceSelections(
    editor,
    editor.selections.map((selection) => insertion(kind, placeOf(editor.document, selection), secrets)),
  );
}

/** @returns false where the editor takes no edits, such as an output panel or a file opened read-only */
async function replaceSelections(editor: TextEditor, texts: readonly string[]): Promise<boolean> {
  return editor.edit((edit) => {
    for (const [index, selection] of editor.selections.entries()) edit.replace(selection, texts[index] ?? '');
  });
}

function placeOf(document: TextDocument, selection: Selection): Place {
  const { line, character } = selection.start;
  let above = line - 1;
  while (above > 0 && document.lineAt(above).isEmptyOrWhitespace) above -= 1;
  return {
    language: document.languageId,
    before: document.lineAt(line).text.slice(0, character),
    above: above < 0 ? '' : document.lineAt(above).text,
    newline: document.eol === EndOfLine.CRLF ? '\r\n' : '\n',
  };
}
