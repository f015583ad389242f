import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readVectors } from '../conformance/vectors.ts';
import { Workspace } from './command.ts';

/**
 * The recorded answers of the real loaders once more, through files on disk and `config --json --reveal`: what a user
 * would compare with a running server.
 */

interface Service {
  readonly active: boolean;
  readonly image: string | null;
  readonly ports: readonly { hostIp: string; published: string; target: number; protocol: string }[];
  readonly environment: Readonly<Record<string, string | null>>;
  readonly starts?: boolean;
  readonly errors?: readonly unknown[];
  readonly settings?: Readonly<Record<string, { value?: unknown; layer: string }>>;
  readonly tree?: unknown;
}

interface Deployment {
  readonly errors: readonly unknown[];
  readonly services: Readonly<Record<string, Service>>;
}

async function deploymentsOf(workspace: Workspace, ...words: readonly string[]): Promise<readonly Deployment[]> {
  const { out, error } = await workspace.run('config', '--json', '--reveal', ...words);
  assert.equal(error, '');
  return (JSON.parse(out) as { deployments: Deployment[] }).deployments;
}

interface LoaderVector {
  readonly id: string;
  readonly note: string;
  readonly files: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly starts?: boolean;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly ok?: boolean;
  readonly value?: Readonly<Record<string, unknown>>;
}

/** Files of a container, each top directory mounted from one beside the compose file. */
function mounted(files: Readonly<Record<string, string>>, role: string, env: Readonly<Record<string, string>>) {
  const absolute = Object.entries(files).map(([path, text]) => {
    const full = path.startsWith('/') ? path : `/opt/clearml/config/${path}`;
    return [full.slice(1), text] as const;
  });
  const directories = [...new Set(absolute.map(([path]) => /^opt\/(?:[^/]+\/config|[^/]+)/.exec(path)?.[0] ?? path))];
  const environment = Object.entries(env).map(
    ([name, value]) => `      ${JSON.stringify(name)}: ${JSON.stringify(value.replaceAll('$', '$$$$'))}`,
  );
  const compose = [
    'services:',
    '  server:',
    '    image: clearml/server:2.3.0',
    `    command: [${role}]`,
    ...(directories.length > 0
      ? ['    volumes:', ...directories.map((path) => `      - "./container/${path}:/${path}"`)]
      : []),
    ...(environment.length > 0 ? ['    environment:', ...environment] : []),
    '',
  ];
  const onDisk = absolute.map(([path, text]) => [`container/${path}`, text] as const);
  return { 'compose.yaml': compose.join('\n'), ...Object.fromEntries(onDisk) };
}

