import { evaluateHocon, type HoconTree, type Include } from '../../syntax/hocon/index.ts';
import { memoizeByIdentity } from '../../syntax/memo.ts';
import { type Held, type HeldMap, toHeld, type Unknown, unknownMap } from './held.ts';
import type { ConfigurationFile } from './input.ts';
import { type LoadingProblem, sentence } from './problem.ts';
import type { Source } from './source.ts';
import { environmentLookup, type Surroundings, unknownVariable } from './surroundings.ts';

/** What a file states, from its own root. Where it breaks or can't be read, nobody can tell. */
export interface FileReading {
  readonly content: Held;
  readonly source: Source;
  readonly problems: readonly LoadingProblem[];
  /** True where the server may find a problem that we can't see. */
  readonly doubtful: boolean;
}

/**
 * Reads one file as `ConfigFactory.parse_file` does: alone, its substitutions resolved from itself and the process's
 * environment (config/basic.py, `_read_single_file`).
 */
export function readFile(file: ConfigurationFile, include: Include, surroundings: Surroundings): FileReading {
  const source: Source = { layer: 'file', uri: file.uri };
  if ('unknown' in file) return { source, content: unseen(file.unknown, file, source), problems: [], doubtful: true };
  if (!('text' in file)) return { source, ...broken([unreadable(file)], file, source) };
  const tree = surroundings.parse(file.uri, file.text);
  if (tree.problems.length > 0) return { source, ...broken(syntaxProblems(file, tree), file, source) };
  const { env, used } = environmentLookup(surroundings);
  const result = SURROUNDED.test(file.text) ? evaluateHocon(tree, { env, include }) : evaluateAlone(tree);
  if (!result.ok) {
    // With every variable set it would load: then only this process's environment is in the way.
    const wanting = evaluateHocon(tree, { env: (name) => env(name) ?? '', include }).ok;
    const code = wanting ? 'unresolved-substitution' : 'file-resolution';
    const problems = result.problems.map(({ span, message, uri }): LoadingProblem => {
      return { code, message: sentence(message), location: { uri: uri ?? file.uri, span } };
    });
    return { source, ...broken(problems, file, source) };
  }
  const content = toHeld(result.value, source, (value) => unknownVariable(value, surroundings));
  return { source, content, problems: [], doubtful: used.unknown };
}

/** What may take something from around the file: a substitution, an include. */
const SURROUNDED = /\$|include/;

/** The same for every process that reads the file. */
const evaluateAlone = memoizeByIdentity((tree: HoconTree) => evaluateHocon(tree));

function unseen(why: string, { uri }: ConfigurationFile, source: Source): HeldMap {
  const rest: Unknown = { code: 'file', reason: why, origin: { uri, span: { start: 0, end: 0 } } };
  return unknownMap(rest, source);
}

function broken(problems: readonly LoadingProblem[], file: ConfigurationFile, source: Source) {
  const content = unseen('This file does not load.', file, source);
  return { content, problems, doubtful: false };
}

function unreadable(file: ConfigurationFile): LoadingProblem {
  const location = { uri: file.uri, span: { start: 0, end: 0 } };
  return 'directory' in file
    ? {
        code: 'folder-named-conf',
        message: 'ClearML Server takes this folder for a configuration file and stops.',
        location,
      }
    : { code: 'not-text', message: 'This file is no UTF-8 text.', location };
}

/** Errors that follow from the first ones help nobody. */
const MOST_PROBLEMS = 5;

function syntaxProblems({ uri }: ConfigurationFile, tree: HoconTree): readonly LoadingProblem[] {
  if (tree.text.startsWith('\uFEFF')) {
    const message = 'This file begins with a byte order mark, which does not parse. Save it as UTF-8 without one.';
    return [{ code: 'byte-order-mark', message, location: { uri, span: { start: 0, end: 1 } } }];
  }
  return tree.problems.slice(0, MOST_PROBLEMS).map(({ span, message }) => {
    return { code: 'file-syntax', message: sentence(message), location: { uri, span } };
  });
}
