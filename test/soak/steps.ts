import fc, { type Arbitrary } from 'fast-check';
import { type Mutation, mutation } from '../fuzz/mutation.ts';
import type { Language } from '../fuzz/pieces.ts';
import { FILES, SETTINGS } from './files.ts';

/** One thing that a person does, or that happens to the files below the editor. */
export type Step =
  | {
      readonly kind: 'edit';
      readonly pick: number;
      readonly mutate: ReadonlyMap<Language, Mutation>;
      readonly seed: number;
    }
  | { readonly kind: 'undo' | 'close' | 'save' | 'type' | 'ask'; readonly pick: number; readonly at: number }
  | { readonly kind: 'open' | 'create' | 'delete'; readonly file: string; readonly seed: number }
  | { readonly kind: 'rename'; readonly file: string; readonly to: string }
  | { readonly kind: 'rename-folder'; readonly folder: string }
  | { readonly kind: 'configure'; readonly settings: unknown };

const nat = fc.nat(0xffff);
const file = fc.constantFrom(...Object.keys(FILES));

const mutations: Arbitrary<ReadonlyMap<Language, Mutation>> = fc
  .tuple(mutation('yaml'), mutation('hocon'), mutation('dotenv'))
  .map(
    ([yaml, hocon, dotenv]) =>
      new Map([
        ['yaml', yaml],
        ['hocon', hocon],
        ['dotenv', dotenv],
      ] as const),
  );

const kind = <Kind extends Step['kind']>(name: Kind) => fc.constant(name);
const steps = {
  edit: fc.record({ kind: kind('edit'), pick: nat, mutate: mutations, seed: nat }),
  undo: fc.record({ kind: kind('undo'), pick: nat, at: nat }),
  type: fc.record({ kind: kind('type'), pick: nat, at: nat }),
  ask: fc.record({ kind: kind('ask'), pick: nat, at: nat }),
  save: fc.record({ kind: kind('save'), pick: nat, at: nat }),
  close: fc.record({ kind: kind('close'), pick: nat, at: nat }),
  open: fc.record({ kind: kind('open'), file, seed: nat }),
  create: fc.record({ kind: kind('create'), file, seed: nat }),
  delete: fc.record({ kind: kind('delete'), file, seed: nat }),
  rename: fc.record({ kind: kind('rename'), file, to: file }),
  'rename-folder': fc.record({
    kind: kind('rename-folder'),
    folder: fc.constantFrom('config', 'other', 'bare', 'keys'),
  }),
  configure: fc.record({ kind: kind('configure'), settings: fc.constantFrom(...SETTINGS) }),
} satisfies { readonly [Kind in Step['kind']]: Arbitrary<Step> };

/** How often each is done, of all. */
const WEIGHTS: Readonly<Record<Step['kind'], number>> = {
  edit: 40,
  undo: 15,
  type: 5,
  ask: 5,
  save: 5,
  close: 4,
  open: 12,
  create: 15,
  delete: 5,
  rename: 2,
  'rename-folder': 1,
  configure: 1,
};

const step = fc.oneof(
  ...Object.entries(steps).map(([name, arbitrary]) => ({ arbitrary, weight: WEIGHTS[name as Step['kind']] })),
);

/** The same steps for the same seed. */
export function randomSteps(count: number, seed: number): readonly Step[] {
  return fc.sample<Step>(step, { numRuns: count, seed });
}
