import { BUILT_IN_SECRETS, isRevokedIn } from '../clearml/built-in-secrets.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { isSample } from '../deployment/file-kind.ts';
import type { ClearmlProcess } from '../deployment/processes.ts';
import { FIXED_USERS, webLoginOf } from '../deployment/web-login.ts';
import { enableWebLogin } from '../fixes/web-login.ts';
import { apiservers, placeOfProcess } from './absence.ts';
import { isBuiltIn } from './default-in-effect/missing.ts';
import type { Finding } from './finding.ts';
import { levelWithin } from './reach.ts';
import type { Rule } from './rule.ts';

const RULE = 'web-login-off';
const ENABLED = `${FIXED_USERS}.enabled`;

/**
 * Finds servers that let everybody in: without Web Login whoever reaches the web pages picks a name, and gets API
 * credentials (ClearML documentation, “Web Login Authentication”; apiserver/service_repo/auth/fixed_user.py).
 */
export const webLoginOff: Rule = {
  id: RULE,
  summary: 'Web Login is off: whoever reaches the server is in.',
  check(deployment) {
    return apiservers(deployment).flatMap((server) => {
      const place = webLoginOf(server) === 'off' ? placeOf(server, deployment) : undefined;
      return place === undefined || isSample(place.at.uri) ? [] : [toFinding(server, place, deployment)];
    });
  },
};

type Place = Pick<Finding, 'at' | 'path'>;

/** Where it is switched off, if somebody wrote that; else where something is missing. */
function placeOf(server: ClearmlProcess, deployment: Deployment): Place | undefined {
  const setting = server.configuration.setting(ENABLED);
  const origin = setting.state === 'known' ? setting.origin : null;
  if (origin !== null) return { at: origin, path: ENABLED };
  return placeOfProcess(server, deployment, ['apiserver', 'secure']);
}

function toFinding(server: ClearmlProcess, place: Place, deployment: Deployment): Finding {
  const { service } = server;
  const fixes = enableWebLogin(server, deployment);
  return {
    rule: RULE,
    severity: levelWithin(deployment, 'error'),
    message: [
      'Web Login is off: whoever reaches the server is in',
      'Anyone can log in under any name, see and delete everything, and make API credentials.',
      ...publicPairs(server),
      fixes.length > 0
        ? 'Turn it on with users of your own in apiserver.conf: auth.fixed_users.'
        : 'Turn it on with users of your own: auth.fixed_users in apiserver.conf, with passwords hashed.',
    ].join('\n'),
    ...place,
    beside: true,
    related: [],
    fixes,
    setting: ENABLED,
    ...(service !== undefined && { services: [service.name] }),
  };
}

/** Accounts that Web Login would revoke, and that everyone knows. */
function publicPairs(server: ClearmlProcess): readonly string[] {
  const secrets = BUILT_IN_SECRETS.filter(
    (secret) =>
      secret.kind === 'secret' && isRevokedIn(secret, server.configuration.release) && isBuiltIn(server, secret),
  );
  const names = secrets.map(({ setting }) => setting.split('.').at(-2));
  if (names.length === 0) return [];
  return [`The built-in pairs of ${names.join(' and ')} are public and work until then; Web Login revokes them.`];
}
