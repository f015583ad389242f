import type { PublishedDefault } from '../../../server/src/clearml/published-defaults.ts';
import { below, NO_VARIABLES } from '../../../server/src/deployment/compose/environment-layers.ts';
import { parseDotenv } from '../../../server/src/syntax/dotenv/index.ts';
import { evaluateHocon, lookupHocon, parseHocon } from '../../../server/src/syntax/hocon/index.ts';
import { composeProject } from '../../compose-project.ts';

/** One way of writing a value somewhere. */
export interface Spelling {
  readonly name: string;
  /** The files that hold this default so; `undefined` where the language does not let it be written so. */
  readonly files: (entry: PublishedDefault) => Readonly<Record<string, string>> | undefined;
}

type Files = Readonly<Record<string, string>>;

/** The setting of a value that has none of its own in ClearML Server (Helm's readiness probe). */
function serverSetting(entry: PublishedDefault): string {
  return entry.setting.startsWith('secure.') ? entry.setting : 'secure.credentials.tests.user_key';
}

// ---- secure.conf

function secureConf(write: (path: readonly string[], value: string) => string) {
  return (entry: PublishedDefault): Files | undefined => {
    const path = serverSetting(entry).split('.').slice(1);
    const text = write(path, entry.value);
    const result = evaluateHocon(parseHocon(text));
    const read = result.ok ? lookupHocon(result.value, path) : undefined;
    return read?.kind === 'string' && read.value === entry.value ? { 'secure.conf': text } : undefined;
  };
}

const nested = (quote: (value: string) => string, eol: string) => (path: readonly string[], value: string) =>
  [
    ...path.slice(0, -1).map((key) => `${key} {`),
    `${path.at(-1)}: ${quote(value)}`,
    ...path.slice(1).map(() => '}'),
    '',
  ].join(eol);

const CONF: readonly Spelling[] = [
  { name: 'secure.conf, nested, quoted', files: secureConf(nested((value) => `"${value}"`, '\n')) },
  { name: 'secure.conf, nested, unquoted', files: secureConf(nested((value) => value, '\n')) },
  { name: 'secure.conf, nested, triple quotes, CRLF', files: secureConf(nested((value) => `"""${value}"""`, '\r\n')) },
  {
    name: 'secure.conf, dotted, quoted',
    files: secureConf((path, value) => `${path.join('.')} = "${value}" # kept\n`),
  },
  { name: 'secure.conf, dotted, unquoted', files: secureConf((path, value) => `${path.join('.')}=${value}`) },
  {
    name: 'secure.conf, one line',
    files: secureConf(
      (path, value) => `{ ${path.slice(0, -1).join(' { ')} { ${path.at(-1)}: "${value}"${' }'.repeat(path.length)}`,
    ),
  },
];

// ---- environment of a compose file

const NAMES: readonly { readonly name: string; readonly of: (setting: string) => string }[] = [
  { name: 'CLEARML__ upper case', of: (setting) => `CLEARML__${setting.replaceAll('.', '__').toUpperCase()}` },
  { name: 'CLEARML__ lower case', of: (setting) => `CLEARML__${setting.replaceAll('.', '__')}` },
  { name: 'TRAINS__', of: (setting) => `TRAINS__${setting.replaceAll('.', '__').toUpperCase()}` },
];

/** How a value stands in YAML after Compose's escape of `$`. */
const QUOTES: readonly { readonly name: string; readonly map: Write; readonly list: Write }[] = [
  { name: 'plain', map: (value, name) => `${name}: ${value}`, list: (value, name) => `- ${name}=${value}` },
  {
    name: 'single-quoted',
    map: (value, name) => `${name}: ${single(value)}`,
    list: (value, name) => `- ${single(`${name}=${value}`)}`,
  },
  {
    name: 'double-quoted',
    map: (value, name) => `${name}: ${double(value)}`,
    list: (value, name) => `- ${double(`${name}=${value}`)}`,
  },
  {
    name: 'HOCON quotes in single quotes',
    map: (value, name) => `${name}: ${single(`"${value}"`)}`,
    list: (value, name) => `- ${single(`${name}="${value}"`)}`,
  },
  {
    name: 'HOCON quotes in double quotes',
    map: (value, name) => `${name}: ${double(`"${value}"`)}`,
    list: (value, name) => `- ${double(`${name}="${value}"`)}`,
  },
];

type Write = (value: string, name: string) => string;

