import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  isStoreTool,
  storeOfImage,
  storeOfName,
  storeOfPort,
} from '../../../../server/src/deployment/datastore/stores.ts';

describe('storeOfImage', () => {
  for (const [reference, store, flavour, tag] of [
    ['redis', 'redis', 'redis', undefined],
    ['redis:7.4', 'redis', 'redis', '7.4'],
    ['redis:', 'redis', 'redis', undefined],
    [' redis:7 ', 'redis', 'redis', '7'],
    ['redis@sha256:abc', 'redis', 'redis', undefined],
    ['redis:7@sha256:abc', 'redis', 'redis', '7'],
    ['registry:5000/team/redis:7', 'redis', 'redis', '7'],
    ['REGISTRY/Redis', 'redis', 'redis', undefined],
    ['bitnami/redis', 'redis', 'bitnami-redis', undefined],
    ['docker.io/bitnamilegacy/mongodb:8', 'mongodb', 'bitnami-mongo', '8'],
    ['bitnamisecure/elasticsearch', 'elasticsearch', 'bitnami-elastic', undefined],
    ['bitnami/keydb', 'redis', 'keydb', undefined],
    ['notbitnami/redis', 'redis', 'redis', undefined],
    ['elasticsearch:8.17.0', 'elasticsearch', 'elastic-library', '8.17.0'],
    ['library/elasticsearch', 'elasticsearch', 'elastic-library', undefined],
    ['docker.elastic.co/elasticsearch/elasticsearch:8.17.0', 'elasticsearch', 'elastic', '8.17.0'],
    ['opensearchproject/opensearch:2', 'elasticsearch', 'opensearch', '2'],
    ['mongo', 'mongodb', 'mongo', undefined],
    ['percona/percona-server-mongodb', 'mongodb', 'mongo', undefined],
    ['mongodb/mongodb-community-server', 'mongodb', 'mongo-company', undefined],
    ['ferretdb/ferretdb', 'mongodb', 'unknown', undefined],
    ['valkey/valkey', 'redis', 'valkey', undefined],
    ['redis/redis-stack-server', 'redis', 'redis-stack', undefined],
  ] as const) {
    it(reference, () => assert.deepEqual(storeOfImage(reference), { store, flavour, tag }));
  }

  for (const reference of ['', 'postgres', 'redis/insight', 'toString', 'constructor', 'redis-exporter', 'a b']) {
    it(`knows none in ${JSON.stringify(reference)}`, () => assert.equal(storeOfImage(reference), undefined));
  }
});

it('a port tells a store by itself only where clients use it', () => {
  const stores = [9200, 9300, 27_017, 6379].map(storeOfPort);
  assert.deepEqual(stores, ['elasticsearch', 'elasticsearch', 'mongodb', 'redis']);
  for (const port of [9600, 27_018, 16_379, 80]) assert.equal(storeOfPort(port), undefined);
});

it('a name tells a store where it ends like one', () => {
  for (const name of ['elasticsearch', 'my-elastic', 'x_opensearch', 'es', 'ES'])
    assert.equal(storeOfName(name), 'elasticsearch');
  for (const name of ['mongo', 'clearml-mongo', 'a_mongodb']) assert.equal(storeOfName(name), 'mongodb');
  for (const name of ['redis', 'a-valkey']) assert.equal(storeOfName(name), 'redis');
  for (const name of ['files', 'redis-web', 'mymongo', 'predis', 'services'])
    assert.equal(storeOfName(name), undefined);
});

it('what uses a store is none', () => {
  for (const image of ['mongo-express', 'x/redis_exporter:1', 'kibana@sha256:a', 'cerebro', 'redis/redisinsight:2'])
    assert.equal(isStoreTool(image), true);
  for (const image of ['redis', 'kibana-redis', 'elasticvue-x']) assert.equal(isStoreTool(image), false);
});
