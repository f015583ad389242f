import type { PortEntry } from '../deployment/compose/port-entry.ts';
import { type PortMapping, reach } from '../deployment/compose/ports.ts';
import type { ComposeService } from '../deployment/compose/service.ts';
import { type EntryUsers, entryUsers, joinByEntry, type Published, portFixes } from '../fixes/port-mapping.ts';
import { type Finding, lower, type Severity } from './finding.ts';
import type { Rule } from './rule.ts';
import { valueChain } from './value-chain.ts';

/**
 * Container ports that ClearML Server's images listen on: API, web (80, or 8080 without root), files; and 443 for who
 * brings certificates along. Source: docker/docker-compose.yml and docker/build/Dockerfile of clearml/clearml-server.
 */
const EXPECTED: ReadonlySet<number> = new Set([8008, 80, 8080, 8081, 443]);

/** Finds ports of ClearML Server's containers that none of its own servers listens on. */
export const unexpectedPort: Rule = {
  id: 'unexpected-port',
  summary: 'A ClearML Server container publishes a port that is none of ClearML’s.',
  check({ compose }) {
    if (compose === undefined) return [];
    const users = entryUsers(compose);
    const services = compose.services.filter(({ roles }) => roles.length > 0);
    return joinByEntry(services.flatMap(openPorts)).map((group) => toFinding(group, users));
  },
};

interface OpenPort extends Published {
  readonly mapping: PortMapping;
  readonly severity: Severity;
}

function openPorts(service: ComposeService): readonly OpenPort[] {
  return service.ports.flatMap((entry): OpenPort[] => {
    const mapping = entry.mappings.find(({ target, hostIp }) => !EXPECTED.has(target) && reach(hostIp) !== 'loopback');
    if (mapping === undefined) return [];
    const level = entry.unknown === undefined ? 'warning' : 'information';
    return [{ service, entry, mapping, severity: service.active ? level : lower(level) }];
  });
}

function toFinding(group: readonly OpenPort[], users: EntryUsers): Finding {
  const worst = group.find(({ severity }) => severity === 'warning') ?? (group[0] as OpenPort);
  const { entry, mapping, severity, service } = worst;
  return {
    rule: 'unexpected-port',
    severity,
    message: [
      `${service.name} publishes port ${mapping.target}, none of ClearML’s`,
      'ClearML Server listens on 8008, 8080, 80 and 8081 only. Whatever else answers here, a debugger or a leftover, is open ' +
        'to the network, and Docker publishes ports past ufw and firewalld rules.',
      'Remove the mapping, or bind it to 127.0.0.1.',
    ].join('\n'),
    at: entry.at,
    path: entry.path,
    related: relatedOf(entry),
    fixes: portFixes(group, users).filter(({ kind }) => kind !== 'turn-into-expose'),
    services: [...new Set(group.map((each) => each.service.name))],
    hostIp: mapping.hostIp,
    published: mapping.published,
    target: mapping.target,
  };
}

function relatedOf({ form }: PortEntry): Finding['related'] {
  return form.kind === 'short' ? valueChain(form.text) : form.hostIp === undefined ? [] : valueChain(form.hostIp);
}
