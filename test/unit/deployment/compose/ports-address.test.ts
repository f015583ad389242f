import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Reach, reach } from '../../../../server/src/deployment/compose/ports.ts';

const REACHES: Readonly<Record<Reach, readonly string[]>> = {
  all: [
    '',
    '[]',
    '0.0.0.0',
    '[0.0.0.0]',
    '::',
    '[::]',
    '0::',
    '::0',
    '::0000:0',
    '0:0:0:0:0:0:0:0',
    '0000:0000:0000:0000:0000:0000:0000:0000',
    '::0.0.0.0',
    '0:0:0:0:0:0:0.0.0.0',
    '::ffff:0.0.0.0',
  ],
  loopback: [
    '127.0.0.1',
    '[127.0.0.1]',
    '127.0.0.53',
    '127.255.255.255',
    '::1',
    '[::1]',
    '0::1',
    '::0001',
    '0:0:0:0:0:0:0:1',
    '0000:0000:0000:0000:0000:0000:0000:0001',
    '::0.0.0.1',
    '::ffff:127.0.0.1',
    '::FFFF:7f00:1',
  ],
  'one-address': [
    '10.0.0.1',
    '128.0.0.1',
    '0.0.0.1',
    '1.127.0.0',
    '255.255.255.255',
    'fe80::1',
    '1::',
    '::2',
    '::1:0',
    '::1:1',
    '1::1',
    '::7f00:1',
    '::127.0.0.1',
    '::ffff:10.0.0.1',
    '::fffe:127.0.0.1',
    '1:2:3:4:5:6:7:8',
    // No addresses at all: never taken for harmless.
    'localhost',
    '127.1',
    '127.0.0.1 ',
    '127.0.0.01',
    '127.0.0.1.',
    '0',
    ':',
    ':::',
    '::1::',
    '::g',
    '*',
    '[::1',
  ],
};

describe('reach', () => {
  for (const [expected, addresses] of Object.entries(REACHES)) {
    for (const address of addresses) {
      test(`${JSON.stringify(address)}: ${expected}`, () => assert.equal(reach(address), expected));
    }
  }

  test('takes a long text for no address', () => {
    assert.equal(reach(`${'0:'.repeat(100_000)}0`), 'one-address');
    assert.equal(reach(`${'0.'.repeat(100_000)}0`), 'one-address');
  });
});
