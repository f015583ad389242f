import { BUILT_IN_SECRETS, type BuiltInSecret, isPublicIn } from '../../clearml/built-in-secrets.ts';
import { partnerSetting } from '../../clearml/settings.ts';
import { hasUnseenVariables } from '../../deployment/compose/service.ts';
import type { UnknownSetting } from '../../deployment/configuration/index.ts';
import type { Deployment } from '../../deployment/deployment.ts';
import type { ClearmlProcess } from '../../deployment/processes.ts';
import { memoizeByIdentity } from '../../syntax/memo.ts';
import { isWebLoginOn, revokes } from '../secrets/secrets.ts';

/** What an API server holds of the secrets that it brings along. */
export interface Holdings {
  /** Nobody sets these: the published values are in effect. */
  readonly missing: readonly BuiltInSecret[];
  /** Nobody can tell these from here. */
  readonly unseen: readonly BuiltInSecret[];
  /** Why, each reason once. */
  readonly reasons: readonly string[];
}

/**
 * Looks for public defaults in effect. Pairs that Web Login is there to revoke count only where it is on and its release
 * does not revoke them: they are what a server without it is open with (rule web-login-off).
 */
export function holdingsOf(server: ClearmlProcess, deployment: Deployment): Holdings {
  const { configuration, service } = server;
  const missing: BuiltInSecret[] = [];
  const unseen: BuiltInSecret[] = [];
  const reasons = new Set<string>();
  for (const secret of BUILT_IN_SECRETS) {
    if (!isPublicIn(secret, configuration.release)) continue;
    if (secret.revokedSince !== undefined && !outlivesWebLogin(server, secret)) continue;
    const setting = configuration.setting(secret.setting);
    const why =
      setting.state === 'unknown'
        ? reasonOf(setting, server)
        : isBuiltIn(server, secret) && service !== undefined && hasUnseenVariables(service)
          ? 'An env_file of the service can’t be read.'
          : undefined;
    if (why !== undefined) {
      unseen.push(secret);
      reasons.add(why);
    } else if (isBuiltIn(server, secret) && !setSomewhere(deployment).has(secret)) missing.push(secret);
  }
  return { missing: withoutLoneKeys(missing), unseen: withoutLoneKeys(unseen), reasons: [...reasons] };
}

function outlivesWebLogin(server: ClearmlProcess, { setting }: BuiltInSecret): boolean {
  const account = setting.slice(0, setting.lastIndexOf('.'));
  const { state } = server.configuration.setting(`${account}.revoke_in_fixed_mode`);
  return isWebLoginOn(server) && state !== 'unknown' && !revokes(server, account);
}

/** True where a server holds what it brings along. */
export function isBuiltIn({ configuration }: ClearmlProcess, { setting }: BuiltInSecret): boolean {
  const held = configuration.setting(setting);
  return held.state === 'known' && held.layer === 'built-in';
}

/** `undefined` for what is supplied when the server starts, and for what keeps it from starting: that is said elsewhere. */
function reasonOf({ code, reason, origin }: UnknownSetting, { configuration, service }: ClearmlProcess) {
  if (code === 'variable') {
    const entry = service?.environment.find(({ at }) => at === origin);
    // What looks like a variable's name may be the rest of a secret with a dollar sign in it: it is not named.
    return entry !== undefined && entry.unset.length > 0 ? UNSUPPLIED : undefined;
  }
  return code === 'file' && configuration.errors.length > 0 ? undefined : reason;
}

const UNSUPPLIED = 'A variable is set in no file that is visible here.';

/** What one of the services sets at least. Two that must agree and don't are a finding of their own. */
const setSomewhere = memoizeByIdentity(
  ({ processes }: Deployment): ReadonlySet<BuiltInSecret> =>
    new Set(
      BUILT_IN_SECRETS.filter(({ roles, setting }) =>
        processes.some((each) => roles.includes(each.role) && isSetIn(each, setting)),
      ),
    ),
);

function isSetIn({ configuration }: ClearmlProcess, path: string): boolean {
  const setting = configuration.setting(path);
  return setting.state === 'known' && setting.layer !== 'built-in';
}

/** A key is only a name: what counts is the secret beside it. */
function withoutLoneKeys(secrets: readonly BuiltInSecret[]): readonly BuiltInSecret[] {
  const all = new Set(secrets.map(({ setting }) => setting));
  return secrets.filter(({ kind, setting }) => kind === 'secret' || all.has(partnerSetting(setting) ?? ''));
}
