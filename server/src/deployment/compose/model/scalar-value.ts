import type { ComposeScalar } from './node.ts';
import { scalarType, typeOfPlain } from './scalar-type.ts';

/**
 * The text that a scalar becomes where Compose wants text: go-yaml gives it a type, Go prints it (`0123` is 83, `3.10`
 * is 3.1). Quoted and interpolated values stay as they are.
 * @returns `undefined` for null and where a variable is missing
 */
export function printedText(scalar: ComposeScalar): string | undefined {
  const value = scalar.text?.value;
  return value === undefined || scalarType(scalar) === 'string' ? value : printPlain(value);
}

/** How Go prints what go-yaml reads a plain scalar as. */
export function printPlain(text: string): string {
  switch (typeOfPlain(text)) {
    case 'boolean':
      return text.toLowerCase();
    case 'integer':
      return printInteger(text);
    case 'float':
      return printFloat(text);
    case 'date':
      return printDate(text);
    default:
      return text;
  }
}

function printInteger(text: string): string {
  const negative = text.startsWith('-');
  const digits = text.replace(/^[-+]/, '').replaceAll('_', '');
  const octal = /^0o?([0-7]+)$/.exec(digits)?.[1];
  const value = octal === undefined ? BigInt(digits) : BigInt(`0o${octal}`);
  const limit = negative ? 2n ** 63n : 2n ** 64n;
  if (value > limit - (negative ? 0n : 1n)) return printNumber(Number(negative ? -value : value));
  return String(negative ? -value : value);
}

function printFloat(text: string): string {
  if (/inf$/i.test(text)) return text.startsWith('-') ? '-Inf' : '+Inf';
  return /nan$/i.test(text) ? 'NaN' : printNumber(Number(text.replaceAll('_', '')));
}

/** Go's `%v` of a float: the shortest text that reads back the same, with an exponent below 1e-4 and from 1e6 on. */
function printNumber(value: number): string {
  const scientific = value.toExponential();
  const exponent = Number(scientific.slice(scientific.indexOf('e') + 1));
  if (value !== 0 && (exponent < -4 || exponent >= 6)) return scientific.replace(/e([-+])(\d)$/, 'e$10$2');
  return Object.is(value, -0) ? '-0' : String(value);
}

/** Go's `time.Time`; only days are printed as Go does, times keep what is written. */
function printDate(text: string): string {
  const day = /^(\d{4})-(\d\d?)-(\d\d?)$/.exec(text);
  if (day === null) return text;
  const [, year, month = '', date = ''] = day;
  return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')} 00:00:00 +0000 UTC`;
}
