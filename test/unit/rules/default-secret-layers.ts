import type { ConfigurationRole } from '../../../server/src/clearml/release-loader.ts';

/** One way by which a value reaches a server. */
export interface Layer {
  readonly name: string;
  /** Who reads it; the API server where nobody is named. */
  readonly role?: ConfigurationRole;
  readonly files: (setting: string, value: string) => Readonly<Record<string, string>>;
}

const COMPOSE = 'docker-compose.yml';

const variable = (setting: string) => `CLEARML__${setting.replaceAll('.', '__').toUpperCase()}`;
const escaped = (value: string) => value.replaceAll('$', '$$$$');
/** A variable's value is HOCON: unquoted, some characters would cut it. */
const quoted = (value: string) => `"${value}"`;
const single = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** A compose file of one server. */
function server(lines: readonly string[], { image = 'clearml/server:2.3.0', command = 'apiserver' } = {}): string {
  return [
    'services:',
    '  server:',
    `    image: ${image}`,
    `    command: ${command}`,
    '    ports: ["8008:8008"]',
    ...lines.map((line) => `    ${line}`),
    '',
  ].join('\n');
}

/** `path: "value"` as a configuration file without its first part, which is the file's name. */
function conf(setting: string, value: string, skip = 1): string {
  return `${setting.split('.').slice(skip).join('.')}: "${value}"\n`;
}

// ---- files of the server

const OLD = { image: 'allegroai/trains:0.16.4-372' };

const FILES: readonly Layer[] = [
  {
    name: 'a directory, short form',
    files: (setting, value) => ({
      [COMPOSE]: server(['volumes: ["./config:/opt/clearml/config"]']),
      'config/secure.conf': conf(setting, value),
    }),
  },
  {
    name: 'a directory, long form',
    files: (setting, value) => ({
      [COMPOSE]: server([
        'volumes:',
        '  - {type: bind, source: ./config, target: /opt/clearml/config, read_only: true}',
      ]),
      'config/secure.conf': conf(setting, value),
    }),
  },
  {
    name: 'a directory of another name, by CLEARML_CONFIG_DIR',
    files: (setting, value) => ({
      [COMPOSE]: server(['environment: {CLEARML_CONFIG_DIR: /etc/own}', 'volumes: ["./own:/etc/own:ro"]']),
      'own/secure.conf': conf(setting, value),
    }),
  },
  {
    name: 'the directory of the old name',
    files: (setting, value) => ({
      [COMPOSE]: server(['volumes: ["./config:/opt/trains/config"]'], OLD),
      'config/secure.conf': conf(setting, value),
    }),
  },
  {
    name: 'a single file',
    files: (setting, value) => ({
      [COMPOSE]: server(['volumes: ["./config/secure.conf:/opt/clearml/config/secure.conf"]']),
      'config/secure.conf': conf(setting, value),
    }),
  },
  {
    name: 'a single file over a directory',
    files: (setting, value) => ({
      [COMPOSE]: server([
        'volumes: ["./config:/opt/clearml/config", "./own/secure.conf:/opt/clearml/config/secure.conf"]',
      ]),
      'config/secure.conf': '# hidden by the other one\n',
      'own/secure.conf': conf(setting, value),
    }),
  },
  {
    name: 'a file in a nested directory, named by the path',
    files: (setting, value) => ({
      [COMPOSE]: server(['volumes: ["./config:/opt/clearml/config"]']),
      [`config/secure/${setting.split('.')[1]}.conf`]: conf(setting, value, 2),
    }),
  },
  {
    name: 'Compose configs, from a file',
    files: (setting, value) => ({
      [COMPOSE]: `${server(['configs: [{source: own, target: /opt/clearml/config/secure.conf}]'])}configs: {own: {file: ./secure.conf}}\n`,
      'secure.conf': conf(setting, value),
    }),
  },
  {
    name: 'Compose secrets, from a file',
    files: (setting, value) => ({
      [COMPOSE]: `${server(['secrets: [{source: own, target: /opt/clearml/config/secure.conf}]'])}secrets: {own: {file: ./secure.conf}}\n`,
      'secure.conf': conf(setting, value),
    }),
  },
  {
    name: 'Compose configs, with the content',
    files: (setting, value) => ({
      [COMPOSE]: [
        server(['configs: [{source: own, target: /opt/clearml/config/secure.conf}]']),
        'configs:\n  own:\n    content: |\n      ',
        escaped(conf(setting, value)),
      ].join(''),
    }),
  },
];

// ---- variables, in every place and form that Compose takes them from

function inCompose(name: string, write: (name: string, value: string) => readonly string[], of = variable): Layer {
  return { name, files: (setting, value) => ({ [COMPOSE]: server(write(of(setting), quoted(escaped(value)))) }) };
}

/** Lines of a whole file that have the environment somewhere else than at its service. */
function elsewhere(name: string, write: (entry: string) => Readonly<Record<string, string>>): Layer {
  return { name, files: (setting, value) => write(`${variable(setting)}: ${single(quoted(escaped(value)))}`) };
}

