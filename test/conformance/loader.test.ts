import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoadedConfiguration } from '../../server/src/deployment/configuration/index.ts';
import { toPlain } from '../../server/src/syntax/hocon/index.ts';
import { load } from '../unit/deployment/configuration/process.ts';
import { readVectors } from './vectors.ts';

interface ApiserverVector {
  readonly id: string;
  readonly note: string;
  readonly files: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly starts: boolean;
  readonly values?: Readonly<Record<string, unknown>>;
}

interface FileserverVector {
  readonly id: string;
  readonly note: string;
  readonly files: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly ok: boolean;
  readonly value?: Readonly<Record<string, unknown>>;
}

for (const { id, note, files, env, starts, values } of readVectors<ApiserverVector>('loader')) {
  test(`apiserver ${id}: ${note}`, () => compare(load({ files, env }), starts, values));
}

for (const { id, note, files, env, ok, value } of readVectors<FileserverVector>('loader-fileserver')) {
  test(`fileserver ${id}: ${note}`, () => compare(load({ role: 'fileserver', files, env }), ok, value));
}

function compare(
  configuration: LoadedConfiguration,
  starts: boolean,
  values: Readonly<Record<string, unknown>> | undefined,
): void {
  assert.equal(configuration.starts, starts, JSON.stringify(configuration.errors));
  assert.equal(configuration.errors.length > 0, !starts);
  if (!starts) return;
  assert.ok(values !== undefined);
  for (const [path, expected] of Object.entries(values)) {
    const setting = configuration.setting(path);
    const given = setting.state === 'known' ? toPlain(setting.value) : { $missing: 'KeyError' };
    assert.notEqual(setting.state, 'unknown', path);
    assert.deepEqual(given, expected, path);
  }
}
