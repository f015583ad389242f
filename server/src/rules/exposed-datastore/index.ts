import { concernsClearml } from '../../deployment/deployment.ts';
import { type EntryUsers, entryUsers, joinByEntry, portFixes } from '../../fixes/port-mapping.ts';
import type { Finding } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { type Exposure, exposuresOf } from './exposure.ts';
import { portMessage } from './messages.ts';
import { networkFindings } from './network.ts';
import { loopbackBeside, relatedPlaces } from './related.ts';

/**
 * Finds Elasticsearch, MongoDB and Redis published to the network. Sources: compose-spec 05-services.md, “ports”;
 * Docker documentation, “Port publishing”; the stores' image documentation.
 */
export const exposedDatastore: Rule = {
  id: 'exposed-datastore',
  summary: 'A data store is published to the network.',
  check({ compose }, scope) {
    if (compose === undefined || (scope !== 'all' && !concernsClearml(compose))) return [];
    const users = entryUsers(compose);
    const ports = joinByEntry(exposuresOf(compose)).map((group) => portFinding(group, users));
    return [...ports, ...networkFindings(compose)];
  },
};

/** One finding per entry. */
function portFinding(group: readonly Exposure[], users: EntryUsers): Finding {
  const worst = group.find((exposure) => exposure.severity === 'error') ?? (group[0] as Exposure);
  const { entry, mapping, store } = worst;
  return {
    rule: 'exposed-datastore',
    severity: worst.severity,
    message: portMessage(worst, loopbackBeside(worst).length > 0),
    at: entry.at,
    path: entry.path,
    related: relatedPlaces(worst),
    fixes: portFixes(group, users),
    services: [...new Set(group.map(({ runner }) => runner.name))],
    store,
    ...(mapping && { hostIp: mapping.hostIp, published: mapping.published, target: mapping.target }),
  };
}
