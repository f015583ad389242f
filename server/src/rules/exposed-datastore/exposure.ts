import type { PortEntry } from '../../deployment/compose/port-entry.ts';
import { type PortMapping, reach } from '../../deployment/compose/ports.ts';
import type { ComposeProject } from '../../deployment/compose/project.ts';
import type { ComposeService } from '../../deployment/compose/service.ts';
import { networkOwner } from '../../deployment/compose/shared-network.ts';
import { type Authentication, authenticationOf } from '../../deployment/datastore/authentication.ts';
import { STORE_PORTS, type Store, storeOfName, storeOfPort } from '../../deployment/datastore/stores.ts';
import { lower, type Severity } from '../finding.ts';
import { containerOf, isToolService, type StoreService, storeServiceOf } from './store-service.ts';

/** One published port that a store can be reached at. */
export interface Exposure {
  /** The service that publishes the port: the store's own, unless the store shares another's network. */
  readonly service: ComposeService;
  /** The service that runs the store. */
  readonly runner: ComposeService;
  readonly entry: PortEntry;
  readonly store: Store;
  readonly mapping: PortMapping | undefined;
  readonly reach: 'all' | 'one-address' | 'unknown';
  readonly authentication: Authentication;
  /** False for a port that is none of the store's own, as far as can be told. */
  readonly standard: boolean;
  readonly severity: Severity;
}

/** Every port that a store of a project can be reached at beyond loopback, as far as it can be told. */
export function exposuresOf({ services }: ComposeProject): readonly Exposure[] {
  const sharing = new Map<ComposeService, ComposeService[]>();
  for (const service of services) {
    const owner = networkOwner(service, services);
    if (owner !== undefined && owner !== service) sharing.set(owner, [...(sharing.get(owner) ?? []), service]);
  }
  return services.flatMap((owner) => {
    const guests = (sharing.get(owner) ?? []).flatMap((service) => storeServiceOf(service) ?? []);
    return owner.ports.flatMap((entry) => exposureOf(owner, guests, entry));
  });
}

function exposureOf(service: ComposeService, guests: readonly StoreService[], entry: PortEntry): readonly Exposure[] {
  const found = guestOfEntry(guests, entry) ?? storeOfEntry(service, entry);
  if (found === undefined) return [];
  const { service: runner, store, mapping } = found;
  const where = mapping === undefined || entry.unknown !== undefined ? 'unknown' : reach(mapping.hostIp);
  if (where === 'loopback') return [];
  const authentication = authenticationOf(containerOf(found));
  const standard = mapping === undefined || isStorePort(runner, store, mapping.target);
  const level = severityOf(where, authentication, standard);
  const severity = service.active && runner.active ? level : lower(level);
  return [{ service, runner, entry, store, mapping, reach: where, authentication, standard, severity }];
}

type Found = StoreService & { readonly mapping: PortMapping | undefined };

/** A store that shares the network of whoever publishes the entry: only its own ports lead to it. */
function guestOfEntry(guests: readonly StoreService[], entry: PortEntry): Found | undefined {
  for (const guest of guests) {
    const mapping = tcp(entry).find(({ target }) => isStorePort(guest.service, guest.store, target));
    if (mapping !== undefined) return { ...guest, mapping };
  }
  return undefined;
}

/** Which store an entry publishes: by image, else by container port, else by the service's name. */
export function storeOfEntry(service: ComposeService, entry: PortEntry): Found | undefined {
  if (isToolService(service) || entry.problem !== undefined) return undefined;
  const known = storeServiceOf(service);
  const mappings = tcp(entry);
  if (known?.image !== undefined) {
    if (mappings.length === 0 && entry.mappings.length > 0) return undefined;
    const mapping = mappings.find(({ target }) => STORE_PORTS[known.store].includes(target)) ?? mappings[0];
    return { ...known, mapping };
  }
  for (const mapping of mappings) {
    const store = storeOfPort(mapping.target);
    if (store !== undefined) return { service, store, image: undefined, mapping };
  }
  const nameCounts = service.image === undefined || service.image.unset.length > 0;
  const named = nameCounts ? storeOfName(service.name) : undefined;
  const told = mappings[0] !== undefined || entry.unknown === 'entry';
  return named !== undefined && told ? { service, store: named, image: undefined, mapping: mappings[0] } : undefined;
}

function tcp({ mappings }: PortEntry): readonly PortMapping[] {
  return mappings.filter(({ protocol }) => protocol.toLowerCase() === 'tcp');
}

/** A store's own port, or one that its command or environment moves it to. */
function isStorePort(service: ComposeService, store: Store, port: number): boolean {
  if (STORE_PORTS[store].includes(port)) return true;
  const moved = new RegExp(`(?:^|\\D)${port}(?:\\D|$)`);
  return (
    moved.test(service.command.join(' ')) ||
    service.environment.some((entry) => /port/i.test(entry.name) && moved.test(entry.value ?? ''))
  );
}

/** Who can reach it, and what they get there. */
export function severityOf(where: Exposure['reach'], authentication: Authentication, standard: boolean): Severity {
  if (where === 'unknown' || !standard) return 'information';
  return where === 'all' && authentication === 'none' ? 'error' : 'warning';
}
