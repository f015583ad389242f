import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readRawEnvFile } from '../../../../server/src/deployment/compose/raw-env-file.ts';

const read = (text: string) =>
  readRawEnvFile(text, (name) => (name === 'SET' ? 'from outside' : undefined)).map(({ name, value, span }) => [
    name,
    value,
    text.slice(span.start, span.end),
  ]);

describe('a raw env file', () => {
  for (const [text, expected] of [
    ['A=1', [['A', '1', '1']]],
    [
      'A=1\nB=2\n',
      [
        ['A', '1', '1'],
        ['B', '2', '2'],
      ],
    ],
    [
      'A=1\r\nB=2\r\n',
      [
        ['A', '1', '1'],
        ['B', '2', '2'],
      ],
    ],
    ['\ufeffA=1', [['A', '1', '1']]],
    ['  A=1  ', [['A', '1  ', '1  ']]],
    ['A=', [['A', '', '']]],
    ['A="$B # c"', [['A', '"$B # c"', '"$B # c"']]],
    ['A=b=c', [['A', 'b=c', 'b=c']]],
    ['# A=1\n\n   \n \t# B=2\nC=3', [['C', '3', '3']]],
    ['SET', [['SET', 'from outside', 'SET']]],
    ['  SET\r\n', [['SET', 'from outside', 'SET']]],
    ['UNSET\nA=1', [['A', '1', '1']]],
    ['', []],
  ] as const) {
    it(JSON.stringify(text), () => assert.deepEqual(read(text), expected));
  }
});
