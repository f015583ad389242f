import type { Span } from '../span.ts';

/** The text that gave a value: where it stands, and what came in from outside. */
export interface HoconOrigin extends Span {
  /** The included file that the offsets are in; absent for the text itself. */
  readonly uri?: string;
  /** Variables of the process environment that are part of the value. */
  readonly variables?: readonly string[];
}

/** A value as ClearML Server would hold it. `origin` is the text that gave it. */
export type HoconValue = HoconScalar | HoconList | HoconMap;

export type HoconScalar =
  | { readonly kind: 'string'; readonly value: string; readonly origin: HoconOrigin }
  | { readonly kind: 'integer'; readonly value: bigint; readonly origin: HoconOrigin }
  | { readonly kind: 'float'; readonly value: number; readonly origin: HoconOrigin }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly origin: HoconOrigin }
  | { readonly kind: 'null'; readonly origin: HoconOrigin }
  /** A duration; `value` is how Python prints it: `relativedelta(days=+10)`. */
  | { readonly kind: 'period'; readonly value: string; readonly origin: HoconOrigin };

export interface HoconList {
  readonly kind: 'list';
  readonly items: readonly HoconValue[];
  readonly origin: HoconOrigin;
}

export interface HoconMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, HoconValue>;
  /** The braces that gave it last; absent where only longer keys made it. */
  readonly origin?: HoconOrigin;
}

/** The value at a path of keys; `undefined` where there is none. Lists are not entered. */
export function lookupHocon(value: HoconValue | undefined, path: readonly string[]): HoconValue | undefined {
  let at = value;
  for (const key of path) at = at?.kind === 'map' ? at.entries.get(key) : undefined;
  return at;
}

/** JSON of a value: `{"$period": …}`, `{"$float": "inf"}` and `{"$int": …}` stand for what JSON can't say. */
export function toPlain(value: HoconValue): unknown {
  switch (value.kind) {
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, toPlain(entry)]));
    case 'list':
      return value.items.map(toPlain);
    case 'null':
      return null;
    case 'period':
      return { $period: value.value };
    case 'integer':
      return isExact(value.value) ? Number(value.value) : { $int: String(value.value) };
    case 'float':
      return Number.isFinite(value.value) ? value.value : { $float: value.value > 0 ? 'inf' : '-inf' };
    default:
      return value.value;
  }
}

/** True where Python takes a value for false: `false`, `null`, zero, and what is empty. `"false"` and `no` are texts. */
export function isFalse(value: HoconValue): boolean {
  const plain = toPlain(value);
  if (typeof plain === 'object' && plain !== null) return Object.keys(plain).length === 0;
  return !plain;
}

function isExact(value: bigint): boolean {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER);
}

/** A scalar as Python prints it, which is what pyhocon joins: `1.0`, `True`, `relativedelta(…)`. */
export function pythonText(value: HoconScalar): string {
  switch (value.kind) {
    case 'boolean':
      return value.value ? 'True' : 'False';
    case 'null':
      return '<pyhocon.config_tree.NoneValue object>';
    case 'float':
      return pythonFloat(value.value);
    default:
      return String(value.value);
  }
}

function pythonFloat(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e16 || size < 1e-4)) {
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
