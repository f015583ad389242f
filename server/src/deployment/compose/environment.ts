import type { Location } from '../location.ts';
import { type EnvFileReference, envFileVariables } from './container-environment.ts';
import type { VariableScope } from './environment-layers.ts';
import type { ComposeText, PlacedPiece } from './model/text.ts';
import type { StatedVariable } from './variable.ts';

/** One variable as a service's container gets it. */
export interface EnvironmentEntry {
  readonly name: string;
  /** Where the name stands; for a variable of an `env_file` its value. */
  readonly nameAt: Location;
  /** `services/apiserver/environment/NAME` in its file; in a dotenv file the name. */
  readonly path: string;
  /** Who says it: the service's `environment`, one of its env files, or, for a bare name, the project's variables. */
  readonly source: 'environment' | 'env_file' | 'project';
  /** What the compose file says; `undefined` for a bare name and for a variable of an env file. */
  readonly text: ComposeText | undefined;
  /** What the container gets; `undefined`: nothing, or a required variable that is not visible here. */
  readonly value: string | undefined;
  /** Where the value stands, inside its quotes; the name, where there is none. */
  readonly at: Location;
  /** The value's parts in order, each with its place in a file. */
  readonly pieces: readonly PlacedPiece[];
  /** Variables that nobody visible sets and that have no default: the shell may. */
  readonly unset: readonly string[];
  /** For a variable of an env file: where the service names the file. */
  readonly via?: Location;
}

/**
 * Puts a service's environment together: `environment` over env files, also where it is empty; a bare name takes its
 * value from the project and hides an env file's. Source: compose-spec 05-services.md, “environment”, “env_file”.
 */
export function containerEnvironment(
  stated: readonly StatedVariable[],
  envFiles: readonly EnvFileReference[],
  project: VariableScope,
): readonly EnvironmentEntry[] {
  const entries = new Map<string, EnvironmentEntry>();
  for (const variable of envFileVariables(envFiles, project, stated).values()) {
    const { name, value, at, pieces, reference } = variable;
    const shared = { name, nameAt: at, path: name, value, at, pieces, via: reference.at };
    entries.set(name, { ...shared, source: 'env_file', text: undefined, unset: [] });
  }
  for (const variable of stated) {
    entries.delete(variable.name);
    entries.set(
      variable.name,
      variable.text === undefined ? inherited(variable, project) : own(variable, variable.text),
    );
  }
  return [...entries.values()];
}

function own(variable: StatedVariable, text: ComposeText): EnvironmentEntry {
  const { name, nameAt, path, value } = variable;
  const at = { uri: text.file.uri, span: text.written.content };
  return { name, nameAt, path, source: 'environment', text, value, at, pieces: text.pieces, unset: text.unset };
}

function inherited({ name, nameAt, path, scope }: StatedVariable, project: VariableScope): EnvironmentEntry {
  const { lookup, origin } = scope ?? project;
  const value = lookup(name);
  const at = origin(name) ?? nameAt;
  const pieces = value === undefined ? [] : [{ text: value, at, reference: nameAt, variable: name }];
  const unset = value === undefined ? [name] : [];
  return { name, nameAt, path, source: 'project', text: undefined, value, at, pieces, unset };
}
