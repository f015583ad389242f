import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseShortPort, reach } from '../../server/src/deployment/compose/ports.ts';
import { readVectors } from './vectors.ts';

interface Vector {
  readonly spec: string;
  readonly ok: boolean;
  readonly parsed?: readonly { host_ip: string; published: string; target: number; proto: string }[];
  readonly exposure?: 'all-interfaces' | 'loopback' | 'one-address';
}

/** Refused by go-connections 0.4, which gave the recorded answers; taken since 0.5 (Docker Compose 2.24). */
const TAKEN_SINCE_0_5 = new Set(['::1:6000:6000']);

const REACH = { 'all-interfaces': 'all', loopback: 'loopback', 'one-address': 'one-address' } as const;

for (const vector of readVectors<Vector>('ports')) {
  test(`go-connections: ${JSON.stringify(vector.spec)}`, () => {
    const result = parseShortPort(vector.spec);
    assert.equal(result.ok, vector.ok || TAKEN_SINCE_0_5.has(vector.spec));
    if (!result.ok || vector.parsed === undefined || vector.exposure === undefined) return;
    const given = result.mappings().map(({ hostIp, published, target, protocol }) => ({
      host_ip: hostIp,
      proto: protocol,
      published,
      target,
    }));
    assert.deepEqual(given, vector.parsed);
    assert.equal(reach(result.mappings()[0]?.hostIp ?? ''), REACH[vector.exposure]);
  });
}
