import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RULES } from '../../server/src/rules/index.ts';
import { readDocument, rowNames, type Section, sections } from './markdown.ts';

interface Manifest {
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

interface Setting {
  readonly default: unknown;
  readonly properties?: Readonly<Record<string, unknown>>;
}

const manifest = JSON.parse(readDocument('package.json')) as Manifest;
const readme = sections(readDocument('README.md'));
const rules = RULES.map(({ id }) => id).toSorted();

describe('README', () => {
  it('lists every rule, with a link to its page', () => {
    const listed = rowNames(section('What it finds'));
    assert.deepEqual(listed.toSorted(), rules.map((id) => `[${id}](docs/rules/${id}.md)`).toSorted());
  });

  it('lists every setting with its default', () => {
    const settings = Object.entries(manifest.contributes.configuration.properties);
    const names = settings.map(([name]) => `\`${name}\``);
    assert.deepEqual(rowNames(section('Settings')), names);
    for (const [name, { default: value }] of settings) {
      const shown = typeof value === 'string' ? value : JSON.stringify(value);
      assert.ok(section('Settings').text.includes(`| \`${name}\` | \`${shown}\` |`), name);
    }
  });

  it('gives the reason for every dependency, and for none that is not there', () => {
    const { dependencies, devDependencies, optionalDependencies } = manifest;
    const all = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
    const listed = rowNames(section('Dependencies')).flatMap((cell) => cell.split(', '));
    assert.deepEqual(listed.toSorted(), all.map((name) => `\`${name}\``).toSorted());
  });

  it('names the commands of the palette and the two that do everything', () => {
    const titles = JSON.parse(readDocument('package.nls.json')) as Record<string, string>;
    const text = readDocument('README.md');
    for (const { title } of manifest.contributes.commands) {
      assert.ok(text.includes(`**${titles[title.slice(1, -1)]}**`), title);
    }
    for (const command of ['npm start', 'npm test']) assert.ok(section('Development').text.includes(command));
  });
});

describe('what goes with README', () => {
  it('has every script that CONTRIBUTING names', () => {
    const named = [...readDocument('CONTRIBUTING.md').matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => name ?? '');
    assert.ok(named.length > 5);
    assert.deepEqual(
      named.filter((name) => !(name in manifest.scripts)),
      [],
    );
  });

  it('lets every rule be set in the editor', () => {
    const { properties } = manifest.contributes.configuration.properties['clearmlSecure.rules'] ?? {};
    assert.deepEqual(Object.keys(properties ?? {}).toSorted(), rules);
  });

  it('has a changelog with this version', () => {
    assert.ok(readDocument('CHANGELOG.md').includes(`\n## [${manifest.version}]`));
  });
});

function section(heading: string): Section {
  const found = readme.find((each) => each.heading === heading);
  assert.ok(found, `no section ${heading}`);
  return found;
}