/** What stands at a dotted path of a tree, as the recorded answers say it. */
function lookup(tree: unknown, path: string): unknown {
  let at = tree;
  for (const key of path.split('.')) {
    if (typeof at !== 'object' || at === null || !(key in at)) return { $missing: 'KeyError' };
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}

for (const role of ['apiserver', 'fileserver'] as const) {
  describe(`config --json of ${role} configurations`, () => {
    const name = role === 'apiserver' ? 'loader' : 'loader-fileserver';
    for (const vector of readVectors<LoaderVector>(name)) {
      // A directory can't be a file's content.
      if (Object.keys(vector.files).some((path) => path.endsWith('/'))) continue;
      test(`${vector.id}: ${vector.note}`, async () => {
        using workspace = new Workspace(mounted(vector.files, role, vector.env));
        const [deployment] = await deploymentsOf(workspace);
        const server = deployment?.services.server;
        assert.deepEqual(deployment?.errors, []);
        const starts = vector.starts ?? vector.ok;
        assert.equal(server?.starts, starts);
        assert.equal(server?.errors?.length === 0, starts);
        for (const [path, expected] of Object.entries((starts && (vector.values ?? vector.value)) || {})) {
          const listed = server?.settings?.[path]?.value;
          if (listed !== undefined) assert.deepEqual(listed, expected, path);
          assert.deepEqual(lookup(server?.tree, path), expected, path);
        }
      });
    }
  });
}

interface MergeVector {
  readonly id: string;
  readonly note: string;
  readonly files: Readonly<Record<string, string>>;
  readonly configFiles?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly profiles?: readonly string[];
  readonly ok: boolean;
  readonly errorKind?: string;
  readonly services?: Readonly<
    Record<
      string,
      {
        active: boolean;
        image?: string;
        ports?: readonly { host_ip: string; published: string; target: number; protocol: string }[];
        environment?: Readonly<Record<string, string | null>>;
      }
    >
  >;
}

describe('config --json of Compose projects', () => {
  for (const { id, note, files, configFiles, env, profiles, ok, errorKind, services } of readVectors<MergeVector>(
    'merge',
  )) {
    test(`${id}: ${note}`, async () => {
      const shell = Object.entries(env).map(([name, value]) => `${name}='${value.replaceAll("'", "\\'")}'\n`);
      using workspace = new Workspace({
        ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`proj/${path}`, text])),
        'shell.env': shell.join(''),
      });
      const words = [
        'proj',
        ...(shell.length > 0 ? ['--env-file', 'shell.env'] : []),
        ...(configFiles ?? []).flatMap((file) => ['--file', file]),
        ...(profiles ?? []).flatMap((profile) => ['--profile', profile]),
      ];
      const [deployment] = await deploymentsOf(workspace, ...words);
      if (!ok) {
        assert.ok(errorKind === 'no-config' || (deployment?.errors.length ?? 0) > 0, 'an error');
        return;
      }
      assert.deepEqual(deployment?.errors, []);
      for (const [name, service] of Object.entries(services ?? {})) {
        const shown: Service | undefined = deployment.services[name];
        assert.equal(shown?.active, service.active, name);
        assert.equal(shown?.image ?? '', service.image ?? '', name);
        assert.deepEqual(shown?.environment, service.environment ?? {}, name);
        const ports = (service.ports ?? []).map(({ host_ip, published, target, protocol }) => {
          return { hostIp: host_ip, published, target, protocol };
        });
        assert.deepEqual(
          shown?.ports.map(({ hostIp, published, target, protocol }) => ({ hostIp, published, target, protocol })),
          ports,
          name,
        );
      }
      assert.deepEqual(Object.keys(deployment.services).sort(), Object.keys(services ?? {}).sort());
    });
  }
});

interface PortVector {
  readonly spec: string;
  readonly ok: boolean;
  readonly parsed?: readonly { host_ip: string; published: string; target: number; proto: string }[];
}

describe('config --json of port mappings', () => {
  for (const { spec, ok, parsed } of readVectors<PortVector>('ports')) {
    // Compose takes a bare IPv6 address since go-connections 0.5; the recording is of 0.4.
    if (/^::1:\d+:\d+$/.test(spec)) continue;
    test(spec, async () => {
      const text = JSON.stringify(spec.replaceAll('$', '$$$$'));
      using workspace = new Workspace({
        'compose.yaml': `services:\n  web:\n    image: clearml/server:2.3.0\n    ports: [${text}]\n`,
      });
      const [deployment] = await deploymentsOf(workspace);
      assert.equal(deployment?.errors.length === 0, ok, JSON.stringify(deployment?.errors));
      if (!ok) return;
      const shown = deployment?.services.web?.ports.map(({ hostIp, published, target, protocol }) => {
        return { host_ip: hostIp, published, target, proto: protocol };
      });
      assert.deepEqual(shown, parsed);
    });
  }
});

interface InterpolationVector {
  readonly kind: 'interp' | 'dotenv';
  readonly text: string;
  readonly env: Readonly<Record<string, string>>;
  readonly ok: boolean;
  readonly value?: string | Readonly<Record<string, string>>;
}

describe('config --json of variables', () => {
  for (const { kind, text, env, ok, value } of readVectors<InterpolationVector>('interp')) {
    test(`${kind} ${JSON.stringify(text)}`, async () => {
      const shell = Object.entries(env).map(([name, given]) => `${name}='${given.replaceAll("'", "\\'")}'\n`);
      const service = 'services:\n  web:\n    image: clearml/server:2.3.0\n    ';
      using workspace = new Workspace({
        'shell.env': shell.join(''),
        ...(kind === 'interp'
          ? { 'compose.yaml': `${service}environment:\n      X: ${JSON.stringify(text)}\n` }
          : { 'compose.yaml': `${service}env_file: given.env\n`, 'given.env': text }),
      });
      const [deployment] = await deploymentsOf(workspace, ...(shell.length > 0 ? ['--env-file', 'shell.env'] : []));
      assert.equal(deployment?.errors.length === 0, ok, JSON.stringify(deployment?.errors));
      if (!ok) return;
      assert.deepEqual(deployment?.services.web?.environment, kind === 'interp' ? { X: value } : value);
    });
  }
});
