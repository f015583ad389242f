import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { composeText } from './compose.ts';

/** A deployment on the disk: a compose file that is edited, and the four files around it. */
export interface DeploymentFolder {
  readonly composeUri: string;
  readonly text: string;
  readonly remove: () => void;
}

export function writeDeployment(lines: number): DeploymentFolder {
  const folder = mkdtempSync(join(tmpdir(), 'clearml-secure-bench-'));
  const text = composeText(lines);
  for (const [name, content] of Object.entries({ ...AROUND, 'docker-compose.yml': text })) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return {
    composeUri: pathToFileURL(join(folder, 'docker-compose.yml')).href,
    text,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const AROUND: Readonly<Record<string, string>> = {
  '.env':
    'CLEARML_API_PORT=8008\nAPISERVER_SECRET=bench-one\nWEBSERVER_SECRET=bench-two\nFILESERVER_SECRET=bench-three\n',
  'constants.env': 'CLEARML_MONGODB_SERVICE_PORT=27017\nCLEARML_REDIS_SERVICE_PORT=6379\n',
  'docker-compose.override.yml': [
    'services:',
    '  apiserver:',
    '    environment:',
    '      CLEARML__apiserver__log__level: INFO',
    '  redis:',
    '    command: redis-server --save 60 1',
    '',
  ].join('\n'),
  'config/secure.conf': [
    'auth {',
    '  token_secret: "a-secret-of-our-own-for-the-bench"',
    '  cookies { httponly: true, secure: true }',
    '}',
    'credentials.apiserver { user_key: "OWNKEY", user_secret: "OWNSECRET" }',
    '',
  ].join('\n'),
};
