import { concernsClearml } from '../../deployment/deployment.ts';
import type { Finding } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { cookieFindings } from './cookies.ts';
import { usesHttps } from './https.ts';
import { type OpenServer, openServers } from './open-servers.ts';

/**
 * Finds logins that cross the network in clear: nothing in ClearML's image speaks TLS, so a proxy has to. Source: ClearML
 * documentation, “Securing ClearML Server”.
 */
export const plainHttp: Rule = {
  id: 'plain-http',
  summary: 'Passwords and data cross the network without encryption.',
  check(deployment) {
    const { compose } = deployment;
    if (compose === undefined || !concernsClearml(compose)) return [];
    return usesHttps(compose) ? cookieFindings(deployment) : portFinding(compose.services.flatMap(openServers));
  },
};

/** One finding for the deployment, at the port that browsers use; the others beside it. */
function portFinding(open: readonly OpenServer[]): readonly Finding[] {
  const [first, ...others] = ORDER.flatMap((role) => open.filter((server) => server.role === role));
  if (first === undefined) return [];
  return [
    {
      rule: 'plain-http',
      severity: 'information',
      message: [
        `${NAMES[first.role]} is published without HTTPS`,
        'Passwords, tokens and data can be read and changed on the way: ClearML Server itself speaks plain HTTP only.',
        'Put a proxy with a certificate in front, and bind these ports to 127.0.0.1 or drop them.',
      ].join('\n'),
      at: first.at,
      path: first.path,
      related: others.map(({ role, at }) => ({ at, message: `${NAMES[role]} is published without HTTPS, too` })),
      fixes: [],
      services: [...new Set([first, ...others].map(({ service }) => service))],
    },
  ];
}

const ORDER = ['webserver', 'apiserver', 'fileserver'] as const;
const NAMES = { webserver: 'The web server', apiserver: 'The API', fileserver: 'The file server' } as const;
