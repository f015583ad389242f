import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const NODE = process.env.MACHINE_NODE ?? process.execPath;
const PACKAGE = fileURLToPath(new URL('../../dist/npm/', import.meta.url));
const manifest = JSON.parse(readFileSync(`${PACKAGE}package.json`, 'utf8'));

test('has every file it lists, and needs no other package', () => {
  for (const file of manifest.files) assert.ok(existsSync(PACKAGE + file), file);
  assert.equal(manifest.dependencies, undefined);
  assert.equal(manifest.scripts, undefined);
});

test('its command says its version', () => {
  const bin = PACKAGE + manifest.bin['clearml-secure'];
  assert.equal(readFileSync(bin, 'utf8').split('\n', 1)[0], '#!/usr/bin/env node');
  assert.equal(execFileSync(NODE, [bin, '--version'], { encoding: 'utf8' }).trim(), manifest.version);
});
