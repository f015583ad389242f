import type { Language } from '../fuzz/pieces.ts';
import { COMPOSE_TEXT, DOTENV_TEXT, FOLDER, PUBLIC_SECRET, PUBLIC_TOKEN } from '../lsp/deployment.ts';

/** The files of the workspace that is edited, and names that others may get. Each in the language of its name. */
export const FILES: Readonly<Record<string, { readonly language: Language; readonly text: string | undefined }>> = {
  'docker-compose.yml': {
    language: 'yaml',
    text: COMPOSE_TEXT.replace(
      '    environment:',
      '    env_file: [api.env]\n    volumes: ["./config:/opt/clearml/config"]\n    environment:',
    ),
  },
  'docker-compose.override.yml': { language: 'yaml', text: undefined },
  'compose.other.yaml': {
    language: 'yaml',
    text: 'include: [other/compose.yaml]\nservices:\n  mongo:\n    image: mongo:7\n    ports: ["27017:27017"]\n',
  },
  'other/compose.yaml': { language: 'yaml', text: COMPOSE_TEXT },
  'other/.env': { language: 'dotenv', text: DOTENV_TEXT },
  '.env': { language: 'dotenv', text: DOTENV_TEXT },
  'api.env': { language: 'dotenv', text: `CLEARML__SECURE__HTTP__SESSION_SECRET__APISERVER=${PUBLIC_TOKEN}\n` },
  'config/secure.conf': { language: 'hocon', text: `auth { token_secret: "${PUBLIC_TOKEN}" }\n` },
  'config/apiserver.conf': { language: 'hocon', text: undefined },
  'config/hosts.conf': { language: 'hocon', text: 'elastic.events.hosts: [{ host: elasticsearch }]\n' },
  'bare/secure.conf': {
    language: 'hocon',
    text: `credentials { apiserver { user_secret: "${PUBLIC_SECRET}" }, tests { role: user } }\n`,
  },
  '.clearml-secure.yaml': { language: 'yaml', text: undefined },
  '.gitignore': { language: 'dotenv', text: undefined },
  '.git/HEAD': { language: 'dotenv', text: undefined },
  'keys/api (1).txt': { language: 'dotenv', text: `CLEARML__SECURE__AUTH__TOKEN_SECRET=${PUBLIC_TOKEN}\n` },
};

/** What stands in a new file of these names, beside the seeds of its language. */
export const OF_THEIR_OWN: Readonly<Record<string, readonly string[]>> = {
  '.clearml-secure.yaml': ['rules:\n  exposed-datastore: off\n', 'ignore: [other]\n', 'scope: all\n', ''],
  '.gitignore': ['.env\n', '*.env\nconfig/\n', '# nothing\n'],
  '.git/HEAD': ['ref: refs/heads/main\n'],
  'docker-compose.override.yml': [
    'services:\n  redis:\n    ports: !reset []\n',
    'services:\n  mongo:\n    image: mongo:7\n    ports: ["27017:27017"]\n',
    'services:\n  apiserver:\n    env_file: ["keys/api (1).txt"]\n',
  ],
};

/** Settings as a user may have them. */
export const SETTINGS: readonly unknown[] = [
  {},
  { scope: 'all' },
  { scope: 'clearml', rules: { 'exposed-datastore': 'hint' } },
  { rules: { 'default-secret': 'off', 'unread-setting': 'error' } },
];

/** The URI of one of them, as an editor writes it. */
export function uriOf(file: string): string {
  return FOLDER + file.split('/').map(encodeURIComponent).join('/');
}

/** Editors send us no text of these. */
export const NEVER_OPEN: ReadonlySet<string> = new Set(['.gitignore', '.git/HEAD']);
