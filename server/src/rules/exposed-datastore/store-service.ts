import { type ComposeService, hasUnseenVariables } from '../../deployment/compose/service.ts';
import type { StoreContainer } from '../../deployment/datastore/authentication.ts';
import {
  isStoreTool,
  type Store,
  type StoreImage,
  storeOfImage,
  storeOfName,
} from '../../deployment/datastore/stores.ts';

/** A service that runs a data store. */
export interface StoreService {
  readonly service: ComposeService;
  readonly store: Store;
  /** `undefined` where it is known by its name or port only. */
  readonly image: StoreImage | undefined;
}

/** The store that a service runs: by its image, for one that is built here by its name. */
export function storeServiceOf(service: ComposeService): StoreService | undefined {
  if (isToolService(service)) return undefined;
  const image = storeOfImage(imageReference(service));
  const store = image?.store ?? (service.built ? storeOfName(service.name) : undefined);
  return store && { service, store, image };
}

/** True for web consoles, exporters and their like: they use a store, and are none. */
export function isToolService(service: ComposeService): boolean {
  return isStoreTool(imageReference(service));
}

function imageReference({ image }: ComposeService): string {
  return image?.value ?? image?.written.text ?? '';
}

export function containerOf({ service, store, image }: StoreService): StoreContainer {
  const { command, mounts } = service;
  const environment = new Map(service.environment.map(({ name, value }) => [name, value ?? null]));
  const required = service.environment.filter(({ text }) => text?.refused?.kind === 'required-variable');
  const supplied = new Set(required.filter(({ text }) => text?.written.text.includes(':?')).map(({ name }) => name));
  return { image, store, command, environment, supplied, hasEnvFile: hasUnseenVariables(service), mounts };
}

/**
 * True where the store is told to listen on loopback only: mongod and Redis by an option, Elasticsearch by a variable or
 * `-E`. Then no port of the host leads to it.
 */
export function listensOnLoopback({ service, store }: StoreService): boolean {
  const command = service.command.join(' ');
  const setting = service.environment.find(({ name }) => name === 'network.host' || name === 'http.host')?.value;
  const listed =
    store === 'elasticsearch'
      ? (/-E\s*(?:network|http)\.host=(\S+)/.exec(command)?.[1] ?? setting)
      : /--bind(?:_ip)?[= ](.*?)(?=\s--|$)/.exec(command)?.[1];
  const addresses = (listed ?? '').split(/[\s,]+/).filter((address) => address !== '');
  return addresses.length > 0 && addresses.every((address) => LOOPBACK.test(address));
}

const LOOPBACK = /^-?(?:127(?:\.\d+){3}|localhost|::1|_local_)$/;
