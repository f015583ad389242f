const UNITS: readonly (readonly [RegExp, string])[] = [
  [/^(?:ns|nano)/, 'nanoseconds'],
  [/^(?:us|micro)/, 'microseconds'],
  [/^(?:ms|milli)/, 'milliseconds'],
  [/^mo/, 'months'],
  [/^m/, 'minutes'],
  [/^s/, 'seconds'],
  [/^h/, 'hours'],
  [/^w/, 'weeks'],
  [/^d/, 'days'],
  [/^y/, 'years'],
];

/**
 * How Python prints the duration that pyhocon makes of a text like `10 days`: dateutil's `relativedelta`, or a
 * `timedelta` for milliseconds (pyhocon/period_parser.py).
 */
export function periodText(text: string): string {
  const [, digits = '0', unit = ''] = /^([0-9]+) *([a-z]+)$/.exec(text) ?? [];
  const name = UNITS.find(([pattern]) => pattern.test(unit))?.[1] ?? 'seconds';
  const amount = BigInt(digits);
  if (name === 'milliseconds') return timedelta(amount);
  if (name === 'nanoseconds') return relativedelta('microseconds', amount / 1000n);
  return name === 'weeks' ? relativedelta('days', amount * 7n) : relativedelta(name, amount);
}

/** Larger amounts are carried over to the next unit, up to days; months become years. */
const CARRY: readonly (readonly [string, bigint, string])[] = [
  ['microseconds', 1_000_000n, 'seconds'],
  ['seconds', 60n, 'minutes'],
  ['minutes', 60n, 'hours'],
  ['hours', 24n, 'days'],
  ['months', 12n, 'years'],
];

const PRINTED = ['years', 'months', 'days', 'hours', 'minutes', 'seconds', 'microseconds'];

function relativedelta(name: string, amount: bigint): string {
  const amounts = new Map([[name, amount]]);
  for (const [from, size, to] of CARRY) {
    const given = amounts.get(from) ?? 0n;
    if (given < size) continue;
    amounts.set(from, given % size);
    amounts.set(to, (amounts.get(to) ?? 0n) + given / size);
  }
  const parts = PRINTED.filter((unit) => (amounts.get(unit) ?? 0n) !== 0n).map(
    (unit) => `${unit}=+${amounts.get(unit)}`,
  );
  return `relativedelta(${parts.join(', ')})`;
}

function timedelta(milliseconds: bigint): string {
  const days = milliseconds / 86_400_000n;
  const seconds = (milliseconds % 86_400_000n) / 1000n;
  const microseconds = (milliseconds % 1000n) * 1000n;
  const clock = `${seconds / 3600n}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}`;
  const fraction = microseconds === 0n ? '' : `.${String(microseconds).padStart(6, '0')}`;
  const prefix = days === 0n ? '' : `${days} day${days === 1n ? '' : 's'}, `;
  return `${prefix}${clock}${fraction}`;
}

function two(value: bigint): string {
  return String(value).padStart(2, '0');
}
