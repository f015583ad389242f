import type { Flavour, Store, StoreImage } from './stores.ts';

/** Does whoever reaches the store's port need a password? `unknown` where a file or variable out of sight decides. */
export type Authentication = 'none' | 'required' | 'unknown';

/** What a store's container is started with, as far as the compose file tells. */
export interface StoreContainer {
  readonly image: StoreImage | undefined;
  readonly store: Store;
  /** Entrypoint and command, split into words. */
  readonly command: readonly string[];
  /** `null`: set, but its value is not visible here. */
  readonly environment: ReadonlyMap<string, string | null>;
  readonly hasEnvFile: boolean;
  /** Container paths of mounted files and directories. */
  readonly mounts: readonly string[];
}

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
  elastic,
  'elastic-oss': () => 'none',
  opensearch,
  'bitnami-elastic': (container) => switchOf(container, 'ELASTICSEARCH_ENABLE_SECURITY'),
  'bitnami-opensearch': (container) => switchOf(container, 'OPENSEARCH_ENABLE_SECURITY'),
  mongo: (container) => mongo(container, 'MONGO_INITDB_ROOT'),
  'mongo-company': (container) => mongo(container, 'MONGODB_INITDB_ROOT'),
  'bitnami-mongo': (container) => givenBy(container, ['MONGODB_ROOT_PASSWORD', 'MONGODB_ROOT_PASSWORD_FILE']),
  redis,
  'redis-stack': redis,
  dragonfly: redis,
  'bitnami-redis': (container) =>
    givenBy(container, ['REDIS_PASSWORD', 'REDIS_PASSWORD_FILE', 'VALKEY_PASSWORD', 'VALKEY_PASSWORD_FILE']),
  unknown: () => 'unknown',
};

function elastic(container: StoreContainer): Authentication {
  const argument = /-E\s*xpack\.security\.enabled=(\w+)/.exec(container.command.join(' '))?.[1];
  const setting = container.environment.get('xpack.security.enabled') ?? container.environment.get(ES_SETTING);
  const value = argument ?? setting;
  if (value === 'false') return 'none';
  if (value === 'true') return 'required';
  if (isUnseen(container, ['xpack.security.enabled', ES_SETTING])) return 'unknown';
  if (
    container.mounts.some(
      (path) => /\/elasticsearch(?:\/config)?(?:\/elasticsearch\.yml)?\/?$/.test(path) && !/\/data\/?$/.test(path),
    )
  ) {
    return 'unknown';
  }
  const major = /^v?(\d+)(?:\.|$|-)/.exec(container.image?.tag ?? '')?.[1];
  if (major === undefined) return 'unknown';
  if (Number(major) >= 8) return 'required';
  return Number(major) === 5 ? 'unknown' : 'none';
}

const ES_SETTING = 'ES_SETTING_XPACK_SECURITY_ENABLED';

function opensearch(container: StoreContainer): Authentication {
  const off = container.environment.get('DISABLE_SECURITY_PLUGIN') === 'true';
  const disabled = container.environment.get('plugins.security.disabled') === 'true';
  if (off || disabled || /plugins\.security\.disabled=true/.test(container.command.join(' '))) return 'none';
  return isUnseen(container, ['DISABLE_SECURITY_PLUGIN', 'plugins.security.disabled']) ? 'unknown' : 'required';
}

/** Bitnami’s switch: only `true` or `yes` turns security on. */
function switchOf(container: StoreContainer, name: string): Authentication {
  const value = container.environment.get(name);
  if (value !== null && value !== undefined && /^(?:true|yes|1)$/i.test(value)) return 'required';
  return isUnseen(container, [name]) ? 'unknown' : 'none';
}

function mongo(container: StoreContainer, prefix: string): Authentication {
  const command = container.command.join(' ');
  if (/(?:^|\s)--(?:auth|keyFile|clusterAuthMode)\b/.test(command)) return 'required';
  if (/(?:^|\s)--noauth\b/.test(command)) return 'none';
  if (/(?:^|\s)(?:--config|-f)[\s=]/.test(command)) return 'unknown';
  // The image reads the variables only where the command is mongod's own.
  const own =
    container.command.length === 0 ||
    /^(?:\S*\/)?(?:mongod$|-|docker-entrypoint\.sh$)/.test(container.command[0] ?? '');
  const user = givenBy(container, [`${prefix}_USERNAME`, `${prefix}_USERNAME_FILE`]);
  const password = givenBy(container, [`${prefix}_PASSWORD`, `${prefix}_PASSWORD_FILE`]);
  if (!own) return user === 'none' || password === 'none' ? 'none' : 'unknown';
  if (user === 'required' && password === 'required') return 'required';
  return user === 'none' || password === 'none' ? 'none' : 'unknown';
}

function redis(container: StoreContainer): Authentication {
  const extra = ['REDIS_ARGS', 'DFLY_requirepass', 'VALKEY_EXTRA_FLAGS'].map((name) => container.environment.get(name));
  const command = [...container.command, ...extra.map((value) => value ?? '')].join(' ');
  if ((container.environment.get('DFLY_requirepass') ?? '') !== '') return 'required';
  const password = /--requirepass(?:\s+|=)(\S+)/.exec(command)?.[1];
  if (password !== undefined) return /^(?:""|'')$/.test(password) ? 'none' : 'required';
  if (/--(?:aclfile|user)\b/.test(command)) return 'unknown';
  if (/\.conf(?:\s|$|["'])/.test(command) || container.mounts.includes('/redis-stack.conf')) return 'unknown';
  if (/\bsh\b|\bbash\b|\.sh\b/.test(command) && !/redis-server|valkey-server|keydb-server/.test(command))
    return 'unknown';
  return 'none';
}

/** A password given by one of these variables: a value that nobody supplies or that is empty counts as none. */
function givenBy(container: StoreContainer, names: readonly string[]): Authentication {
  const values = names.map((name) => container.environment.get(name));
  if (values.some((value) => value !== undefined && value !== null && value !== '')) return 'required';
  return isUnseen(container, names) ? 'unknown' : 'none';
}

function isUnseen(container: StoreContainer, names: readonly string[]): boolean {
  const stated = names.filter((name) => container.environment.has(name));
  if (stated.some((name) => container.environment.get(name) === null)) return true;
  return stated.length === 0 && container.hasEnvFile;
}
