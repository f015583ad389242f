import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { found, withServices } from '../found.ts';

/** The related places of the only finding, each with the text that stands there. */
async function placesOf(services: string, others: Readonly<Record<string, string>> = {}) {
  const files = { 'docker-compose.yml': withServices(services), ...others };
  const { findings, textAt } = await found('exposed-datastore', files);
  assert.equal(findings.length, 1);
  return findings[0]?.related.map(({ at, message }) => [textAt(at), message]);
}

const BESIDE = 'This loopback mapping is added to the open one and does not replace it';

describe('an exposed store leads to', () => {
  it('nothing else, where all stands at its place', async () => {
    assert.deepEqual(await placesOf('  redis: {image: redis, ports: ["6379:6379"]}'), []);
    assert.deepEqual(await placesOf('  redis: {image: redis, ports: [{target: 6379, published: "6379"}]}'), []);
    assert.deepEqual(await placesOf('  redis: {image: redis, network_mode: host}'), []);
  });

  it('the mapping that an alias stands for', async () => {
    const compose = (port: string) =>
      `x-port: &port ${port}\n${withServices('  redis: {image: redis, ports: [*port]}')}`;
    for (const port of ['"6379:6379"', '{target: 6379, published: "1"}']) {
      const { findings, textAt } = await found('exposed-datastore', compose(port));
      const [place, ...others] = findings[0]?.related ?? [];
      assert.deepEqual([place && textAt(place.at), place?.message, others], [port, 'The mapping stands here', []]);
    }
  });

  it('the default of a variable, in both forms of a mapping', async () => {
    const counts = 'PORT is not set: its default counts';
    assert.deepEqual(await placesOf('  redis: {image: redis, ports: ["${PORT:-6380}:6379"]}'), [['6380', counts]]);
    assert.deepEqual(
      await placesOf('  redis: {image: redis, ports: [{target: 6379, mode: host, published: "${PORT:-6380}"}]}'),
      [['6380', counts]],
    );
  });

  it('the line that sets a variable', async () => {
    assert.deepEqual(await placesOf('  redis: {image: redis, ports: ["${PORT}:6379"]}', { '.env': 'PORT=6380\n' }), [
      ['6380', 'PORT is set here'],
    ]);
  });

  it('a loopback mapping of the same port and protocol', async () => {
    const redis = (...ports: readonly string[]) => `  redis: {image: redis, ports: ["6379:6379", ${ports.join(', ')}]}`;
    assert.deepEqual(await placesOf(redis('"127.0.0.1:1:6379"')), [['"127.0.0.1:1:6379"', BESIDE]]);
    assert.deepEqual(await placesOf(redis('"127.0.0.1:1:6380"', '"127.0.0.1:1:6379/udp"')), []);
  });
});
