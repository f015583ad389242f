import { isMap, parseAllDocuments } from 'yaml';
import { isServerVariable, settingOfVariable } from '../server/src/clearml/settings.ts';
import { below, NO_VARIABLES, type VariableScope } from '../server/src/deployment/compose/environment-layers.ts';
import { fileKind } from '../server/src/deployment/file-kind.ts';
import { evaluateDotenv, parseDotenv } from '../server/src/syntax/dotenv/index.ts';
import {
  evaluateHocon,
  type HoconMap,
  type HoconValue,
  hoconAssignments,
  parseHocon,
  parseHoconEnvValue,
} from '../server/src/syntax/hocon/index.ts';
import { parseYaml } from '../server/src/syntax/yaml/index.ts';
import { composeProject } from './compose-project.ts';
import { fixtureUri } from './fixtures.ts';

/**
 * Every text that some container or server would read from these files, each after all that happens to it on its way:
 * YAML, dotenv, interpolation (with `.env` and without it, as if nobody supplied it), HOCON.
 */
export function readBack(texts: ReadonlyMap<string, string>): readonly string[] {
  const granted = [...texts].flatMap(([file, text]) => (fileKind(fixtureUri(file)) === 'compose' ? grants(text) : []));
  const variables = new Set(granted.flatMap(({ environment }) => environment ?? []));
  const dotenv = texts.get('.env');
  const environment =
    dotenv === undefined ? NO_VARIABLES : below(NO_VARIABLES, [{ uri: fixtureUri('.env'), tree: parseDotenv(dotenv) }]);
  return [...texts].flatMap(([file, text]) => {
    const kind = fileKind(fixtureUri(file));
    if (kind === 'dotenv') return dotenvValues(text, variables);
    if (kind === 'hocon') return hoconValues(text);
    const contents = grants(text).flatMap(({ content }) => hoconValues(content?.replaceAll('$$', '$') ?? ''));
    return [...contents, ...environmentValues(file, text, environment), ...environmentValues(file, text, NO_VARIABLES)];
  });
}

/** Compose configs and secrets that hold a configuration file. */
function grants(text: string): readonly { readonly content?: string; readonly environment?: string }[] {
  const documents = parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent' });
  return [documents].flat().flatMap((document) =>
    ['configs', 'secrets'].flatMap((key) => {
      const declared = document.get(key);
      return isMap(declared) ? declared.items.flatMap(({ value }) => (isMap(value) ? [value.toJSON()] : [])) : [];
    }),
  );
}

/** @param files variables that hold a whole configuration file */
function dotenvValues(text: string, files: ReadonlySet<string>): readonly string[] {
  const { values } = evaluateDotenv(parseDotenv(text), () => undefined);
  return [...values].flatMap(([name, { value }]) => (files.has(name) ? hoconValues(value) : value));
}

/** A file that does not load, and a line that a later one overrides, still tell what they would set. */
function hoconValues(text: string): readonly string[] {
  const tree = parseHocon(text);
  const result = evaluateHocon(tree, { env: () => '' });
  return [...(result.ok ? leaves(result.value) : []), ...hoconAssignments(tree).flatMap((each) => each.text ?? [])];
}

function environmentValues(file: string, text: string, variables: VariableScope): readonly string[] {
  const project = composeProject(fixtureUri(file), text, variables);
  return project.services.flatMap((service) =>
    service.environment.flatMap((entry) => {
      const { value } = entry;
      const setting = settingOfVariable(entry.name);
      if (value === undefined) return [];
      if (setting === undefined || !isServerVariable(entry.name)) return [value];
      const read = parseHoconEnvValue(setting, value);
      return read.ok && read.value !== undefined ? leaves(read.value) : [];
    }),
  );
}

function leaves(value: HoconValue): readonly string[] {
  if (value.kind === 'string') return [value.value];
  if (value.kind === 'list') return value.items.flatMap(leaves);
  return value.kind === 'map' ? [...(value satisfies HoconMap).entries.values()].flatMap(leaves) : [];
}

/** How many syntax errors the parsers see. */
export function countProblems(file: string, text: string): number {
  const kind = fileKind(fixtureUri(file));
  if (kind === 'dotenv') return evaluateDotenv(parseDotenv(text), () => undefined).problems.length;
  if (kind === 'compose') {
    const duplicates = composeProject(fixtureUri(file), text, NO_VARIABLES).problems();
    return parseYaml(text).problems.length + duplicates.filter(({ kind: each }) => each === 'duplicate-key').length;
  }
  if (kind === undefined && !file.endsWith('.conf')) return 0;
  const result = evaluateHocon(parseHocon(text), { env: () => '' });
  return result.ok ? 0 : result.problems.length;
}
