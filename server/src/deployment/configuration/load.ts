import { builtInConfiguration } from '../../clearml/builtin.ts';
import { type Release, releaseOf } from '../../clearml/release.ts';
import { type ConfigurationRole, loaderOf } from '../../clearml/release-loader.ts';
import { type HoconMap, parseHocon, splitPath } from '../../syntax/hocon/index.ts';
import { memoizeByIdentity, memoizeByText } from '../../syntax/memo.ts';
import { agreement } from './agreement.ts';
import type { FolderOrder } from './folder-order.ts';
import { type HeldMap, toHeld, toHocon, unknownMap } from './held.ts';
import type { ConfigurationInput, ProcessVariable } from './input.ts';
import { type DirectoryState, NOTHING, readDirectories } from './layers.ts';
import { mergeOver } from './merge.ts';
import { Mounts } from './mounts.ts';
import type { LoadingProblem } from './problem.ts';
import { type Setting, settingAt } from './setting.ts';
import type { Source, Statement } from './source.ts';
import type { Surroundings } from './surroundings.ts';
import { readVariables } from './variable-layer.ts';

/** What a ClearML Server process would hold after loading. */
export interface LoadedConfiguration {
  readonly role: ConfigurationRole;
  readonly release: Release;
  /** Whether loading succeeds. The server may still stop later, over settings that it misses. */
  readonly starts: boolean | 'unknown';
  readonly errors: readonly LoadingProblem[];
  /** Everything that is known, as the server would hold it. */
  readonly tree: () => HoconMap;
  /** The directories that it reads or looks for, in order. */
  readonly directories: readonly DirectoryState[];
  /** What each source states, in the order of loading: built in, files, variables. */
  readonly statements: readonly Statement[];
  /** What it holds at a path: `secure.auth.token_secret`, or its elements. */
  readonly setting: (path: string | readonly string[]) => Setting;
}

/**
 * Loads a configuration as ClearML Server does: built-in defaults, then directories, then variables
 * (apiserver/config/basic.py and fileserver/config/basic.py). Does no I/O and never throws.
 */
export function loadConfiguration(input: ConfigurationInput): LoadedConfiguration {
  const { role } = input;
  const release = releaseOf(typeof input.release === 'object' ? undefined : input.release);
  const variables = lastOfEachName(input.variables);
  const surroundings: Surroundings = {
    loader: loaderOf(role, release),
    mounts: new Mounts(input.directories),
    find: (name) => variables.get(name),
    parse: input.parse ?? ((_uri, text) => parseHocon(text)),
  };
  const builtIn = builtInStatement(input, release);
  const { directories, layers, problems } = readDirectories(surroundings);
  const environment = readVariables([...variables.values()], surroundings);
  const byDash = surroundings.loader.replacesByDash;
  const inOrder = (order: FolderOrder): HeldMap => {
    const trees = layers.map((layer) => ('inOrder' in layer ? layer.inOrder(order) : layer.tree));
    const all = [builtIn.tree, ...trees, ...(environment.tree === undefined ? [] : [environment.tree])];
    return all.reduce((below, above) => mergeOver(below, above, byDash), NOTHING);
  };
  const readings = layers.filter((layer) => 'inOrder' in layer);
  const ascending = inOrder('ascending');
  const root = readings.some((each) => each.orderMatters) ? agreement(ascending, inOrder('descending')) : ascending;
  const statements = [
    builtIn,
    ...layers.flatMap((layer) => ('inOrder' in layer ? layer.statements : [layer])),
    ...environment.statements,
  ];
  const errors = [...problems, ...readings.flatMap((each) => each.problems), ...environment.problems];
  const doubtful =
    environment.doubtful ||
    directories.some(({ state }) => state === 'unknown') ||
    readings.some((reading) => reading.doubtful);
  const context = { root, statements, find: surroundings.find, byDash };
  const known = new Map<string, Setting>();
  const byKeys = (keys: readonly string[]): Setting => {
    const key = keys.join('\n');
    const found = known.get(key) ?? settingAt(keys, context);
    known.set(key, found);
    return found;
  };
  const byText = memoizeByText((path) => byKeys(keysOf(path)));
  return {
    role,
    release,
    starts: errors.length > 0 ? false : doubtful ? 'unknown' : true,
    errors,
    tree: () => toHocon(root) as HoconMap,
    directories,
    statements,
    setting: (path) => (typeof path === 'string' ? byText(path) : byKeys(path)),
  };
}

/** The same few are asked for of every process. */
const keysOf = memoizeByText(splitPath);

/** Variables that are set to nothing at all do not exist for the process. */
function lastOfEachName(variables: readonly ProcessVariable[]): ReadonlyMap<string, ProcessVariable> {
  const found = new Map<string, ProcessVariable>();
  for (const variable of variables) {
    if (variable.value === null) found.delete(variable.name);
    else found.set(variable.name, variable);
  }
  return found;
}

function builtInStatement({ role, release: given }: ConfigurationInput, release: Release): Statement {
  const source = BUILT_IN;
  if (typeof given === 'object')
    return { source, tree: unknownMap({ code: 'image', reason: given.unknown, origin: null }, source) };
  return { source, tree: heldBuiltIn(builtInConfiguration(role, release)) };
}

const BUILT_IN: Source = { layer: 'built-in' };

const heldBuiltIn = memoizeByIdentity(
  (configuration: HoconMap) => toHeld(configuration, BUILT_IN, () => undefined) as HeldMap,
);
