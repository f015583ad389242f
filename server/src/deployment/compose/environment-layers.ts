import { type DotenvTree, type DotenvValues, evaluateDotenv } from '../../syntax/dotenv/index.ts';
import type { Lookup } from '../../syntax/lookup.ts';
import type { Location } from '../location.ts';

/** A parsed dotenv file. */
export interface DotenvFile {
  readonly uri: string;
  readonly tree: DotenvTree;
}

/** The variables that Compose interpolates a project's files with. The process environment is never read. */
export interface VariableScope {
  readonly lookup: Lookup;
  /** Where a variable's value stands, inside its quotes; `undefined` for one that nobody visible sets. */
  readonly origin: (name: string) => Location | undefined;
  /** The files that the variables come from, strongest first. */
  readonly files: readonly DotenvFile[];
}

export const NO_VARIABLES: VariableScope = { lookup: () => undefined, origin: () => undefined, files: [] };

/** Adds variables below a scope that stand in no file of their own: they count where they are used. */
export function withVariables(above: VariableScope, variables: Readonly<Record<string, string>>): VariableScope {
  const own = new Map(Object.entries(variables));
  if (own.size === 0) return above;
  return { ...above, lookup: (name) => above.lookup(name) ?? own.get(name) };
}

/**
 * Adds dotenv files below a scope: what is set above wins; of these files the later one does, and sees the earlier ones.
 * A broken line leaves the others in force, as far as can be told. Source: compose-go cli/options.go, dotenv/env.go.
 */
export function below(above: VariableScope, files: readonly DotenvFile[]): VariableScope {
  if (files.length === 0) return above;
  const layers: { readonly file: DotenvFile; readonly values: DotenvValues['values'] }[] = [];
  const find = (name: string) => layers.findLast(({ values }) => values.has(name));
  const lookup: Lookup = (name) => above.lookup(name) ?? find(name)?.values.get(name)?.value;
  for (const file of files) layers.push({ file, values: evaluateDotenv(file.tree, lookup).values });
  return {
    lookup,
    origin(name) {
      if (above.lookup(name) !== undefined) return above.origin(name);
      const layer = find(name);
      const statement = layer?.values.get(name)?.statement;
      const span = statement?.contentSpan ?? statement?.nameSpan;
      return layer === undefined || span === undefined ? undefined : { uri: layer.file.uri, span };
    },
    files: [...above.files, ...files.toReversed()],
  };
}
