import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChecker } from '../../../server/src/analysis/checker.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/analysis/settings.ts';
import { BUILT_IN_SECRETS, type BuiltInSecret } from '../../../server/src/clearml/built-in-secrets.ts';
import { PUBLISHED_DEFAULTS } from '../../../server/src/clearml/published-defaults.ts';
import { memoryFiles } from '../../memory-files.ts';
import { LAYERS, type Layer } from './default-secret-layers.ts';

const FOLDER = 'memory:/deployment/';

interface Case {
  readonly builtIn: BuiltInSecret;
  readonly value: string;
}

/** Every setting that a role reads with every published value of its kind, also those that were another's. */
function casesOf({ role = 'apiserver' }: Layer): readonly Case[] {
  return BUILT_IN_SECRETS.filter(({ roles }) => roles.includes(role)).flatMap((builtIn) => {
    const values = PUBLISHED_DEFAULTS.filter(
      ({ kind, origin }) => kind === builtIn.kind && origin !== 'documentation',
    ).map(({ value }) => value);
    return [...new Set(values)].map((value) => ({ builtIn, value }));
  });
}

describe('every published default at every setting through every layer', () => {
  let total = 0;
  for (const layer of LAYERS) {
    const cases = casesOf(layer);
    total += cases.length;
    it(`${layer.name}: ${cases.length} of ${cases.length}`, async () => {
      const missed: string[] = [];
      for (const each of cases) missed.push(...(await problemsOf(layer, each)));
      assert.deepEqual(missed.slice(0, 5), []);
      assert.ok(cases.length > 0, 'the layer carries something');
    });
  }

  it(`${total} cases in all`, () => {
    assert.ok(total > 3000);
  });
});

/** The server reads the value, and it is found where it stands, at the level of its setting. */
async function problemsOf(layer: Layer, { builtIn, value }: Case): Promise<readonly string[]> {
  const { setting } = builtIn;
  const texts = layer.files(setting, value);
  const uris = Object.fromEntries(Object.entries(texts).map(([name, text]) => [FOLDER + name, text]));
  const checker = createChecker(memoryFiles(uris));
  const deployments = await checker.deploymentsOf(`${FOLDER}docker-compose.yml`);
  const held = deployments.flatMap(({ deployment }) =>
    deployment.processes
      .filter(({ role }) => role === (layer.role ?? 'apiserver'))
      .map(({ configuration }) => configuration.setting(setting)),
  );
  const arrives = held.some((each) => {
    return (
      each.state === 'known' && each.layer !== 'built-in' && each.value.kind === 'string' && each.value.value === value
    );
  });
  if (!arrives) return [`${setting} = ${value} does not arrive`];
  const { findings } = await checker.check(Object.keys(uris), DEFAULT_SETTINGS);
  const found = findings.some(({ rule, severity, at }) => {
    const under = (uris[at.uri] ?? '')
      .slice(at.span.start, at.span.end)
      .replaceAll(/[$\\]\$/g, '$')
      .replaceAll(/^\\"|\\"$/g, '');
    const level = severity === 'error' || (severity === 'warning' && setting.includes('session_secret'));
    return rule === 'default-secret' && level && under === value;
  });
  return found ? [] : [`${setting} = ${value} is not found`];
}