function single(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function double(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function service(role: string, line: string): string {
  return [
    'services:',
    `  ${role}:`,
    `    command: [${role}]`,
    '    image: clearml/server:2.3.0',
    '    ports: ["8008:8008"]',
    '    environment:',
    '      A: b'.replace('A: b', line.startsWith('- ') ? '- A=b' : 'A: b'),
    `      ${line}`,
    '',
  ].join('\n');
}

/** The files, if the container would get the value (with or without HOCON quotes) from them. */
function arriving(files: Files, value: string): Files | undefined {
  const env = files['.env'];
  const variables = env === undefined ? NO_VARIABLES : below(NO_VARIABLES, [{ uri: '.env', tree: parseDotenv(env) }]);
  const project = composeProject('docker-compose.yml', files['docker-compose.yml'] ?? '', variables);
  const received = project.services.flatMap((each) => each.environment.map((entry) => entry.value));
  return received.some((text) => text === value || text === `"${value}"`) ? files : undefined;
}

const escapeCompose = (value: string) => value.replaceAll('$', '$$$$');

const ENVIRONMENT: readonly Spelling[] = NAMES.flatMap((name) =>
  QUOTES.flatMap((quote) =>
    (['map', 'list'] as const).map(
      (form): Spelling => ({
        name: `${name.name}, ${form}, ${quote.name}`,
        files: (entry) => {
          const line = quote[form](escapeCompose(entry.value), name.of(serverSetting(entry)));
          return arriving({ 'docker-compose.yml': service('apiserver', line) }, entry.value);
        },
      }),
    ),
  ),
);

const PAIRED = ['USER', 'CLEARML_API_ACCESS', 'TRAINS_API_ACCESS'] as const;

const NAMED: readonly Spelling[] = PAIRED.flatMap((prefix) =>
  QUOTES.slice(0, 3).flatMap((quote) =>
    (['map', 'list'] as const).map(
      (form): Spelling => ({
        name: `${prefix} key and secret, ${form}, ${quote.name}`,
        files: (entry) => {
          const name =
            entry.kind === 'key'
              ? `${prefix}_KEY`
              : `${prefix.replace('_ACCESS', '_SECRET')}${prefix === 'USER' ? '_SECRET' : '_KEY'}`;
          const line = quote[form](escapeCompose(entry.value), name);
          return arriving({ 'docker-compose.yml': service('webserver', line) }, entry.value);
        },
      }),
    ),
  ),
);

// ---- through variables

const IN_ENV: readonly { readonly name: string; readonly write: (value: string) => string }[] = [
  { name: 'plain', write: (value) => value.replaceAll('$', '$$$$') },
  { name: 'single-quoted', write: (value) => `'${value}'` },
  { name: 'double-quoted', write: (value) => `"${value.replaceAll('$', '\\$')}"` },
];

const REFERENCES: readonly { readonly name: string; readonly line: (name: string) => string }[] = [
  { name: 'a reference', line: (name) => `${name}: \${SECRET_OF_MINE}` },
  { name: 'a required reference, quoted', line: (name) => `${name}: "\${SECRET_OF_MINE:?}"` },
  { name: 'a reference without braces', line: (name) => `- ${name}=$SECRET_OF_MINE` },
  { name: 'a reference in HOCON quotes', line: (name) => `${name}: '"\${SECRET_OF_MINE}"'` },
  { name: 'a reference with another default', line: (name) => `- "${name}=\${SECRET_OF_MINE:-other}"` },
];

const DOTENV: readonly Spelling[] = IN_ENV.flatMap(({ name, write }) => [
  ...REFERENCES.map(
    (reference): Spelling => ({
      name: `.env ${name} through ${reference.name}`,
      files: (entry) => {
        const line = reference.line(NAMES[0]?.of(serverSetting(entry)) ?? '');
        const files = {
          'docker-compose.yml': service('apiserver', line),
          '.env': `A=1\nSECRET_OF_MINE=${write(entry.value)}\n`,
        };
        return arriving(files, entry.value);
      },
    }),
  ),
  {
    name: `.env ${name} through a bare name`,
    files: (entry) => {
      const variable = NAMES[0]?.of(serverSetting(entry)) ?? '';
      return arriving(
        { 'docker-compose.yml': service('apiserver', `- ${variable}`), '.env': `${variable}=${write(entry.value)}\n` },
        entry.value,
      );
    },
  },
]);

const DEFAULTS: readonly Spelling[] = [':-', '-'].flatMap((operator) =>
  QUOTES.slice(1).flatMap((quote) =>
    (['map', 'list'] as const).map(
      (form): Spelling => ({
        name: `\${VAR${operator}default}, ${form}, ${quote.name}`,
        files: (entry) => {
          const reference = `\${SECRET_OF_MINE${operator}${escapeCompose(entry.value)}}`;
          const line = quote[form](reference, NAMES[0]?.of(serverSetting(entry)) ?? '');
          return arriving({ 'docker-compose.yml': service('apiserver', line) }, entry.value);
        },
      }),
    ),
  ),
);

// ---- a `$` that nobody escaped: the container gets less than is written, but everyone can tell what

const onlyWithDollar = (files: (name: string, value: string) => Files) => (entry: PublishedDefault) =>
  entry.value.includes('$') ? files(NAMES[0]?.of(serverSetting(entry)) ?? '', entry.value) : undefined;

const UNESCAPED: readonly Spelling[] = [
  {
    name: 'with a bare $, map, single-quoted',
    files: onlyWithDollar((name, value) => ({ 'docker-compose.yml': service('apiserver', `${name}: '${value}'`) })),
  },
  {
    name: 'with a bare $, list, plain',
    files: onlyWithDollar((name, value) => ({ 'docker-compose.yml': service('apiserver', `- ${name}=${value}`) })),
  },
  {
    name: 'with a bare $, HOCON quotes',
    files: onlyWithDollar((name, value) => ({ 'docker-compose.yml': service('apiserver', `${name}: '"${value}"'`) })),
  },
  ...['', '"'].flatMap((quote): Spelling[] => [
    {
      name: `with a bare $, .env ${quote || 'plain'} through \${VAR}`,
      files: onlyWithDollar((name, value) => ({
        'docker-compose.yml': service('apiserver', `${name}: \${SECRET_OF_MINE}`),
        '.env': `SECRET_OF_MINE=${quote}${value}${quote}\n`,
      })),
    },
    {
      name: `with a bare $, .env ${quote || 'plain'} through a bare name`,
      files: onlyWithDollar((name, value) => ({
        'docker-compose.yml': service('apiserver', `- ${name}`),
        '.env': `${name}=${quote}${value}${quote}\n`,
      })),
    },
  ]),
];

export const SPELLINGS: readonly Spelling[] = [...CONF, ...ENVIRONMENT, ...NAMED, ...DOTENV, ...DEFAULTS, ...UNESCAPED];
