import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { below, NO_VARIABLES } from '../../../../server/src/deployment/compose/environment-layers.ts';
import { parseDotenv } from '../../../../server/src/syntax/dotenv/index.ts';
import { composeProject } from '../../../compose-project.ts';

const ENV = parseDotenv('NAME=N\nVALUE=v\nWHOLE=A=b=c\nBARE=SHELL\nSHELL=from .env\nEQUALS==x\n');
const VARIABLES = below(NO_VARIABLES, [{ uri: 'file:///w/.env', tree: ENV }]);

function environmentOf(environment: string) {
  const text = `services: {s: {environment: ${environment}}}`;
  const [service] = composeProject('file:///w/compose.yaml', text, VARIABLES).services;
  return service?.environment.map(({ name, value, nameAt, path }) => [
    name,
    value,
    text.slice(nameAt.span.start, nameAt.span.end),
    path.split('/').at(-1),
  ]);
}

describe('a variable of a service', () => {
  for (const [environment, expected] of [
    [
      '{A: b, C: 5, D: true}',
      [
        ['A', 'b', 'A', 'A'],
        ['C', '5', 'C', 'C'],
        ['D', 'true', 'D', 'D'],
      ],
    ],
    ['{A: "${VALUE}"}', [['A', 'v', 'A', 'A']]],
    ['[A=b]', [['A', 'b', 'A', '0']]],
    ['["A=b=c"]', [['A', 'b=c', 'A', '0']]],
    ['["A="]', [['A', '', 'A', '0']]],
    ['["A=${VALUE}x"]', [['A', 'vx', 'A', '0']]],
    ['["${NAME}=x"]', [['N', 'x', '${NAME}', '0']]],
    ['["${NAME}_2=${VALUE}"]', [['N_2', 'v', '${NAME}_2', '0']]],
    ['["${WHOLE}"]', [['A', 'b=c', '"${WHOLE}"', '0']]],
    ['["${BARE}"]', [['SHELL', 'from .env', '"${BARE}"', '0']]],
    ['[SHELL]', [['SHELL', 'from .env', 'SHELL', '0']]],
    ['{SHELL: }', [['SHELL', 'from .env', 'SHELL', 'SHELL']]],
    // Of a name that stands twice the last one counts, in the place of the first.
    [
      '[A=1, B=2, A=3]',
      [
        ['A', '3', 'A', '2'],
        ['B', '2', 'B', '1'],
      ],
    ],
    ['[[A], ~, A=1]', [['A', '1', 'A', '2']]],
    ['A=1', []],
  ] as const) {
    it(environment, () => assert.deepEqual(environmentOf(environment), expected));
  }
});
