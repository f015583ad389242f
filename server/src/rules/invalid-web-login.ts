import { FIXED_USERS } from '../deployment/web-login.ts';
import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';
import { placeFaults, switchFaults } from './web-login/switch-findings.ts';
import { type Fault, userFaults } from './web-login/user-findings.ts';
import { webLogins } from './web-login/users.ts';

const RULE = 'invalid-web-login';

/** Finds Web Login settings with which somebody, or nobody, can log in (apiserver/service_repo/auth/fixed_user.py). */
export const invalidWebLogin: Rule = {
  id: RULE,
  summary: 'Web Login is configured so that it does not do what it says.',
  check(deployment) {
    const servers = deployment.processes.filter(({ role }) => role === 'apiserver');
    return [
      ...webLogins(deployment).flatMap((login) =>
        userFaults(login, deployment).map((fault) => toFinding(fault, login.server.service?.name)),
      ),
      ...servers.flatMap((server) =>
        switchFaults(server, deployment).map((fault) => toFinding(fault, server.service?.name)),
      ),
      ...placeFaults(deployment).map((fault) => toFinding(fault)),
    ];
  },
};

function toFinding({ lines, ...fault }: Fault, service?: string): Finding {
  return {
    rule: RULE,
    severity: 'error',
    message: lines.join('\n'),
    ...fault,
    related: [],
    setting: FIXED_USERS,
    ...(service !== undefined && { services: [service] }),
  };
}
