import { shownName } from '../../clearml/shown-name.ts';
import { type HoconEnvValue, parseHoconEnvValue, splitPath } from '../../syntax/hocon/index.ts';
import type { Lookup } from '../../syntax/lookup.ts';
import type { SyntaxProblem } from '../../syntax/span.ts';
import { emptyMap, type HeldMap, toHeld, type Unknown, unknownMap } from './held.ts';
import type { ProcessVariable } from './input.ts';
import { mergeOver, putAt } from './merge.ts';
import { type LoadingProblem, sentence } from './problem.ts';
import type { Source, Statement } from './source.ts';
import { environmentLookup, type Surroundings, unknownVariable } from './surroundings.ts';

/** What the variables of a process state, together and each. */
export interface VariableReading {
  readonly tree: HeldMap | undefined;
  readonly statements: readonly Statement[];
  readonly problems: readonly LoadingProblem[];
  readonly doubtful: boolean;
}

/**
 * Reads the variables that carry settings: prefix by prefix, each in the order of its names' code points, every value
 * parsed as HOCON and merged over the ones before (config/basic.py, `_read_extra_env_config_values`).
 */
export function readVariables(variables: readonly ProcessVariable[], surroundings: Surroundings): VariableReading {
  const { prefixes, lowerCase, replacesByDash } = surroundings.loader;
  const statements: Statement[] = [];
  const problems: LoadingProblem[] = [];
  let tree: HeldMap | undefined;
  const own = new Set<object>();
  let doubtful = false;
  for (const prefix of prefixes) {
    const carrying = variables.filter(({ name }) => name.startsWith(prefix)).sort(byCodePoints);
    for (const variable of carrying) {
      const written = variable.name.slice(prefix.length).replaceAll('__', '.');
      const reading = readVariable(variable, lowerCase ? written.toLowerCase() : written, surroundings);
      problems.push(...reading.problems);
      doubtful ||= typeof variable.value !== 'string' || reading.doubtful;
      statements.push(reading.statement);
      // The first one is merged too: over nothing yet, which costs a dash at the front its effect.
      const below = tree ?? emptyMap(reading.statement.source);
      tree = mergeOver(below, reading.statement.tree, replacesByDash, own);
    }
  }
  return { tree, statements, problems, doubtful };
}

function byCodePoints({ name: left }: ProcessVariable, { name: right }: ProcessVariable): number {
  let at = 0;
  while (at < left.length && left.charCodeAt(at) === right.charCodeAt(at)) at++;
  // Behind the first half of a character that two code units make.
  if (/[\ud800-\udbff]/.test(left.charAt(at - 1))) at--;
  return (left.codePointAt(at) ?? -1) - (right.codePointAt(at) ?? -1);
}

/** What lies deeper is out of sight like what lies in it. */
const MOST_KEYS = 100;

interface OneReading {
  readonly statement: Statement;
  readonly problems: readonly LoadingProblem[];
  readonly doubtful: boolean;
}

function readVariable(variable: ProcessVariable, path: string, surroundings: Surroundings): OneReading {
  const source: Source = { layer: 'environment', variable };
  const at = (why: string): Statement => {
    const rest: Unknown = { code: 'variable', reason: why, origin: variable.origin };
    const keys = splitPath(path).slice(0, MOST_KEYS);
    const tree = emptyMap(source);
    return { source, tree: keys.length === 0 ? tree : putAt(tree, keys, unknownMap(rest, source)) };
  };
  if (path === '') return { statement: at(''), problems: [nameless(variable)], doubtful: false };
  if (variable.value === null) return { statement: { source, tree: emptyMap(source) }, problems: [], doubtful: false };
  if (typeof variable.value !== 'string')
    return { statement: at(variable.value.unknown), problems: [], doubtful: true };
  const { env, used } = environmentLookup(surroundings);
  const read = parsedValue(path, variable.value, env);
  if (!read.ok)
    return {
      statement: at('The value of this variable does not load.'),
      problems: [unloadable(variable, read.problems)],
      doubtful: false,
    };
  const held = toHeld(read.tree, source, (value) => unknownVariable(value, surroundings));
  const tree = held.kind === 'map' ? held : emptyMap(source);
  return { statement: { source, tree }, problems: [], doubtful: used.unknown };
}

/** Values without a substitution are read once for all processes, and once for all keystrokes elsewhere. */
function parsedValue(path: string, raw: string, env: Lookup): HoconEnvValue {
  if (raw.includes('$')) return parseHoconEnvValue(path, raw, env);
  const key = `${path}: ${raw}`;
  const read = PARSED.get(key) ?? parseHoconEnvValue(path, raw);
  if (PARSED.size >= MOST_PARSED) PARSED.clear();
  PARSED.set(key, read);
  return read;
}

const PARSED = new Map<string, HoconEnvValue>();
const MOST_PARSED = 1000;

function nameless({ name, origin }: ProcessVariable): LoadingProblem {
  const message = `ClearML Server can’t start while ${shownName(name)} is set: a setting’s name is missing behind the underscores.`;
  return { code: 'variable-name', message, location: origin, variable: name };
}

function unloadable({ name, origin }: ProcessVariable, [first]: readonly SyntaxProblem[]): LoadingProblem {
  const message = [
    `ClearML Server can’t start with this value of ${shownName(name)}`,
    `It reads the value as HOCON: ${sentence(first?.message ?? 'it does not parse')}`,
    'A value in double quotes, inside the quotes that YAML or the .env file takes off, is read as it stands: \'"…"\'.',
  ].join('\n');
  return { code: 'variable-value', message, location: origin, variable: name };
}
