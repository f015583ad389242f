import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseShortPort } from '../../../../server/src/deployment/compose/ports.ts';

/** `IP|HOST|CONTAINER/PROTOCOL` of each mapping. */
function outline(spec: string): readonly string[] {
  const result = parseShortPort(spec);
  assert.ok(result.ok, result.ok ? '' : result.message);
  return result
    .mappings()
    .map(({ hostIp, published, target, protocol }) => `${hostIp}|${published}|${target}/${protocol}`);
}

const READ: readonly (readonly [spec: string, ...mappings: string[]])[] = [
  ['9200', '||9200/tcp'],
  ['9200:9200', '|9200|9200/tcp'],
  ['19200:9200/udp', '|19200|9200/udp'],
  ['9200/TCP', '||9200/tcp'],
  ['9200/Sctp', '||9200/sctp'],
  ['9200/', '||9200/tcp'],
  ['9200/tcp/udp', '||9200/tcp'],
  [':9200', '||9200/tcp'],
  ['::9200', '||9200/tcp'],
  [':9200:9200', '|9200|9200/tcp'],
  ['0:9200', '|0|9200/tcp'],
  ['00080:080', '|80|80/tcp'],
  ['65535:0', '|65535|0/tcp'],
  ['127.0.0.1:9200:9200', '127.0.0.1|9200|9200/tcp'],
  ['127.0.0.1::9200', '127.0.0.1||9200/tcp'],
  ['[127.0.0.1]:9200:9200', '127.0.0.1|9200|9200/tcp'],
  ['[]:9200:9200', '|9200|9200/tcp'],
  ['[::1]:9200:9200', '::1|9200|9200/tcp'],
  ['[::]::9200', '::||9200/tcp'],
  ['::1:9200:9200', '::1|9200|9200/tcp'],
  ['::::9200', '::||9200/tcp'],
  ['2001:db8::68::333', '2001:db8::68||333/tcp'],
  ['1:2:3:4:5:6:7:8:9200:9200', '1:2:3:4:5:6:7:8|9200|9200/tcp'],
  ['[::ffff:10.0.0.1]:80:80', '::ffff:10.0.0.1|80|80/tcp'],
  ['1-3', '||1/tcp', '||2/tcp', '||3/tcp'],
  ['11-13:1-3', '|11|1/tcp', '|12|2/tcp', '|13|3/tcp'],
  ['5-5:5-5', '|5|5/tcp'],
  ['11-13:1', '|11-13|1/tcp'],
  ['127.0.0.1:11-12:1-2/udp', '127.0.0.1|11|1/udp', '127.0.0.1|12|2/udp'],
  ['1-2-3:9200', '|1-2|9200/tcp'],
];

const REFUSED: readonly (readonly [spec: string, message: RegExp])[] = [
  ['', /container port is missing/],
  [':', /container port is missing/],
  ['9200:', /container port is missing/],
  ['/tcp', /container port is missing/],
  ['tcp', /container port is not/],
  ['-1', /container port is not/],
  ['+80', /container port is not/],
  ['0x50', /container port is not/],
  ['1_0', /container port is not/],
  ['9200.0', /container port is not/],
  [' 9200', /container port is not/],
  ['9200 ', /container port is not/],
  ['٩', /container port is not/],
  ['65536', /container port is not/],
  ['99999999999999999999', /container port is not/],
  ['3-1', /container port is not/],
  ['1-', /container port is not/],
  ['65536:80', /host port is not/],
  ['127.0.0.1:9200', /host port is not/],
  ['localhost:9200', /host port is not/],
  ['9200/tcp:80', /host port is not/],
  ['9200-:9200', /host port is not/],
  ['3-1:9200', /host port is not/],
  ['11-12:1-3', /differ in length/],
  ['11:1-3', /differ in length/],
  ['80/xyz', /protocol/],
  ['80/tcp ', /protocol/],
  ['localhost:80:80', /literal IP address/],
  ['127.1:80:80', /literal IP address/],
  ['127.0.0.01:80:80', /literal IP address/],
  ['256.0.0.1:80:80', /literal IP address/],
  ['1.2.3:80:80', /literal IP address/],
  ['*:80:80', /literal IP address/],
  ['10.0.0.0/8:80:80', /literal IP address/],
  ['fe80::1%eth0:80:80', /literal IP address/],
  ['::1:9200', /literal IP address/],
  ['1::2::3:80:80', /literal IP address/],
  ['1:2:3:4:5:6:7:80:80', /literal IP address/],
  ['1:2:3:4:5:6:7:8::80:80', /literal IP address/],
  ['12345::1:80:80', /literal IP address/],
  ['1.2.3.4::1:80:80', /literal IP address/],
  ['[1.2.3.4::]:80:80', /literal IP address/],
  ['[::1:80:80', /literal IP address/],
  ['::1]:80:80', /literal IP address/],
  ['[[::1]]:80:80', /literal IP address/],
  ['[::1]x:80:80', /literal IP address/],
];

describe('parseShortPort', () => {
  for (const [spec, ...mappings] of READ) {
    test(`reads ${spec}`, () => assert.deepEqual(outline(spec), mappings));
  }

  for (const [spec, message] of REFUSED) {
    test(`refuses ${JSON.stringify(spec)}`, () => {
      const result = parseShortPort(spec);
      assert.ok(!result.ok);
      assert.match(result.message, message);
    });
  }

  test('expands the widest range', () => {
    const result = parseShortPort('0-65535:0-65535');
    assert.ok(result.ok);
    assert.equal(result.mappings().length, 65_536);
    assert.deepEqual(result.mappings().at(-1), { hostIp: '', published: '65535', target: 65_535, protocol: 'tcp' });
  });
});
