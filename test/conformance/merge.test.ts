import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeploymentReader } from '../../server/src/analysis/deployment-reader.ts';
import type { ProblemKind } from '../../server/src/deployment/compose/model/problem.ts';
import { publishedPorts } from '../../server/src/deployment/compose/port-entry.ts';
import type { ComposeProject } from '../../server/src/deployment/compose/project.ts';
import type { ComposeService } from '../../server/src/deployment/compose/service.ts';
import { memoryFiles } from '../memory-files.ts';
import { readVectors } from './vectors.ts';

interface Vector {
  readonly id: string;
  readonly note: string;
  readonly files: Readonly<Record<string, string>>;
  readonly configFiles?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly profiles?: readonly string[];
  readonly ok: boolean;
  readonly services?: Readonly<Record<string, RecordedService>>;
  readonly errorKind?: string;
}

interface RecordedService {
  readonly active: boolean;
  readonly image?: string;
  readonly network_mode?: string;
  readonly ports?: readonly { host_ip: string; published: string; target: number; protocol: string; mode: string }[];
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly volumes?: readonly { type: string; source: string; target: string }[];
}

/** What the recorded loader calls an error, in our words where they differ. */
const KINDS: Readonly<Record<string, readonly ProblemKind[]>> = { anchor: ['yaml'], schema: ['schema', 'port'] };

const FOLDER = 'file:///ws/proj/';

for (const vector of readVectors<Vector>('merge')) {
  test(`compose-go ${vector.id}: ${vector.note}`, async () => {
    const project = await load(vector);
    if (vector.errorKind === 'no-config') return assert.equal(project, undefined);
    assert.ok(project);
    const kinds = project.problems().map((problem) => problem.kind);
    if (!vector.ok) {
      const wanted = KINDS[vector.errorKind ?? ''] ?? [vector.errorKind as ProblemKind];
      return assert.ok(
        wanted.some((kind) => kinds.includes(kind)),
        `${wanted.join(' or ')}, not ${kinds.join(', ')}`,
      );
    }
    assert.deepEqual(project.problems(), []);
    const services = Object.fromEntries(project.services.map((service) => [service.name, recorded(service)]));
    const expected = Object.entries(vector.services ?? {}).map(([name, service]) => [name, comparable(service)]);
    assert.deepEqual(services, Object.fromEntries(expected));
  });
}

async function load({ files, configFiles, env, profiles }: Vector): Promise<ComposeProject | undefined> {
  const texts = Object.entries(files).map(([path, text]) => [FOLDER + path, text]);
  const shell = { lookup: (name: string) => env[name], origin: () => undefined, files: [] };
  const look = new DeploymentReader(memoryFiles(Object.fromEntries(texts))).look({
    shell,
    ...(profiles && { profiles }),
  });
  const read = configFiles ? await look.listed(configFiles.map((path) => FOLDER + path)) : await look.main(FOLDER);
  return read?.deployment.compose;
}

function recorded(service: ComposeService): RecordedService {
  const { active, image, networkMode, ports, environment } = service;
  return comparable({
    active,
    image: image?.value ?? '',
    network_mode: networkMode?.value ?? '',
    ports: publishedPorts(ports).map(({ hostIp, published, target, protocol, mode = 'ingress' }) => {
      return { host_ip: hostIp, published, target, protocol, mode };
    }),
    environment: Object.fromEntries(environment.map(({ name, value }) => [name, value ?? null])),
    volumes: service.volumes.map(({ type, source, target }) => ({ type, source, target })),
  });
}

function comparable({ active, image, network_mode, ports, environment, volumes }: RecordedService): RecordedService {
  return {
    active,
    image: image ?? '',
    network_mode: network_mode ?? '',
    ports: ports ?? [],
    environment: environment ?? {},
    // The recorded sources are absolute paths; where they lead is the business of another test.
    volumes: (volumes ?? []).map(({ type, target }) => ({ type, source: '', target })),
  };
}
