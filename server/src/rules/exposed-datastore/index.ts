import type { ComposeService } from '../../deployment/compose/service.ts';
import { authenticationOf } from '../../deployment/datastore/authentication.ts';
import { isStoreTool, STORE_PORTS, storeOfImage, storeOfName } from '../../deployment/datastore/stores.ts';
import { concernsClearml } from '../../deployment/deployment.ts';
import { type Finding, lower } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { containerOf, type Exposure, exposuresOf, severityOf } from './exposure.ts';
import { type EntryUsers, entryUsers, portFixes } from './fixes.ts';
import { hostNetworkMessage, portMessage } from './messages.ts';

/**
 * Finds Elasticsearch, MongoDB and Redis published to the network. Sources: compose-spec 05-services.md, “ports”;
 * Docker documentation, “Port publishing”; the stores' image documentation.
 */
export const exposedDatastore: Rule = {
  id: 'exposed-datastore',
  summary: 'A data store is published to the network.',
  check({ compose }, scope) {
    if (compose === undefined || (scope !== 'all' && !concernsClearml(compose))) return [];
    const exposures = compose.services.flatMap(exposuresOf);
    const users = entryUsers(compose);
    const ports = joinByPlace(exposures).map((group) => portFinding(group, users));
    return [...ports, ...compose.services.flatMap(hostNetworkFinding)];
  },
};

/** One finding per entry; an entry behind an anchor may serve several services. */
function joinByPlace(exposures: readonly Exposure[]): readonly (readonly Exposure[])[] {
  const groups = new Map<string, Exposure[]>();
  for (const exposure of exposures) {
    const { uri, span } = exposure.entry.at;
    const key = `${uri} ${span.start} ${exposure.store}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [exposure]);
    else group.push(exposure);
  }
  return [...groups.values()];
}

function portFinding(group: readonly Exposure[], users: EntryUsers): Finding {
  const worst = group.find((exposure) => exposure.severity === 'error') ?? (group[0] as Exposure);
  const { entry, mapping, store } = worst;
  return {
    rule: 'exposed-datastore',
    severity: worst.severity,
    message: portMessage(worst),
    at: entry.at,
    path: entry.path,
    related: [],
    fixes: portFixes(group, users),
    services: group.map((exposure) => exposure.service.name),
    store,
    ...(mapping && { hostIp: mapping.hostIp, published: mapping.published, target: mapping.target }),
  };
}

/** With the host's network there is no mapping: every port that the process listens on is the host's own. */
function hostNetworkFinding(service: ComposeService): readonly Finding[] {
  const reference = service.image?.value ?? service.image?.written.text ?? '';
  const image = storeOfImage(reference);
  if (service.networkMode?.value !== 'host' || isStoreTool(reference)) return [];
  const store = image?.store ?? (service.built ? storeOfName(service.name) : undefined);
  if (store === undefined || /--bind(?:_ip)?[= ](?:127\.0\.0\.1|localhost|::1)(?:\s|$)/.test(service.command.join(' ')))
    return [];
  const authentication = authenticationOf(containerOf(service, store, image));
  const level = severityOf('all', authentication, true);
  return [
    {
      rule: 'exposed-datastore',
      severity: service.profiles.length > 0 ? lower(level) : level,
      message: hostNetworkMessage(service.name, store, authentication),
      at: { uri: service.networkMode.file.uri, span: service.networkMode.written.span },
      path: `${service.path}/network_mode`,
      related: [],
      fixes: [],
      services: [service.name],
      store,
      target: STORE_PORTS[store][0] ?? 0,
    },
  ];
}
