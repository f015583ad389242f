import type { PortEntry } from '../../deployment/compose/port-entry.ts';
import { type PortMapping, reach } from '../../deployment/compose/ports.ts';
import { type ComposeService, hasUnseenVariables } from '../../deployment/compose/service.ts';
import {
  type Authentication,
  authenticationOf,
  type StoreContainer,
} from '../../deployment/datastore/authentication.ts';
import {
  isStoreTool,
  STORE_PORTS,
  type Store,
  type StoreImage,
  storeOfImage,
  storeOfName,
  storeOfPort,
} from '../../deployment/datastore/stores.ts';
import { lower, type Severity } from '../finding.ts';

/** One published port of one service. */
export interface Exposure {
  readonly service: ComposeService;
  readonly entry: PortEntry;
  readonly store: Store;
  readonly mapping: PortMapping | undefined;
  readonly reach: 'all' | 'one-address' | 'unknown';
  readonly authentication: Authentication;
  /** False for a port that is none of the store's own, as far as can be told. */
  readonly standard: boolean;
  readonly severity: Severity;
}

/** Every port of a service that a store can be reached at beyond loopback, as far as it can be told. */
export function exposuresOf(service: ComposeService): readonly Exposure[] {
  const reference = service.image?.value ?? service.image?.written.text ?? '';
  if (isStoreTool(reference)) return [];
  const image = storeOfImage(reference);
  return service.ports.flatMap((entry): Exposure[] => {
    const found = storeOfEntry(service, entry, image);
    if (found === undefined) return [];
    const { store, mapping } = found;
    const where = mapping === undefined || entry.unknown !== undefined ? 'unknown' : reach(mapping.hostIp);
    if (where === 'loopback') return [];
    const authentication = authenticationOf(containerOf(service, store, image));
    const standard = mapping === undefined || isStorePort(service, store, mapping.target);
    const level = severityOf(where, authentication, standard);
    const severity = service.profiles.length > 0 ? lower(level) : level;
    return [{ service, entry, store, mapping, reach: where, authentication, standard, severity }];
  });
}

/** Which store an entry publishes: by image, else by container port, else by the service's name. */
function storeOfEntry(
  service: ComposeService,
  entry: PortEntry,
  image: StoreImage | undefined,
): { store: Store; mapping: PortMapping | undefined } | undefined {
  const tcp = entry.mappings.filter((mapping) => mapping.protocol.toLowerCase() === 'tcp');
  if (image !== undefined) {
    if (entry.problem !== undefined || (tcp.length === 0 && entry.mappings.length > 0)) return undefined;
    const mapping = tcp.find(({ target }) => STORE_PORTS[image.store].includes(target)) ?? tcp[0];
    return { store: image.store, mapping };
  }
  for (const mapping of tcp) {
    const store = storeOfPort(mapping.target);
    if (store !== undefined) return { store, mapping };
  }
  const named = service.image === undefined || service.image.unset.length > 0 ? storeOfName(service.name) : undefined;
  return named !== undefined && tcp[0] !== undefined ? { store: named, mapping: tcp[0] } : undefined;
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

export function containerOf(service: ComposeService, store: Store, image: StoreImage | undefined): StoreContainer {
  const environment = new Map<string, string | null>();
  for (const { name, value } of service.environment) environment.set(name, value ?? null);
  return {
    image,
    store,
    command: service.command,
    environment,
    hasEnvFile: hasUnseenVariables(service),
    mounts: service.mounts,
  };
}

export function severityOf(where: Exposure['reach'], authentication: Authentication, standard: boolean): Severity {
  if (where === 'unknown' || !standard) return 'information';
  return where === 'all' && authentication === 'none' ? 'error' : 'warning';
}
