import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { splitShortPort } from '../../../../server/src/deployment/compose/ports.ts';

type Parts = readonly [
  ip: string | undefined,
  host: string | undefined,
  container: string,
  protocol: string | undefined,
];

const SPLITS: readonly (readonly [spec: string, ...parts: Parts])[] = [
  ['', undefined, undefined, '', undefined],
  ['9200', undefined, undefined, '9200', undefined],
  ['9200/tcp', undefined, undefined, '9200', 'tcp'],
  ['9200/', undefined, undefined, '9200', ''],
  ['9200:9300', undefined, '9200', '9300', undefined],
  [':9200', undefined, '', '9200', undefined],
  ['9200:', undefined, '9200', '', undefined],
  [':9200:9300', '', '9200', '9300', undefined],
  ['::9200', '', '', '9200', undefined],
  ['127.0.0.1::9200', '127.0.0.1', '', '9200', undefined],
  ['127.0.0.1:9200:9300/udp/x', '127.0.0.1', '9200', '9300', 'udp/x'],
  ['[::1]:9200:9300', '[::1]', '9200', '9300', undefined],
  ['::1:9200:9300', '::1', '9200', '9300', undefined],
  ['9200/tcp:9300', undefined, '9200/tcp', '9300', undefined],
  ['$P:9200', undefined, '$P', '9200', undefined],
  ['${P:-9200}:9300', undefined, '${P:-9200}', '9300', undefined],
  ['${IP:-0.0.0.0}:${P:-9200}:${C:-9300}/${X:-tcp}', '${IP:-0.0.0.0}', '${P:-9200}', '${C:-9300}', '${X:-tcp}'],
  ['${IP:-::1}:9200:9300', '${IP:-::1}', '9200', '9300', undefined],
  ['${A:-${B:-1:2}:3}:9300', undefined, '${A:-${B:-1:2}:3}', '9300', undefined],
  ['${P:-9200/tcp}', undefined, undefined, '${P:-9200/tcp}', undefined],
  ['$$a:9300', undefined, '$$a', '9300', undefined],
  ['${P:9300', undefined, '${P', '9300', undefined],
  ['${P!:1}:9300', undefined, '${P!:1}', '9300', undefined],
];

describe('splitShortPort', () => {
  for (const [spec, ...expected] of SPLITS) {
    test(JSON.stringify(spec), () => {
      const { ipSpan, hostSpan, containerSpan, protocolSpan } = splitShortPort(spec);
      const parts = [ipSpan, hostSpan, containerSpan, protocolSpan].map(
        (span) => span && spec.slice(span.start, span.end),
      );
      assert.deepEqual(parts, expected);
    });
  }
});
