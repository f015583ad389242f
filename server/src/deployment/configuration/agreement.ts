import { toPlain } from '../../syntax/hocon/index.ts';
import { type Held, type HeldMap, type Unknown, unknownMap } from './held.ts';
import { placeOf } from './source.ts';

/** What is the same whichever way a file system orders files; the rest is unknown. */
export function agreement(one: HeldMap, other: HeldMap): HeldMap {
  const entries = new Map<string, Held>();
  for (const key of new Set([...one.entries.keys(), ...other.entries.keys()])) {
    entries.set(key, agreed(one.entries.get(key), other.entries.get(key)));
  }
  return { ...one, entries, rest: one.rest ?? other.rest };
}

function agreed(one: Held | undefined, other: Held | undefined): Held {
  if (one?.kind === 'map' && other?.kind === 'map') return agreement(one, other);
  if (one?.kind === 'value' && other?.kind === 'value' && same(one, other)) return one;
  const either = (one ?? other) as Held;
  return unknownMap({ ...FILE_ORDER, origin: originOf(either) }, either.source);
}

const FILE_ORDER: Omit<Unknown, 'origin'> = {
  code: 'order',
  reason: 'Two files of one folder set this, and the file system decides which of them wins.',
};

function same(one: Extract<Held, { kind: 'value' }>, other: Extract<Held, { kind: 'value' }>): boolean {
  return (
    JSON.stringify([one.value.kind, toPlain(one.value)]) === JSON.stringify([other.value.kind, toPlain(other.value)])
  );
}

function originOf(held: Held): Unknown['origin'] {
  return placeOf(held.source, held.kind === 'value' ? held.value.origin : held.origin);
}
