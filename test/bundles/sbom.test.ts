import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const sbom = JSON.parse(readFileSync(`${DIST}sbom.cdx.json`, 'utf8')) as {
  components: { name: string; version: string; purl: string; licenses: { license: { id: string } }[] }[];
};

test('the bill of materials names every bundled package, as the notices do', () => {
  const notices = readFileSync(`${DIST}third-party-notices.txt`, 'utf8');
  const names = sbom.components.map(({ name }) => name);
  for (const name of ['yaml', 'commander', 'picocolors', 'tinyglobby', 'vscode-languageserver'])
    assert.ok(names.includes(name));
  for (const { name, version, licenses } of sbom.components) {
    const heading = `${name} ${version} (${licenses[0]?.license.id})\n`;
    assert.ok(notices.includes(heading), heading);
  }
  assert.equal(sbom.components.length, notices.match(/^\S+ \d+\.\d+\.\d+\S* \(.+\)$/gm)?.length);
});
