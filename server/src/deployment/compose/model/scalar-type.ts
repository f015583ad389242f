import type { ComposeScalar } from './node.ts';

/** What go-yaml makes of a scalar. */
export type ScalarType = 'null' | 'boolean' | 'integer' | 'float' | 'date' | 'string';

const INTEGER = /^[-+]?(?:0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|0[0-7_]*|[1-9][0-9_]*)$/;
const FLOAT =
  /^[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?$|^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/;
const DATE = /^\d{4}-\d\d?-\d\d?(?:[Tt ].*)?$/;

/**
 * The type of a scalar: quoted and interpolated values are text. Source: go-yaml resolve.go, YAML 1.2 with the octal
 * numbers and underscores of YAML 1.1.
 */
export function scalarType({ text, yaml }: ComposeScalar): ScalarType {
  if (text === undefined) return 'null';
  const { written, value } = text;
  const plain = written.style === 'plain' && value === written.text && !written.text.includes('$');
  if (!plain || yaml?.tag === '!!str' || yaml?.tag === '!reset') return 'string';
  return typeOfPlain(written.text);
}

/** The type of a plain scalar by its text. */
export function typeOfPlain(text: string): ScalarType {
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text)) return 'boolean';
  if (INTEGER.test(text)) return 'integer';
  if (FLOAT.test(text)) return 'float';
  return DATE.test(text) && !Number.isNaN(Date.parse(text)) ? 'date' : 'string';
}
