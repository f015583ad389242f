import type { PortEntry } from '../deployment/compose/port-entry.ts';
import { reach } from '../deployment/compose/ports.ts';
import type { ComposeService } from '../deployment/compose/service.ts';
import { authenticationOf } from '../deployment/datastore/authentication.ts';
import { STORE_NAMES } from '../deployment/datastore/stores.ts';
import { concernsClearml, type Deployment } from '../deployment/deployment.ts';
import { storeOfEntry } from '../rules/exposed-datastore/exposure.ts';
import { containerOf } from '../rules/exposed-datastore/store-service.ts';
import type { Span } from '../syntax/span.ts';

/** What a published port of a data store or of ClearML Server means. */
export interface PortHover {
  readonly span: Span;
  readonly title: string;
  readonly lines: readonly string[];
}

/** Says of a port who answers there and who reaches it; nothing of ports that are none of ours. */
export function portHover({ compose }: Deployment, uri: string, offset: number): PortHover | undefined {
  if (compose === undefined || !concernsClearml(compose)) return undefined;
  for (const service of compose.services) {
    for (const entry of service.ports) {
      const { at } = entry;
      if (at.uri !== uri || offset < at.span.start || offset > at.span.end) continue;
      const who = answering(service, entry);
      if (who !== undefined) return { span: at.span, ...who, lines: [...who.lines, ...reachLines(entry)] };
    }
  }
  return undefined;
}

function answering(service: ComposeService, entry: PortEntry): Omit<PortHover, 'span'> | undefined {
  const found = storeOfEntry(service, entry);
  if (found !== undefined) {
    const lines = [PASSWORD[authenticationOf(containerOf(found))]];
    return { title: `${STORE_NAMES[found.store]}, service \`${service.name}\``, lines };
  }
  if (service.roles.length === 0) return undefined;
  const roles = service.roles.map((role) => ROLES[role]).join(', ');
  return { title: `ClearML ${roles}, service \`${service.name}\``, lines: [] };
}

const PASSWORD = {
  none: 'It asks for no password.',
  required: 'It asks for a password.',
  unknown: 'Whether it asks for a password can’t be told from this file.',
} as const;

const ROLES = {
  apiserver: 'API server',
  fileserver: 'file server',
  webserver: 'web server',
  async_delete: 'deletion job',
} as const;

function reachLines({ mappings, problem, unknown }: PortEntry): readonly string[] {
  if (problem !== undefined) return [`Docker Compose refuses this: ${problem}.`];
  if (unknown !== undefined) return ['Where it is published depends on a variable that is not set here.'];
  return mappings.map(({ hostIp, published, target }) => {
    const port = `Container port ${target}, ${published === '' ? 'on a free port of the host' : `on port ${published}`}`;
    const where = reach(hostIp);
    if (where === 'loopback') return `${port}: bound to loopback, so only this host reaches it. That is fine.`;
    const address = where === 'all' ? 'on all addresses' : `on ${hostIp}`;
    return `${port}: published ${address}. Docker publishes ports past ufw and firewalld rules.`;
  });
}
