import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { found, withServices } from '../found.ts';

async function linesOf(services: string): Promise<readonly string[]> {
  const { findings } = await found('exposed-datastore', withServices(services));
  assert.equal(findings.length, 1);
  return (findings[0]?.message ?? '').split('\n');
}

const FIREWALL = 'Docker publishes ports past ufw and firewalld rules.';
const NOBODY_ASKED = 'Whoever reaches this host can read, change and delete everything ClearML stores.';
const UNTOLD = 'Whether it asks for a password can’t be told from this file.';
const remedy = (service: string) =>
  `Remove the mapping, for other services reach ${service} by its name without it, or bind it to 127.0.0.1.`;

const PORTS: readonly (readonly [name: string, services: string, lines: readonly string[]])[] = [
  [
    'a store without a password on all addresses',
    '  cache: {image: redis, ports: ["6379:6379"]}',
    [
      'Redis is open to the network: port 6379 is published on all addresses without a password',
      `${NOBODY_ASKED} ${FIREWALL}`,
      remedy('cache'),
    ],
  ],
  [
    'a store with a password on one address',
    '  mongo: {image: mongo, environment: {MONGO_INITDB_ROOT_USERNAME: a, MONGO_INITDB_ROOT_PASSWORD: "${P:?}"}, ports: ["10.0.0.7:1:27017"]}',
    [
      'MongoDB is open to the network: port 27017 is published on 10.0.0.7',
      `It asks for a password, but is open to guessing and to flaws before login. ${FIREWALL}`,
      remedy('mongo'),
    ],
  ],
  [
    'a store of which the file does not tell whether it asks',
    '  db: {image: ferretdb/ferretdb, ports: ["27017:27017"]}',
    ['MongoDB is open to the network: port 27017 is published on all addresses', `${UNTOLD} ${FIREWALL}`, remedy('db')],
  ],
  [
    'a port that is none of the store’s own',
    '  redis: {image: redis, ports: ["10.0.0.7:80:80"]}',
    [
      'Redis’s container publishes port 80 on 10.0.0.7',
      `It is not one of Redis’s own ports, so check what answers there. ${FIREWALL}`,
      remedy('redis'),
    ],
  ],
  [
    'an address from a variable that nobody sets',
    '  redis: {image: redis, ports: ["${ADDRESS}:6379:6379"]}',
    [
      'Redis: the address that port 6379 is published on depends on a variable that is not set here',
      `${NOBODY_ASKED} ${FIREWALL}`,
      remedy('redis'),
    ],
  ],
  [
    'a mapping from a variable that nobody sets',
    '  redis: {image: redis, ports: ["${MAPPING}"]}',
    [
      'Redis: which port and address this publishes depends on a variable that is not set here',
      `${NOBODY_ASKED} ${FIREWALL}`,
      remedy('redis'),
    ],
  ],
  [
    'a service with profiles',
    '  redis: {image: redis, profiles: [debug, dev], ports: ["6379:6379"]}',
    [
      'Redis is open to the network: port 6379 is published on all addresses without a password',
      `${NOBODY_ASKED} ${FIREWALL}`,
      'Only when one of its profiles is active: debug, dev.',
      remedy('redis'),
    ],
  ],
  [
    'a store in another’s network, with profiles of its own',
    '  gate: {image: example/gate, ports: ["6379:6379"]}\n  redis: {image: redis, profiles: [debug], network_mode: "service:gate"}',
    [
      'Redis is open to the network: port 6379 is published on all addresses without a password',
      `${NOBODY_ASKED} ${FIREWALL}`,
      'redis shares the network of gate, which publishes the port.',
      'Only when one of its profiles is active: debug.',
      remedy('gate'),
    ],
  ],
  [
    'a loopback mapping beside the open one',
    '  redis: {image: redis, ports: ["6379:6379", "127.0.0.1:6380:6379"]}',
    [
      'Redis is open to the network: port 6379 is published on all addresses without a password',
      `${NOBODY_ASKED} ${FIREWALL}`,
      'Another mapping binds it to loopback, but Compose keeps both: only !override replaces a list.',
      remedy('redis'),
    ],
  ],
];

const NETWORKS: typeof PORTS = [
  [
    'a store in the host’s network',
    '  redis: {image: redis, network_mode: host}',
    [
      'Redis is open to the network: it uses the host’s network without a password',
      `${NOBODY_ASKED} There is no port mapping that could be closed.`,
      'Give redis a network of its own (remove network_mode), or make it listen on 127.0.0.1 only.',
    ],
  ],
  [
    'a store in the host’s network that may ask for a password',
    '  db: {image: ferretdb/ferretdb, network_mode: host}',
    [
      'MongoDB is open to the network: it uses the host’s network',
      `${UNTOLD} There is no port mapping that could be closed.`,
      'Give db a network of its own (remove network_mode), or make it listen on 127.0.0.1 only.',
    ],
  ],
  [
    'a store with an address of its own',
    '  redis: {image: redis, networks: [lan]}\nnetworks: {lan: {driver: macvlan}}',
    [
      'Redis has an address of its own in the local network without a password',
      'lan is a macvlan or ipvlan network: every port of redis can be reached there, published or not.',
      `${NOBODY_ASKED} Give redis a bridge network instead.`,
    ],
  ],
];

describe('the message of an exposed store says what, why and what to do for', () => {
  for (const [name, services, lines] of [...PORTS, ...NETWORKS]) {
    it(name, async () => assert.deepEqual(await linesOf(services), lines));
  }
});
