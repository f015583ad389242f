import { elastic, opensearch, switchOf } from './elasticsearch.ts';
import { bitnamiMongo, mongo } from './mongodb.ts';
import { bitnamiRedis, redis } from './redis.ts';
import type { Authentication, StoreContainer } from './store-container.ts';
import type { Flavour, Store } from './stores.ts';

export type { Authentication, StoreContainer } from './store-container.ts';

/**
 * Tells whether a store asks for a password. Sources, per maker: the images' entrypoint scripts and documentation
 * (elastic/elasticsearch docker-entrypoint.sh, opensearch-build, docker-library/mongo, redis/docker-library-redis,
 * bitnami/containers, dragonflydb docs).
 */
export function authenticationOf(container: StoreContainer): Authentication {
  const flavour = container.image?.flavour ?? DEFAULT_FLAVOUR[container.store];
  return READERS[flavour](container);
}

/** A store recognised by port or name only is taken for the maker's stock image. */
const DEFAULT_FLAVOUR: Readonly<Record<Store, Flavour>> = {
  elasticsearch: 'elastic',
  mongodb: 'mongo',
  redis: 'redis',
};

type Reader = (container: StoreContainer) => Authentication;

const READERS: Readonly<Record<Flavour, Reader>> = {
  // Before 5.0 there was no X-Pack; Elastic's own 5.x asks for a public password until its trial is over.
  elastic: (container) => elastic(container, { 5: 'unknown', 6: 'none', 7: 'none' }),
  'elastic-library': (container) => elastic(container, { 5: 'none', 6: 'none', 7: 'none' }),
  'elastic-platinum': (container) => elastic(container, { 5: 'required', 6: 'required', 7: 'required' }),
  'elastic-oss': () => 'none',
  opensearch,
  'bitnami-elastic': (container) => switchOf(container, 'ELASTICSEARCH_ENABLE_SECURITY'),
  'bitnami-opensearch': (container) => switchOf(container, 'OPENSEARCH_ENABLE_SECURITY'),
  mongo: (container) => mongo(container, 'MONGO_INITDB_ROOT'),
  'mongo-company': (container) => mongo(container, 'MONGODB_INITDB_ROOT'),
  'bitnami-mongo': bitnamiMongo,
  redis: (container) => redis(container, { arguments: ['REDIS_ARGS'], argumentsSince: 8 }),
  'redis-stack': (container) => redis(container, { arguments: ['REDIS_ARGS'], configuration: /^\/redis-stack\.conf$/ }),
  valkey: (container) => redis(container, { arguments: ['VALKEY_EXTRA_FLAGS'] }),
  keydb: (container) => redis(container, { configuration: /^\/etc\/keydb(?:\/keydb\.conf)?$/ }),
  dragonfly: (container) => redis(container, { password: ['DFLY_requirepass', 'DFLY_PASSWORD'] }),
  'bitnami-redis': (container) => bitnamiRedis(container, 'REDIS'),
  'bitnami-valkey': (container) => bitnamiRedis(container, 'VALKEY'),
  unknown: () => 'unknown',
};