const VARIABLES: readonly Layer[] = [
  inCompose('a flow map', (name, value) => [`environment: {A: b, ${name}: ${single(value)}}`]),
  inCompose('a flow list', (name, value) => [`environment: [A=b, ${single(`${name}=${value}`)}]`]),
  inCompose('a literal block', (name, value) => ['environment:', `  ${name}: |-`, `    ${value}`]),
  inCompose('a folded block', (name, value) => ['environment:', `  ${name}: >-`, `    ${value}`]),
  inCompose('an alias of the value', (name, value) => [
    `x-own: &own ${single(value)}`,
    'environment:',
    `  ${name}: *own`,
  ]),
  inCompose('an alias of the map', (name, value) => [`x-own: &own {${name}: ${single(value)}}`, 'environment: *own']),
  inCompose('a merge key', (name, value) => [
    `x-own: &own {${name}: ${single(value)}}`,
    'environment:',
    '  <<: *own',
    '  A: b',
  ]),
  inCompose('a merge of several', (name, value) => [
    `x-own: &own {${name}: ${single(value)}}`,
    'x-other: &other {A: b}',
    'environment:',
    '  <<: [*other, *own]',
  ]),
  inCompose(
    'a name in mixed case',
    (name, value) => [`environment: {${name}: ${single(value)}}`],
    (setting) =>
      `CLEARML__${setting.replaceAll('.', '__').replaceAll(/(?:^|_)[a-z]/g, (start) => start.toUpperCase())}`,
  ),
  inCompose(
    'an object in a variable',
    (path, value) => {
      const [last = '', ...rest] = path.split('.').toReversed();
      return ['environment:', `  ${variable(rest.toReversed().join('.'))}: ${single(`{${last}: ${value}}`)}`];
    },
    (setting) => setting,
  ),
  {
    name: 'the old name and image',
    files: (setting, value) => ({
      [COMPOSE]: server(
        ['environment:', `  ${variable(setting).replace('CLEARML', 'TRAINS')}: ${single(quoted(escaped(value)))}`],
        OLD,
      ),
    }),
  },
  elsewhere('an override file', (entry) => ({
    [COMPOSE]: server([]),
    'docker-compose.override.yml': `services: {server: {environment: {${entry}}}}\n`,
  })),
  elsewhere('the second of COMPOSE_FILE', (entry) => ({
    [COMPOSE]: server([]),
    'own.yml': `services: {server: {environment: {${entry}}}}\n`,
    '.env': `COMPOSE_FILE=${COMPOSE}:own.yml\n`,
  })),
  elsewhere('a second document', (entry) => ({
    [COMPOSE]: `${server([])}---\nservices: {server: {environment: {${entry}}}}\n`,
  })),
  elsewhere('an included file', (entry) => ({
    [COMPOSE]: 'include: [sub/compose.yml]\n',
    'sub/compose.yml': server([`environment: {${entry}}`]),
  })),
  elsewhere('an extended service', (entry) => ({
    [COMPOSE]: `${server(['extends: base'])}  base: {environment: {${entry}}}\n`,
  })),
  elsewhere('an extended service of another file', (entry) => ({
    [COMPOSE]: server(['extends: {file: base.yml, service: base}']),
    'base.yml': `services: {base: {image: clearml/server:2.3.0, environment: {${entry}}}}\n`,
  })),
  elsewhere('the override of another environment', (entry) => ({
    [COMPOSE]: server(['environment: {A: b}']),
    'docker-compose.override.yml': `services: {server: {environment: !override {${entry}}}}\n`,
  })),
];

function inEnvFile(name: string, reference: readonly string[], line: (name: string, value: string) => string): Layer {
  return {
    name,
    files: (setting, value) => ({
      [COMPOSE]: server(reference),
      'server.env': `# ours\n${line(variable(setting), quoted(value))}\n`,
    }),
  };
}

const ENV_FILES: readonly Layer[] = [
  inEnvFile('an env file, short form', ['env_file: server.env'], (name, value) => `${name}='${value}'`),
  inEnvFile('an env file, listed', ['env_file: ["./server.env"]'], (name, value) => `export ${name}='${value}'`),
  inEnvFile(
    'an env file, long form',
    ['env_file: [{path: server.env, required: false}]'],
    (name, value) => `${name}="${value.replaceAll(/["$]/g, '\\$&')}"`,
  ),
  inEnvFile('a raw env file', ['env_file: [{path: server.env, format: raw}]'], (name, value) => `${name}=${value}`),
];

// ---- other processes than the API server

const ROLES: readonly Layer[] = [
  {
    name: 'variables of the file server',
    role: 'fileserver',
    files: (setting, value) => ({
      [COMPOSE]: server(['environment:', `  ${variable(setting)}: ${single(quoted(escaped(value)))}`], {
        command: 'fileserver',
      }),
    }),
  },
  {
    name: 'a directory of the file server',
    role: 'fileserver',
    files: (setting, value) => ({
      [COMPOSE]: server(['volumes: ["./config:/opt/clearml/config"]'], { command: 'fileserver' }),
      'config/secure.conf': conf(setting, value),
    }),
  },
  {
    name: 'variables of async_delete',
    role: 'async_delete',
    files: (setting, value) => ({
      [COMPOSE]: server(
        [
          'entrypoint: [python3, -m, jobs.async_urls_delete, --fileserver-host, "http://fileserver:8081"]',
          'environment:',
          `  ${variable(setting)}: ${single(quoted(escaped(value)))}`,
        ],
        { command: '[]' },
      ),
    }),
  },
];

export const LAYERS: readonly Layer[] = [...FILES, ...VARIABLES, ...ENV_FILES, ...ROLES];
