import type { Lookup } from '../../syntax/lookup.ts';
import type { Span } from '../../syntax/span.ts';

/** A line of a raw env file. Offsets are UTF-16, half-open, in the text. */
export interface RawVariable {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

/**
 * Reads an env file in `format: raw`: lines of NAME=value, taken as they are; a bare name takes its value from the
 * project. Source: compose-go dotenv/format.go; docker/cli opts/envfile.go.
 */
export function readRawEnvFile(text: string, lookup: Lookup): readonly RawVariable[] {
  const variables: RawVariable[] = [];
  for (const line of text.matchAll(/[^\n]+/g)) {
    const content = line[0]
      .replace(/^\ufeff/, '')
      .replace(/^\s+/, '')
      .replace(/\r$/, '');
    if (content === '' || content.startsWith('#')) continue;
    const start = line.index + line[0].indexOf(content);
    const equals = content.indexOf('=');
    const name = equals < 0 ? content : content.slice(0, equals);
    const value = equals < 0 ? lookup(name) : content.slice(equals + 1);
    if (value === undefined) continue;
    const from = equals < 0 ? start : start + equals + 1;
    variables.push({ name, value, span: { start: from, end: start + content.length } });
  }
  return variables;
}
