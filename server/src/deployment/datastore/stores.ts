import { memoizeByText } from '../../syntax/memo.ts';

/** The data stores that ClearML Server keeps its data in, with their relatives that speak the same protocol. */
export type Store = 'elasticsearch' | 'mongodb' | 'redis';

export const STORE_NAMES: Readonly<Record<Store, string>> = {
  elasticsearch: 'Elasticsearch',
  mongodb: 'MongoDB',
  redis: 'Redis',
};

/** Which rules tell whether an image asks for a password: same store, different makers. */
export type Flavour =
  | 'elastic'
  | 'elastic-library'
  | 'elastic-oss'
  | 'elastic-platinum'
  | 'opensearch'
  | 'bitnami-elastic'
  | 'bitnami-opensearch'
  | 'mongo'
  | 'bitnami-mongo'
  | 'mongo-company'
  | 'redis'
  | 'redis-stack'
  | 'valkey'
  | 'keydb'
  | 'dragonfly'
  | 'bitnami-redis'
  | 'bitnami-valkey'
  | 'unknown';

export interface StoreImage {
  readonly store: Store;
  readonly flavour: Flavour;
  /** The tag, `undefined` where none is given or it can't be told. */
  readonly tag: string | undefined;
}

/** Last segment of the image's name → store and flavour. */
const IMAGES: Readonly<Record<string, readonly [Store, Flavour]>> = {
  elasticsearch: ['elasticsearch', 'elastic'],
  'elasticsearch-platinum': ['elasticsearch', 'elastic-platinum'],
  'elasticsearch-wolfi': ['elasticsearch', 'elastic'],
  'elasticsearch-rtf': ['elasticsearch', 'elastic'],
  'elasticsearch-oss': ['elasticsearch', 'elastic-oss'],
  opensearch: ['elasticsearch', 'opensearch'],
  'opendistro-for-elasticsearch': ['elasticsearch', 'opensearch'],
  mongo: ['mongodb', 'mongo'],
  mongodb: ['mongodb', 'mongo'],
  'percona-server-mongodb': ['mongodb', 'mongo'],
  'mongodb-community-server': ['mongodb', 'mongo-company'],
  'mongodb-enterprise-server': ['mongodb', 'mongo-company'],
  'mongodb-atlas-local': ['mongodb', 'mongo-company'],
  ferretdb: ['mongodb', 'unknown'],
  redis: ['redis', 'redis'],
  'redis-stack': ['redis', 'redis-stack'],
  'redis-stack-server': ['redis', 'redis-stack'],
  'redis-cluster': ['redis', 'redis'],
  valkey: ['redis', 'valkey'],
  'valkey-bundle': ['redis', 'valkey'],
  keydb: ['redis', 'keydb'],
  dragonfly: ['redis', 'dragonfly'],
  garnet: ['redis', 'unknown'],
};

const BITNAMI: Readonly<Record<string, Flavour>> = {
  elasticsearch: 'bitnami-elastic',
  opensearch: 'bitnami-opensearch',
  mongodb: 'bitnami-mongo',
  redis: 'bitnami-redis',
  'redis-cluster': 'bitnami-redis',
  valkey: 'bitnami-valkey',
};

/** Docker Hub's own image of this name; the same build as Elastic's from 6.0 on. */
const LIBRARY: Readonly<Record<string, Flavour>> = { elasticsearch: 'elastic-library' };

/** Reads an image reference (`registry:5000/owner/name:tag@digest`); `undefined` where it is no store's image. */
export const storeOfImage = memoizeByText((reference): StoreImage | undefined => {
  const match = /^(?:(.*)\/)?([^/:@]+)(?::([^@]*))?(?:@.*)?$/.exec(reference.trim());
  const name = match?.[2]?.toLowerCase() ?? '';
  const known = Object.hasOwn(IMAGES, name) ? IMAGES[name] : undefined;
  if (known === undefined) return undefined;
  const owner = /[^/]*$/.exec(match?.[1] ?? 'library')?.[0] ?? '';
  const own = /^bitnami(?:legacy|secure)?$/.test(owner)
    ? BITNAMI[name]
    : owner === 'library'
      ? LIBRARY[name]
      : undefined;
  const tag = match?.[3];
  return { store: known[0], flavour: own ?? known[1], tag: tag === '' ? undefined : tag };
});

/** Container ports by store; the first is the one that clients use. */
export const STORE_PORTS: Readonly<Record<Store, readonly number[]>> = {
  elasticsearch: [9200, 9300, 9600],
  mongodb: [27017, 27018, 27019, 28017],
  redis: [6379, 16379, 26379],
};

/** Ports that tell a store by themselves, whatever the image is called. */
export function storeOfPort(port: number): Store | undefined {
  if (port === 9200 || port === 9300) return 'elasticsearch';
  if (port === 27017) return 'mongodb';
  return port === 6379 ? 'redis' : undefined;
}

/** The last resort: the name that Compose files give such a service. */
export function storeOfName(name: string): Store | undefined {
  if (/^(?:.*[-_])?(?:elasticsearch|elastic|opensearch|es)$/i.test(name)) return 'elasticsearch';
  if (/^(?:.*[-_])?(?:mongo|mongodb)$/i.test(name)) return 'mongodb';
  return /^(?:.*[-_])?(?:redis|valkey)$/i.test(name) ? 'redis' : undefined;
}

/** Images that use a store, and are none, though their names begin like one. */
export function isStoreTool(reference: string): boolean {
  return /(?:mongo-express|[-_]exporter|redis-commander|redisinsight|redis-sentinel|kibana|opensearch-dashboards|cerebro|elasticvue|logstash)(?::|@|$)/i.test(
    reference,
  );
}
