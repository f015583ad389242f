import { l10n, type QuickPickItem, window } from 'vscode';
import type { SecureChoices } from '../../../server/src/protocol/secure.ts';
import type { DeploymentView } from '../../../server/src/protocol/views.ts';

type Choice<Key extends keyof SecureChoices> = QuickPickItem & { readonly value: SecureChoices[Key] };

/**
 * Asks what has to be decided, and only that: a deployment without open ports is not asked about ports.
 * @returns `undefined` where the person escapes
 */
export async function askChoices(
  { findings, settings }: DeploymentView,
  given: Partial<SecureChoices>,
): Promise<SecureChoices | undefined> {
  const has = (...rules: readonly string[]) => findings.some(({ rule }) => rules.includes(rule));
  const outOfReach = settings.some(({ setting, unseen }) => unseen && /^(?:secure|apiserver)\./.test(setting));
  const fresh = given.fresh ?? (outOfReach ? await pick(whatIsUnseen()) : false);
  if (fresh === undefined) return undefined;
  const secrets = given.secrets ?? (has('default-in-effect') || fresh ? await pick(whereSecretsLive()) : 'dotenv');
  if (secrets === undefined) return undefined;
  const userName =
    given.userName !== undefined
      ? given.userName
      : has('web-login-off', 'broken-free-access') || fresh
        ? await askUser()
        : null;
  if (userName === undefined) return undefined;
  const ports = given.ports ?? (has('exposed-datastore', 'unexpected-port') ? await pick(whatOfPorts()) : 'leave');
  return ports === undefined ? undefined : { fresh, secrets, userName, ports };
}

interface Question<Key extends keyof SecureChoices> {
  readonly title: string;
  readonly items: readonly Choice<Key>[];
}

function whatIsUnseen(): Question<'fresh'> {
  return {
    title: l10n.t('Secure this deployment: its configuration directory is not on this machine. What is in it?'),
    items: [
      {
        value: true,
        label: l10n.t('Nothing: the server is being set up'),
        detail: l10n.t('All secrets and a login are set from here, with variables of the services.'),
      },
      {
        value: false,
        label: l10n.t('Settings of its own'),
        detail: l10n.t('What can’t be seen is left alone. configDirectories in .clearml-secure.yaml can name a copy.'),
      },
    ],
  };
}

function whereSecretsLive(): Question<'secrets'> {
  return {
    title: l10n.t('Secure this deployment: where do the secrets live?'),
    items: [
      {
        value: 'dotenv',
        label: l10n.t('In .env, with references'),
        description: l10n.t('recommended'),
        detail: l10n.t('docker-compose.yml can be shared; .env stays on this machine.'),
      },
      {
        value: 'secure-conf',
        label: l10n.t('In secure.conf'),
        detail: l10n.t('In the configuration directory that the servers mount.'),
      },
      {
        value: 'environment',
        label: l10n.t('In docker-compose.yml'),
        detail: l10n.t('Whoever reads the file knows the secrets.'),
      },
    ],
  };
}

function whatOfPorts(): Question<'ports'> {
  return {
    title: l10n.t('Secure this deployment: what becomes of open data store ports?'),
    items: [
      {
        value: 'remove',
        label: l10n.t('Remove the mappings'),
        description: l10n.t('recommended'),
        detail: l10n.t('The services reach each other without them.'),
      },
      {
        value: 'loopback',
        label: l10n.t('Bind to 127.0.0.1'),
        detail: l10n.t('Tools on this machine still reach them.'),
      },
      { value: 'expose', label: l10n.t('Turn them into expose'), detail: l10n.t('Says the ports, publishes nothing.') },
      { value: 'leave', label: l10n.t('Leave them as they are') },
    ],
  };
}

async function pick<Key extends keyof SecureChoices>({
  title,
  items,
}: Question<Key>): Promise<SecureChoices[Key] | undefined> {
  return (await window.showQuickPick(items, { title, ignoreFocusOut: true }))?.value;
}

/** @returns `null` to leave Web Login off */
async function askUser(): Promise<string | null | undefined> {
  const name = await window.showInputBox({
    title: l10n.t('Secure this deployment: who logs in?'),
    prompt: l10n.t('Web Login gets this user with a fresh password. Leave it empty to leave Web Login off'),
    value: 'clearml',
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^[\w.@-]*$/.test(text)
        ? undefined
        : l10n.t('Letters, digits and . _ @ - only: the server compares names as they are'),
  });
  return name === '' ? null : name;
}
