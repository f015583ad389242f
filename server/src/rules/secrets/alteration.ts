import { isServerVariable } from '../../clearml/settings.ts';
import type { EnvironmentEntry } from '../../deployment/compose/environment.ts';
import type { ComposeService } from '../../deployment/compose/service.ts';
import { type HoconValue, hoconAssignments, parseHocon, parseHoconEnvValue } from '../../syntax/hocon/index.ts';
import type { Template } from '../../syntax/interpolation/index.ts';

/** How a value becomes another one on its way from the file to the server. */
export type Alteration =
  /** Compose puts a variable that nobody sets in the place of `$name`. */
  | 'dollar'
  /** A `#` begins a comment. */
  | 'cut'
  | 'number'
  | 'boolean'
  | 'null'
  | 'duration'
  /** A character at which the server refuses to start. */
  | 'refused'
  /** `${?NAME}` that is not set: what is below it comes through. */
  | 'unset'
  /** Quotes, a comma or a backslash are taken for syntax. */
  | 'syntax';

/**
 * What happens to the value of a variable between the compose file and the process that reads it. Sources: compose-spec
 * 12-interpolation.md; apiserver/config/basic.py, `_read_env_paths`, which has pyhocon parse every `CLEARML__` value.
 * @param setting the setting that the variable carries
 */
export function variableAlteration(
  service: ComposeService,
  entry: EnvironmentEntry,
  setting: string,
): Alteration | undefined {
  const { text, value } = entry;
  if (text !== undefined && eatsDollar(text.template, (name) => !entry.unset.includes(name))) return 'dollar';
  if (value === undefined || entry.unset.length > 0) return undefined;
  if (!isServerVariable(entry.name)) return text?.value === undefined || text.value === value ? undefined : 'number';
  return readingOf(setting, value, (name) => service.environment.find((other) => other.name === name)?.value);
}

/** True where a reference without braces stands inside a longer text and nobody sets it: it was meant as characters. */
export function eatsDollar({ text, parts }: Template, isSet: (name: string) => boolean): boolean {
  const whole = text.replaceAll(/^["']+|["']+$/g, '');
  return parts.some(
    (part) => part.kind === 'variable' && !part.braced && !isSet(part.name) && whole !== `$${part.name}`,
  );
}

/** A word that begins with a letter is read as it stands, unless it is a keyword of HOCON. */
const PLAIN = /^(?!(?:true|false|null|include)(?![A-Za-z0-9]))[A-Za-z][\w-]*$/i;

function readingOf(
  setting: string,
  value: string,
  lookup: (name: string) => string | undefined,
): Alteration | undefined {
  const trimmed = value.trim();
  if (trimmed === '' || PLAIN.test(trimmed)) return undefined;
  const read = parseHoconEnvValue(setting, value, lookup);
  // A reference of HOCON may be met by a variable that is not visible here.
  if (!read.ok) return value.includes('${') ? undefined : 'refused';
  if (read.value === undefined) return 'unset';
  const [only] = hoconAssignments(parseHocon(`x: ${value}`));
  const whole = only?.quoting === 'double' || only?.quoting === 'triple' || (only?.substitutions.length ?? 0) > 0;
  return whole ? undefined : difference(trimmed, read.value);
}

/** What became of a text that stands without quotes. */
export function difference(written: string, read: HoconValue): Alteration | undefined {
  switch (read.kind) {
    case 'integer':
    case 'float':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'null':
      return 'null';
    case 'period':
      return 'duration';
    case 'string':
      if (read.value === written) return undefined;
      if (written.includes('#')) return 'cut';
      return read.value.includes('relativedelta(') ? 'duration' : 'syntax';
    default:
      return undefined;
  }
}
