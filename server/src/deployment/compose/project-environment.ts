import { type DotenvTree, evaluateDotenv } from '../../syntax/dotenv/index.ts';
import type { Span } from '../../syntax/span.ts';

/** The variables that Compose interpolates with: the `.env` beside the compose file. The process environment is never read. */
export interface ProjectEnvironment {
  /** `undefined` where there is no `.env`. */
  readonly uri: string | undefined;
  readonly tree: DotenvTree | undefined;
  readonly lookup: (name: string) => string | undefined;
  /** Where the value of a variable stands, inside its quotes; its last definition. */
  readonly origin: (name: string) => Span | undefined;
}

export const NO_ENVIRONMENT: ProjectEnvironment = {
  uri: undefined,
  tree: undefined,
  lookup: () => undefined,
  origin: () => undefined,
};

/** Makes the project environment of a parsed `.env`. A broken line leaves the others in force, as far as can be told. */
export function projectEnvironment(uri: string, tree: DotenvTree): ProjectEnvironment {
  const { values } = evaluateDotenv(tree, () => undefined);
  return {
    uri,
    tree,
    lookup: (name) => values.get(name)?.value,
    origin: (name) => values.get(name)?.statement.contentSpan,
  };
}
