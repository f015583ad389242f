import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { found, withServices } from '../found.ts';

/** Underlined text, severity and services of each finding. */
async function findingsOf(services: string, top = '') {
  const { findings, textAt } = await found('exposed-datastore', top + withServices(services));
  return findings.map(({ at, severity, services: names }) => [textAt(at), severity, names?.join()]);
}

describe('which store a port leads to', () => {
  for (const [name, services, expected] of [
    ['the store’s own port in a range', 'redis: {image: redis, ports: ["6378-6379:6378-6379"]}', 'error'],
    ['a port that an option sets', 'redis: {image: redis, command: --port 70, ports: ["1:70"]}', 'error'],
    ['a port that a variable sets', 'redis: {image: redis, environment: {R_PORT: "70"}, ports: ["1:70"]}', 'error'],
    ['a variable that is no port', 'redis: {image: redis, environment: {R: "70"}, ports: ["1:70"]}', 'information'],
    ['a variable of another port', 'redis: {image: redis, environment: {R_PORT: "7"}, ports: ["1:70"]}', 'information'],
    ['a variable without a value', 'redis: {image: redis, environment: [R_PORT], ports: ["1:70"]}', 'information'],
    ['an image that is built here, by its name', 'my-redis: {build: ., ports: ["1:70"]}', 'information'],
    ['an image from a variable, by its name', 'redis: {image: "${IMAGE}", ports: ["1:70"]}', 'information'],
    ['a mapping that is not known, by its name', 'redis: {build: ., ports: ["${MAPPING}"]}', 'information'],
    ['an image that is known not to be one', 'redis: {image: example/other, ports: ["1:70"]}', undefined],
    ['another protocol', 'redis: {build: ., ports: ["6379:6379/udp"]}', undefined],
    ['a mapping that Compose refuses', 'redis: {image: redis, ports: ["6379:6379:6379:6379"]}', undefined],
    ['a console, whatever its name and port', 'mongo: {image: mongo-express, build: ., ports: ["1:27017"]}', undefined],
    ['a console in the host’s network', 'mongo: {image: mongo-express, build: ., network_mode: host}', undefined],
  ] as const) {
    it(`${name}: ${expected ?? 'none'}`, async () => {
      const severities = (await findingsOf(`  ${services}`)).map(([, severity]) => severity);
      assert.deepEqual(severities, expected === undefined ? [] : [expected]);
    });
  }

  it('names all services of one mapping, and speaks of the worst', async () => {
    const port = 'x-port: &port ["6379:6379"]\n';
    const [mongo, redis] = ['  m: {image: mongo, ports: *port}\n', '  r: {image: redis, ports: *port}\n'];
    assert.deepEqual(await findingsOf(mongo + redis, port), [['"6379:6379"', 'error', 'm,r']]);
    assert.deepEqual(await findingsOf(redis + mongo, port), [['"6379:6379"', 'error', 'r,m']]);
    const { findings } = await found('exposed-datastore', port + withServices(mongo + redis));
    assert.match(findings[0]?.message ?? '', /^Redis is open/);
  });

  it('is less severe where the store runs in a profile only', async () => {
    const gate = '  gate: {image: example/gate, ports: ["6379:6379"]}\n';
    const redis = (profiles: string) => `  redis: {image: redis, network_mode: "service:gate"${profiles}}`;
    assert.deepEqual(await findingsOf(gate + redis('')), [['"6379:6379"', 'error', 'redis']]);
    assert.deepEqual(await findingsOf(gate + redis(', profiles: [a]')), [['"6379:6379"', 'warning', 'redis']]);
    assert.deepEqual(await findingsOf('  redis: {image: redis, profiles: [a], network_mode: host}'), [
      ['host', 'warning', 'redis'],
    ]);
  });

  it('tells the store, and the mapping where there is one', async () => {
    const told = async (services: string) => {
      const { findings } = await found('exposed-datastore', withServices(services));
      return findings.map(({ store, hostIp, published, target }) => ({ store, hostIp, published, target }));
    };
    assert.deepEqual(await told('  redis: {image: redis, ports: ["10.0.0.7:1:6379"]}'), [
      { store: 'redis', hostIp: '10.0.0.7', published: '1', target: 6379 },
    ]);
    assert.deepEqual(await told('  mongo: {image: mongo, network_mode: host}'), [
      { store: 'mongodb', hostIp: undefined, published: undefined, target: 27_017 },
    ]);
  });
});

describe('a store in the host’s network', () => {
  for (const [name, service, expected] of [
    ['listens everywhere', 'image: redis', 1],
    ['listens on loopback by an option', 'image: redis, command: "redis-server --bind 127.0.0.1 -::1 --port 1"', 0],
    ['listens on loopback and more', 'image: redis, command: "redis-server --bind 127.0.0.1 10.0.0.7"', 1],
    ['is told to bind to nothing', 'image: redis, command: "redis-server --bind  --port 1"', 1],
    ['listens on loopback by a variable', 'image: elasticsearch:8.17.0, environment: {network.host: _local_}', 0],
    ['listens on loopback for HTTP', 'image: elasticsearch:8.17.0, environment: {http.host: localhost}', 0],
    ['has loopback in another variable', 'image: elasticsearch:8.17.0, environment: {other.host: localhost}', 1],
    ['has a variable of another store', 'image: redis, environment: {http.host: localhost}', 1],
    [
      'has an option that wins over the variable',
      'image: elasticsearch:8.17.0, command: "-E network.host=0.0.0.0", environment: {network.host: _local_}',
      1,
    ],
  ] as const) {
    it(`${name}: ${expected === 0 ? 'not found' : 'found'}`, async () => {
      const findings = await findingsOf(`  store: {${service}, network_mode: host}`);
      assert.equal(findings.length, expected);
    });
  }
});

it('an address of its own is underlined where the network is named', async () => {
  const networks = '\nnetworks: {lan: {driver: macvlan}, other: {}}';
  for (const named of ['[other, lan]', '{other: {}, lan: {}}'])
    assert.deepEqual(await findingsOf(`  redis: {image: redis, networks: ${named}}${networks}`), [
      ['lan', 'warning', 'redis'],
    ]);
});

it('a password that may be empty when Compose starts is none', async () => {
  const severity = async (password: string) => {
    const environment = `{MONGO_INITDB_ROOT_USERNAME: a, MONGO_INITDB_ROOT_PASSWORD: "${password}"}`;
    return (await findingsOf(`  mongo: {image: mongo, environment: ${environment}, ports: ["1:27017"]}`))[0]?.[1];
  };
  assert.equal(await severity('${P:?}'), 'warning');
  assert.equal(await severity('${P:-}'), 'error');
});
