import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Authentication, authenticationOf } from '../../../../server/src/deployment/datastore/authentication.ts';
import { type Store, storeOfImage } from '../../../../server/src/deployment/datastore/stores.ts';

interface Given {
  readonly command?: string | readonly string[];
  readonly env?: Readonly<Record<string, string | null>>;
  readonly supplied?: readonly string[];
  readonly mounts?: readonly string[];
  readonly hasEnvFile?: boolean;
}

/** What each maker's image does: image, how it is started, does it ask for a password. */
const CASES: readonly (readonly [image: string, Given, Authentication])[] = [
  // Elasticsearch: on since 8.0, before that by licence.
  ['elasticsearch:8.17.0', {}, 'required'],
  ['docker.elastic.co/elasticsearch/elasticsearch:9.1.0', {}, 'required'],
  ['elasticsearch:8.17.0', { env: { 'xpack.security.enabled': 'false' } }, 'none'],
  ['elasticsearch:8.17.0', { env: { 'xpack.security.enabled': '' } }, 'required'],
  ['elasticsearch:8.17.0', { env: { 'xpack.security.enabled': null } }, 'unknown'],
  ['elasticsearch:8.17.0', { env: { ES_SETTING_XPACK_SECURITY_ENABLED: 'false' } }, 'none'],
  ['elasticsearch:8.17.0', { command: '-Expack.security.enabled=false' }, 'none'],
  ['elasticsearch:8.17.0', { command: ['elasticsearch', '-E', 'xpack.security.enabled=false'] }, 'none'],
  ['elasticsearch:8.17.0', { mounts: ['/usr/share/elasticsearch/config/elasticsearch.yml'] }, 'unknown'],
  ['elasticsearch:8.17.0', { mounts: ['/usr/share/elasticsearch/data'] }, 'required'],
  ['elasticsearch:8.17.0', { hasEnvFile: true }, 'unknown'],
  ['elasticsearch', {}, 'unknown'],
  ['docker.elastic.co/elasticsearch/elasticsearch:7.17.18', {}, 'none'],
  ['elasticsearch:7.17.18', { env: { 'xpack.security.enabled': '' } }, 'none'],
  ['elasticsearch:7.17.18', { env: { 'xpack.security.enabled': 'true' } }, 'required'],
  ['elasticsearch:7.17.18', { env: { ELASTIC_PASSWORD: 'Oqm3Xk' } }, 'none'],
  ['elasticsearch:7.17.18', { command: 'elasticsearch', env: { 'xpack.security.enabled': 'true' } }, 'none'],
  ['elasticsearch:7.17.18', { command: 'eswrapper', env: { 'xpack.security.enabled': 'true' } }, 'required'],
  ['elasticsearch:7.17.18', { command: 'elasticsearch -Expack.security.enabled=true' }, 'required'],
  ['docker.elastic.co/elasticsearch/elasticsearch-platinum:6.2.4', {}, 'required'],
  [
    'docker.elastic.co/elasticsearch/elasticsearch-platinum:6.2.4',
    { env: { 'xpack.security.enabled': 'false' } },
    'none',
  ],
  ['docker.elastic.co/elasticsearch/elasticsearch-oss:7.10.2', { env: { 'xpack.security.enabled': 'true' } }, 'none'],
  ['docker.elastic.co/elasticsearch/elasticsearch:5.6.16', {}, 'unknown'],
  ['docker.elastic.co/elasticsearch/elasticsearch:5.6.16', { env: { 'xpack.security.enabled': 'false' } }, 'none'],
  ['elasticsearch:5.6', {}, 'none'],
  ['elasticsearch:2.4', { hasEnvFile: true }, 'none'],
  // Bitnami's images of both have a switch of their own.
  ['bitnami/elasticsearch:9', {}, 'none'],
  ['docker.io/bitnamilegacy/elasticsearch:8', { env: { ELASTICSEARCH_ENABLE_SECURITY: 'true' } }, 'required'],
  ['bitnami/elasticsearch:8', { env: { ELASTICSEARCH_ENABLE_SECURITY: 'no' } }, 'none'],
  ['bitnami/opensearch:2', { env: { OPENSEARCH_ENABLE_SECURITY: 'yes' } }, 'required'],
  ['bitnamisecure/opensearch:2', {}, 'none'],
  // OpenSearch: only the exact word turns it off.
  ['opensearchproject/opensearch:2.19.1', {}, 'required'],
  ['opensearchproject/opensearch:2.19.1', { env: { DISABLE_SECURITY_PLUGIN: 'true' } }, 'none'],
  ['opensearchproject/opensearch:2.19.1', { env: { DISABLE_SECURITY_PLUGIN: 'True' } }, 'required'],
  ['opensearchproject/opensearch:2.19.1', { env: { 'plugins.security.disabled': 'true' } }, 'none'],
  ['opensearchproject/opensearch:2.19.1', { env: { DISABLE_SECURITY_PLUGIN: null } }, 'unknown'],
  ['amazon/opendistro-for-elasticsearch:1.13.2', {}, 'required'],
  ['amazon/opendistro-for-elasticsearch:1.13.2', { env: { 'opendistro_security.disabled': 'true' } }, 'none'],
  // MongoDB: both root variables, or an option.
  ['mongo:7.0.22', {}, 'none'],
  ['mongo:7.0.22', { env: { MONGO_INITDB_ROOT_USERNAME: 'a', MONGO_INITDB_ROOT_PASSWORD: 'Oqm3Xk' } }, 'required'],
  ['mongo:7.0.22', { env: { MONGO_INITDB_ROOT_USERNAME: 'a' } }, 'none'],
  ['mongo:7.0.22', { env: { MONGO_INITDB_ROOT_USERNAME: 'a', MONGO_INITDB_ROOT_PASSWORD: '' } }, 'none'],
  ['mongo:7.0.22', { env: { MONGO_INITDB_ROOT_USERNAME: 'a', MONGO_INITDB_ROOT_PASSWORD: null } }, 'unknown'],
  [
    'mongo:7.0.22',
    {
      env: { MONGO_INITDB_ROOT_USERNAME: 'a', MONGO_INITDB_ROOT_PASSWORD: null },
      supplied: ['MONGO_INITDB_ROOT_PASSWORD'],
    },
    'required',
  ],
  [
    'mongo:7.0.22',
    { env: { MONGO_INITDB_ROOT_USERNAME_FILE: '/run/u', MONGO_INITDB_ROOT_PASSWORD_FILE: '/run/p' } },
    'required',
  ],
  [
    'mongo:7.0.22',
    {
      command: '--setParameter internalQueryMaxBlockingSortMemoryUsageBytes=196100200',
      env: { MONGO_INITDB_ROOT_USERNAME: 'a', MONGO_INITDB_ROOT_PASSWORD: 'Oqm3Xk' },
    },
    'required',
  ],
  [
    'mongo:7.0.22',
    {
      command: ['bash', '-c', 'start.sh'],
      env: { MONGO_INITDB_ROOT_USERNAME: 'a', MONGO_INITDB_ROOT_PASSWORD: 'Oqm3Xk' },
    },
    'unknown',
  ],
  ['mongo:7.0.22', { command: 'mongod --auth' }, 'required'],
  ['mongo:7.0.22', { command: '--keyFile /key --transitionToAuth' }, 'none'],
  ['mongo:7.0.22', { command: '--config /etc/mongod.conf' }, 'unknown'],
  ['percona/percona-server-mongodb:6.0', {}, 'none'],
  [
    'mongodb/mongodb-community-server:7.0',
    { env: { MONGO_INITDB_ROOT_USERNAME: 'a', MONGO_INITDB_ROOT_PASSWORD: 'b' } },
    'none',
  ],
  [
    'mongodb/mongodb-community-server:7.0',
    { env: { MONGODB_INITDB_ROOT_USERNAME: 'a', MONGODB_INITDB_ROOT_PASSWORD: 'Oqm3Xk' } },
    'required',
  ],
  ['bitnami/mongodb:7.0', {}, 'none'],
  ['bitnami/mongodb:7.0', { env: { MONGO_INITDB_ROOT_USERNAME: 'a', MONGO_INITDB_ROOT_PASSWORD: 'b' } }, 'none'],
  ['bitnami/mongodb:7.0', { env: { MONGODB_ROOT_PASSWORD: 'Oqm3Xk' } }, 'required'],
  ['bitnami/mongodb:7.0', { env: { MONGODB_INITIAL_PRIMARY_ROOT_PASSWORD: 'Oqm3Xk' } }, 'required'],
  ['bitnami/mongodb:7.0', { mounts: ['/opt/bitnami/mongodb/conf/mongodb.conf'] }, 'unknown'],
  ['ghcr.io/ferretdb/ferretdb:2', {}, 'unknown'],
  // Redis: only what reaches the server's own command line.
  ['redis:7.4.1', {}, 'none'],
  ['redis:7.4.1', { env: { REDIS_PASSWORD: 'Oqm3Xk' } }, 'none'],
  ['redis:7.4.1', { command: 'redis-server --requirepass Oqm3Xk' }, 'required'],
  ['redis:7.4.1', { command: ['--requirepass', 'Oqm3Xk'] }, 'required'],
  ['redis:7.4.1', { command: ['redis-server', '--requirepass', '', '--appendonly', 'yes'] }, 'none'],
  ['redis:7.4.1', { command: 'redis-server --requirepass ""' }, 'none'],
  ['redis:7.4.1', { command: 'redis-server --requirepass --appendonly yes' }, 'none'],
  ['redis:7.4.1', { command: 'redis-server --requirepass' }, 'none'],
  ['redis:7.4.1', { command: 'redis-server --masterauth Oqm3Xk' }, 'none'],
  ['redis:7.4.1', { command: ['sh', '-c', 'redis-server --requirepass "$P"'], env: { P: 'Oqm3Xk' } }, 'required'],
  ['redis:7.4.1', { command: ['sh', '-c', 'redis-server --requirepass "$P"'] }, 'none'],
  ['redis:7.4.1', { command: ['sh', '-c', 'redis-server --requirepass $P'], hasEnvFile: true }, 'unknown'],
  ['redis:7.4.1', { command: ['redis-server', '/etc/redis.conf'], mounts: ['/etc/redis.conf'] }, 'unknown'],
  ['redis:7.4.1', { mounts: ['/usr/local/etc/redis/redis.conf'] }, 'none'],
  ['redis:7.4.1', { command: 'redis-server --aclfile /users.acl' }, 'unknown'],
  ['redis:7.4.1', { command: './start.sh' }, 'unknown'],
  ['redis:7.4.1', { env: { REDIS_ARGS: '--requirepass Oqm3Xk' } }, 'none'],
  ['redis/redis-stack:7.4.0-v1', { env: { REDIS_ARGS: '--requirepass Oqm3Xk' } }, 'required'],
  ['redis/redis-stack-server:7.4.0-v1', {}, 'none'],
  ['redis/redis-stack:7.4.0-v1', { mounts: ['/redis-stack.conf'] }, 'unknown'],
  ['redis/redis-stack:7.4.0-v1', { env: { REDIS_ARGS: null } }, 'unknown'],
  ['valkey/valkey:8', {}, 'none'],
  ['valkey/valkey:8', { env: { VALKEY_EXTRA_FLAGS: '--requirepass Oqm3Xk' } }, 'required'],
  ['eqalpha/keydb', {}, 'none'],
  ['eqalpha/keydb', { mounts: ['/etc/keydb/keydb.conf'] }, 'unknown'],
  ['docker.dragonflydb.io/dragonflydb/dragonfly', {}, 'none'],
  ['docker.dragonflydb.io/dragonflydb/dragonfly', { command: '--requirepass=Oqm3Xk' }, 'required'],
  ['docker.dragonflydb.io/dragonflydb/dragonfly', { env: { DFLY_requirepass: 'Oqm3Xk' } }, 'required'],
  ['docker.dragonflydb.io/dragonflydb/dragonfly', { env: { DFLY_REQUIREPASS: 'Oqm3Xk' } }, 'none'],
  ['docker.dragonflydb.io/dragonflydb/dragonfly', { command: '--flagfile=/flags' }, 'unknown'],
  ['bitnami/redis:7.4', { env: { ALLOW_EMPTY_PASSWORD: 'yes' } }, 'none'],
  ['bitnami/redis:7.4', { env: { REDIS_PASSWORD: 'Oqm3Xk' } }, 'required'],
  ['bitnami/redis:7.4', { mounts: ['/opt/bitnami/redis/mounted-etc'] }, 'unknown'],
  ['bitnami/valkey:8', { env: { REDIS_PASSWORD: 'Oqm3Xk' } }, 'none'],
  ['bitnami/valkey:8', { env: { VALKEY_PASSWORD: 'Oqm3Xk' } }, 'required'],
];

describe('does a store ask for a password', () => {
  for (const [image, given, expected] of CASES) {
    it(`${image} ${JSON.stringify(given)}: ${expected}`, () => {
      assert.equal(authenticationOf(container(storeOfImage(image), given)), expected);
    });
  }

  it('takes a store known by its port for the maker’s stock image', () => {
    for (const [store, expected] of [
      ['elasticsearch', 'unknown'],
      ['mongodb', 'none'],
      ['redis', 'none'],
    ] as const) {
      assert.equal(authenticationOf(container(undefined, {}, store)), expected);
    }
  });
});

function container(image: ReturnType<typeof storeOfImage>, given: Given, store: Store = image?.store ?? 'redis') {
  const { command = [], env = {}, supplied = [], mounts = [], hasEnvFile = false } = given;
  return {
    image,
    store,
    command: typeof command === 'string' ? command.split(' ').filter((word) => word !== '') : command,
    environment: new Map(Object.entries(env)),
    supplied: new Set(supplied),
    mounts,
    hasEnvFile,
  };
}
