import { env, l10n, ThemeIcon, window } from 'vscode';

/**
 * Shows a password that a fix has just drawn, once: files hold only its hash. It stays until it is dismissed or copied,
 * and is kept nowhere.
 */
export function showPassword(user: unknown, password: unknown): void {
  if (typeof user !== 'string' || typeof password !== 'string') return;
  const input = window.createInputBox();
  input.title = l10n.t('The password of {0}', user);
  input.prompt = l10n.t('It is shown this once: the file holds only its hash. Press Enter to copy it');
  input.value = password;
  input.ignoreFocusOut = true;
  input.buttons = [{ iconPath: new ThemeIcon('copy'), tooltip: l10n.t('Copy') }];
  const copy = async () => {
    await env.clipboard.writeText(password);
    input.hide();
  };
  input.onDidAccept(copy);
  input.onDidTriggerButton(copy);
  input.onDidHide(() => input.dispose());
  input.show();
}
