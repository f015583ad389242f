import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PUBLIC_TOKEN } from '../lsp/deployment.ts';
import { Workspace } from './command.ts';

const BASE = `services:
  apiserver:
    image: clearml/server:1.16.0
    command: [apiserver]
    ports: ["8008:8008"]
    volumes: ["./config:/opt/clearml/config"]
    environment:
      CLEARML__SECURE__AUTH__TOKEN_SECRET: \${TOKEN:?}
`;
const OVERRIDE = `services:
  apiserver:
    ports: ["127.0.0.1:9008:8008"]
    environment:
      CLEARML__apiserver__auth__fixed_users__enabled: "true"
  redis:
    image: redis:7
    profiles: [cache]
`;
const FILES = {
  'compose.yaml': BASE,
  'compose.override.yaml': OVERRIDE,
  '.env': `TOKEN=${PUBLIC_TOKEN}\n`,
  'config/secure.conf': 'credentials { tests { user_key: "MINE", user_secret: ${?NOT_SET} } }\nhttp: { a: 5d }\n',
};

interface Place {
  readonly file: string;
  readonly range: { readonly start: { readonly line: number } };
}
interface Config {
  readonly deployments: readonly {
    root: string;
    files: readonly string[];
    errors: readonly (Place & { message: string })[];
    services: Readonly<
      Record<
        string,
        {
          active: boolean;
          image: string;
          ports: readonly { hostIp: string; published: string; target: number; protocol: string; origin: Place }[];
          environment: Readonly<Record<string, string | null>>;
          role: string;
          release: string;
          starts: boolean;
          settings: Readonly<
            Record<
              string,
              {
                value: unknown;
                layer: string;
                origin: Place | null;
                via: readonly Place[];
                overridden: readonly { layer: string }[];
              }
            >
          >;
          tree: Readonly<Record<string, unknown>>;
        }
      >
    >;
  }[];
}

async function configOf(workspace: Workspace, ...words: readonly string[]): Promise<Config> {
  const { code, out, error } = await workspace.run('config', '--json', ...words);
  assert.deepEqual([code, error], [0, '']);
  return JSON.parse(out) as Config;
}

describe('config --json', () => {
  it('shows the merged project with the files that it is made of', async () => {
    using workspace = new Workspace(FILES);
    const [deployment] = (await configOf(workspace)).deployments;
    assert.deepEqual(deployment?.files.toSorted(), Object.keys(FILES).toSorted());
    const { apiserver, redis } = deployment.services;
    assert.deepEqual([apiserver?.active, redis?.active], [true, false]);
    assert.deepEqual(
      apiserver?.ports.map(({ hostIp, published, target, origin }) => [hostIp, published, target, origin.file]),
      [
        ['', '8008', 8008, 'compose.yaml'],
        ['127.0.0.1', '9008', 8008, 'compose.override.yaml'],
      ],
    );
    assert.equal(apiserver?.environment.CLEARML__apiserver__auth__fixed_users__enabled, 'true');
  });

  it('shows what the server would hold, with layer, origin and what is hidden', async () => {
    using workspace = new Workspace(FILES);
    const [deployment] = (await configOf(workspace, '--reveal')).deployments;
    const server = deployment?.services.apiserver;
    assert.deepEqual([server?.role, server?.release, server?.starts], ['apiserver', '1.16.0', true]);
    const token = server?.settings['secure.auth.token_secret'];
    assert.equal(token?.value, PUBLIC_TOKEN);
    assert.deepEqual([token?.layer, token?.origin?.file], ['environment', '.env']);
    assert.deepEqual(
      token?.via.map(({ file, range }) => [file, range.start.line]),
      [['compose.yaml', 7]],
    );
    assert.deepEqual(
      token?.overridden.map(({ layer }) => layer),
      ['built-in'],
    );
    const key = server?.settings['secure.credentials.tests.user_key'];
    assert.deepEqual([key?.value, key?.layer, key?.origin?.file], ['MINE', 'file', 'config/secure.conf']);
    // The optional substitution that nothing sets leaves the public default in force.
    assert.equal(server?.settings['secure.credentials.tests.user_secret']?.layer, 'built-in');
    assert.equal(server?.settings['apiserver.auth.fixed_users.enabled']?.value, true);
  });

  it('masks secrets unless it is told not to', async () => {
    using workspace = new Workspace(FILES);
    const { out } = await workspace.run('config', '--json');
    assert.ok(!out.includes(PUBLIC_TOKEN) && !out.includes('"MINE"'));
    assert.match(out, /masked, 54 characters/);
  });

  it('takes profiles, env files that beat .env, and files as -f does', async () => {
    using workspace = new Workspace({ ...FILES, 'shell.env': 'TOKEN=from-the-shell\nCOMPOSE_PROFILES=cache\n' });
    const [first] = (await configOf(workspace, '--reveal', '--env-file', 'shell.env')).deployments;
    assert.equal(first?.services.apiserver?.environment.CLEARML__SECURE__AUTH__TOKEN_SECRET, 'from-the-shell');
    assert.equal(first?.services.redis?.active, true);
    const [alone] = (await configOf(workspace, '--file', 'compose.yaml')).deployments;
    assert.deepEqual(Object.keys(alone?.services ?? {}), ['apiserver']);
    const [active] = (await configOf(workspace, '--profile', 'cache')).deployments;
    assert.equal(active?.services.redis?.active, true);
  });

  it('reads a bare configuration directory as an API server and a file server', async () => {
    using workspace = new Workspace({ 'secure.conf': 'auth { token_secret: "mine" }' });
    const [deployment] = (await configOf(workspace, '--reveal')).deployments;
    assert.deepEqual(Object.keys(deployment?.services ?? {}), ['apiserver', 'fileserver']);
    assert.equal(deployment?.services.apiserver?.settings['secure.auth.token_secret']?.value, 'mine');
  });

  it('names what Compose would refuse, and reads on', async () => {
    using workspace = new Workspace({ 'compose.yaml': `${BASE}  redis:\n    image: redis:7\n    portz: []\n` });
    const [deployment] = (await configOf(workspace)).deployments;
    const messages = deployment?.errors.map(({ message }) => message) ?? [];
    assert.deepEqual(messages.toSorted(), ['The required variable TOKEN is not set', 'portz is no key of a service']);
    assert.ok(deployment?.services.redis);
  });
});
