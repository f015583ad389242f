import type { ComposeScalar } from './node.ts';

/**
 * The text that a plain YAML scalar becomes in a container's environment: go-yaml gives it a type, Go prints it
 * (`0123` is 83, `3.10` is 3.1). Quoted, interpolated and list-form values stay as they are.
 * @returns `undefined` for null
 */
export function environmentText(scalar: ComposeScalar): string | undefined {
  const { text } = scalar;
  if (text === undefined) return undefined;
  const { value, written, pieces } = text;
  const typed = written.style === 'plain' && value === written.text && pieces.length < 2;
  return typed && value !== undefined ? printScalar(value) : value;
}

const INTEGER = /^[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|(?:0|[1-9][0-9_]*))$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** How Go prints what go-yaml reads a plain scalar as. */
export function printScalar(text: string): string {
  if (/^(?:true|True|TRUE)$/.test(text)) return 'true';
  if (/^(?:false|False|FALSE)$/.test(text)) return 'false';
  if (INTEGER.test(text)) return printInteger(text);
  if (FLOAT.test(text)) return printFloat(Number(text.replaceAll('_', '')));
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return text.startsWith('-') ? '-Inf' : '+Inf';
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) return 'NaN';
  return DATE.test(text) && !Number.isNaN(Date.parse(text)) ? `${text} 00:00:00 +0000 UTC` : text;
}

function printInteger(text: string): string {
  const negative = text.startsWith('-');
  const digits = text.replace(/^[-+]/, '').replaceAll('_', '');
  const octal = /^0o?([0-7]+)$/.exec(digits)?.[1];
  const value = octal !== undefined ? BigInt(`0o${octal}`) : BigInt(digits);
  const limit = negative ? 2n ** 63n : 2n ** 64n;
  if (value >= limit) return printFloat(Number(negative ? -value : value));
  return String(negative ? -value : value);
}

/** Go's `%v`: the shortest text that reads back the same, with an exponent below 1e-4 and from 1e6 on. */
function printFloat(value: number): string {
  const scientific = value.toExponential();
  const exponent = Number(scientific.slice(scientific.indexOf('e') + 1));
  if (value !== 0 && (exponent < -4 || exponent >= 6)) {
    return scientific.replace(/e([-+])(\d)$/, 'e$10$2');
  }
  return String(value);
}
