import type { SecretSource } from '../../../server/src/clearml/secrets.ts';

/** What can be generated. */
export type Kind = 'key' | 'secret' | 'pair' | 'password';

export const KINDS: readonly Kind[] = ['key', 'secret', 'pair', 'password'];

/** Where a value goes. */
export interface Place {
  /** VS Code's language id. */
  readonly language: string;
  /** The line's text before the cursor or selection. */
  readonly before: string;
  /** The nearest line above that is not blank. */
  readonly above: string;
  /** The document's line ending. */
  readonly newline: string;
}

type Syntax = 'hocon' | 'json' | 'yaml' | 'dotenv' | 'plain';

const SYNTAXES: Readonly<Record<string, Syntax>> = {
  'clearml-hocon': 'hocon',
  hocon: 'hocon',
  json: 'json',
  jsonc: 'json',
  yaml: 'yaml',
  dockercompose: 'yaml',
  dotenv: 'dotenv',
  properties: 'dotenv',
  shellscript: 'dotenv',
};

const QUOTED: ReadonlySet<Syntax> = new Set<Syntax>(['hocon', 'json']);

/** Where nothing is known of the place: values stand bare, a pair as secure.conf has it. */
export const CLIPBOARD: Place = { language: '', before: '', above: '', newline: '\n' };

/** The text to insert at a place, with fresh values: quoted where the language wants it, one line or, for a pair, two. */
export function insertion(kind: Exclude<Kind, 'password'>, place: Place, secrets: SecretSource): string {
  if (kind === 'pair') return pair(place, secrets.key(), secrets.secret());
  return valueAt(place, kind === 'key' ? secrets.key() : secrets.secret());
}

/** One value as it is written at a place: quoted where the language wants it. */
export function valueAt(place: Place, value: string): string {
  if (insideQuotes(place.before)) return value;
  return QUOTED.has(syntaxOf(place)) ? `"${value}"` : separator(place) + value;
}

function pair(place: Place, key: string, secret: string): string {
  const indent = /^\s*/.exec(place.before)?.[0] ?? '';
  const then = place.newline + indent;
  switch (syntaxOf(place)) {
    case 'yaml':
      return yamlPair(place, then, key, secret);
    case 'dotenv':
      return `USER_KEY=${key}${then}USER_SECRET=${secret}`;
    case 'json':
      return `"user_key": "${key}",${then}"user_secret": "${secret}"`;
    default:
      return `user_key: "${key}"${then}user_secret: "${secret}"`;
  }
}

/** Compose's environment is a list or a map: as the line begins, else as the line above. */
function yamlPair(place: Place, then: string, key: string, secret: string): string {
  const begun = /^\s*-\s*$/.test(place.before);
  if (begun || /^\s*-\s/.test(place.above)) {
    return `${begun ? '' : '- '}USER_KEY=${key}${then}- USER_SECRET=${secret}`;
  }
  return `USER_KEY: ${key}${then}USER_SECRET: ${secret}`;
}

/** A YAML value needs a blank after its colon. */
function separator(place: Place): string {
  return syntaxOf(place) === 'yaml' && place.before.endsWith(':') ? ' ' : '';
}

function syntaxOf(place: Place): Syntax {
  return SYNTAXES[place.language] ?? 'plain';
}

/** True after an opening double quote that the line does not close; escaped quotes do not count. */
function insideQuotes(before: string): boolean {
  return (before.replace(/\\./g, '').match(/"/g)?.length ?? 0) % 2 === 1;
}
