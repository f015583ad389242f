import { nodeAt } from '../../deployment/compose/model/node.ts';
import type { ComposeProject } from '../../deployment/compose/project.ts';
import { joinedNetworks, networkOwner } from '../../deployment/compose/shared-network.ts';
import { authenticationOf } from '../../deployment/datastore/authentication.ts';
import { STORE_PORTS } from '../../deployment/datastore/stores.ts';
import type { Location } from '../../deployment/location.ts';
import { type Finding, lower } from '../finding.ts';
import { severityOf } from './exposure.ts';
import { hostNetworkMessage, ownAddressMessage } from './messages.ts';
import { containerOf, listensOnLoopback, type StoreService, storeServiceOf } from './store-service.ts';

/** Stores that can be reached without any mapping: in the host's network, or with an address of their own. */
export function networkFindings(project: ComposeProject): readonly Finding[] {
  return project.services.flatMap((service) => {
    const store = storeServiceOf(service);
    if (store === undefined || listensOnLoopback(store)) return [];
    return [...onHostNetwork(store, project), ...onLocalNetwork(store, project)];
  });
}

/** With the host's network there is no mapping: every port that the process listens on is the host's own. */
function onHostNetwork(store: StoreService, { services }: ComposeProject): readonly Finding[] {
  const { service } = store;
  const mode = service.networkMode;
  if (mode === undefined || networkOwner(service, services)?.networkMode?.value !== 'host') return [];
  const at = { uri: mode.file.uri, span: mode.written.span };
  return [finding(store, 'all', at, `${service.path}/network_mode`, hostNetworkMessage)];
}

/** A macvlan or ipvlan network gives each container an address in the network of the host's own card. */
function onLocalNetwork(store: StoreService, { localNetworks }: ComposeProject): readonly Finding[] {
  const { service } = store;
  const network = joinedNetworks(service).find((each) => localNetworks.has(each));
  if (network === undefined) return [];
  const at = networkAt(service.node, network) ?? service.keyAt;
  const message: Message = (name, ...rest) => ownAddressMessage(name, network, ...rest);
  return [finding(store, 'one-address', at, `${service.path}/networks/${network}`, message)];
}

/** Where a service names a network. */
function networkAt(node: StoreService['service']['node'], name: string): Location | undefined {
  const networks = nodeAt(node, 'networks');
  if (networks?.kind === 'map') return networks.entries.get(name)?.keyAt;
  return networks?.kind === 'list'
    ? networks.items.find(({ value }) => value.kind === 'scalar' && value.text?.value === name)?.value.at
    : undefined;
}

type Message = typeof hostNetworkMessage;

function finding(
  store: StoreService,
  where: 'all' | 'one-address',
  at: Location,
  path: string,
  message: Message,
): Finding {
  const { service } = store;
  const authentication = authenticationOf(containerOf(store));
  const level = severityOf(where, authentication, true);
  return {
    rule: 'exposed-datastore',
    severity: service.active ? level : lower(level),
    message: message(service.name, store.store, authentication),
    at,
    path,
    related: [],
    fixes: [],
    services: [service.name],
    store: store.store,
    target: STORE_PORTS[store.store][0] ?? 0,
  };
}
