import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { below, NO_VARIABLES } from '../../../../server/src/deployment/compose/environment-layers.ts';
import { publishedPorts } from '../../../../server/src/deployment/compose/port-entry.ts';
import { parseDotenv } from '../../../../server/src/syntax/dotenv/index.ts';
import { composeProject } from '../../../compose-project.ts';

const VARIABLES = below(NO_VARIABLES, [{ uri: 'file:///w/.env', tree: parseDotenv('P=80\nIP=10.0.0.7\nNONE=\n') }]);

function entriesOf(ports: string) {
  const [service] = composeProject('file:///w/compose.yaml', `services: {s: {ports: ${ports}}}`, VARIABLES).services;
  return service?.ports ?? [];
}

/** One entry in short: `ip|published|target|protocol|mode`, why not, or what is unknown. */
function told(port: string): readonly unknown[] {
  return entriesOf(`[${port}]`).flatMap(({ mappings, problem, unknown }) => [
    ...mappings.map(({ hostIp, published, target, protocol, mode }) =>
      [hostIp, published, target, protocol, mode].join('|'),
    ),
    ...(problem === undefined ? [] : [problem]),
    ...(unknown === undefined ? [] : [`unknown ${unknown}`]),
  ]);
}

describe('an entry of ports', () => {
  for (const [port, expected] of [
    ['80', ['||80|tcp|']],
    ['"80"', ['||80|tcp|']],
    ['"1:80"', ['|1|80|tcp|']],
    ['"127.0.0.1:1:80/udp"', ['127.0.0.1|1|80|udp|']],
    ['"1-2:80-81"', ['|1|80|tcp|', '|2|81|tcp|']],
    ['true', ['A port must be a number or text: quote it']],
    ['1.5', ['A port must be a number or text: quote it']],
    ['~', []],
    ['[80]', []],
    // Variables that somebody sets.
    ['"${P}:80"', ['|80|80|tcp|']],
    ['"${IP}:1:${P}"', ['10.0.0.7|1|80|tcp|']],
    ['"${NOPE:-1}:80"', ['|1|80|tcp|']],
    // And those that nobody does.
    ['"${NOPE}"', ['unknown entry']],
    ['"1:${NOPE}"', ['unknown entry']],
    ['"1:${NONE}"', ['The container port is missing']],
    ['"${NOPE}:80"', ['||80|tcp|']],
    ['"${NOPE}:80/udp"', ['||80|udp|']],
    ['"10.0.0.7:${NOPE}:80"', ['10.0.0.7||80|tcp|']],
    ['"${NOPE}:1:80"', ['|1|80|tcp|', 'unknown address']],
    ['"${NOPE:?}:1:80"', ['|1|80|tcp|', 'unknown address']],
    ['"80/${NOPE}"', ['||80|tcp|']],
    // The long form.
    ['{target: 80}', ['||80|tcp|ingress']],
    ['{target: "80", published: 1, protocol: udp, mode: host}', ['|1|80|udp|host']],
    ['{target: 80, published: "1-9", host_ip: "::1"}', ['::1|1-9|80|tcp|ingress']],
    ['{published: 80}', ['unknown entry']],
    ['{target: ~}', ['unknown entry']],
    ['{target: [80]}', ['unknown entry']],
    ['{target: "${NOPE:?}"}', ['unknown entry']],
    ['{target: "80-81"}', ['The container port is not a number']],
    ['{target: 80, host_ip: "${IP}"}', ['10.0.0.7||80|tcp|ingress']],
    ['{target: 80, host_ip: "${NOPE}"}', ['||80|tcp|ingress', 'unknown address']],
    ['{target: 80, host_ip: "${NOPE:?}"}', ['||80|tcp|ingress', 'unknown address']],
    ['{target: 80, host_ip: localhost}', ['A port can be bound only to a literal IP address']],
  ] as const) {
    it(`${port}: ${expected.join(', ') || 'nothing'}`, () => assert.deepEqual(told(port), expected));
  }

  it('knows its place, its form and its address', () => {
    const [short, long] = entriesOf('["1:80", {target: 80, host_ip: "10.0.0.7"}]');
    assert.deepEqual([short?.path, long?.path], ['services/s/ports/0', 'services/s/ports/1']);
    assert.equal(short?.form.kind === 'short' && short.form.text.value, '1:80');
    assert.equal(long?.form.kind === 'long' && long.form.hostIp?.value, '10.0.0.7');
  });
});

describe('what is published in the end', () => {
  const published = (ports: string) =>
    publishedPorts(entriesOf(ports)).map(({ entry, published }) => `${entry.path.at(-1)}:${published}`);

  it('has equal mappings once, the later one', () => {
    assert.deepEqual(published('["1:80", "1:80", "0.0.0.0:1:80"]'), ['2:1']);
  });

  it('has mappings that differ in anything', () => {
    const ports = '["1:80", "2:80", "1:81", "1:80/udp", "10.0.0.7:1:80", {target: 80, published: 1}]';
    assert.deepEqual(published(ports), ['0:1', '1:2', '2:1', '3:1', '4:1', '5:1']);
  });
});

it('ranges that name more ports than there are make the next ones unknown', () => {
  const range = '"1-65535:1-65535"';
  const unknown = entriesOf(`[${range}, ${range}, "80", {target: 80}, ${range}]`).map((entry) => entry.unknown);
  assert.deepEqual(unknown, [undefined, undefined, 'entry', undefined, 'entry']);
});
