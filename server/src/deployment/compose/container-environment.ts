import { evaluateDotenv } from '../../syntax/dotenv/index.ts';
import type { Span } from '../../syntax/span.ts';
import type { Location } from '../location.ts';
import { resolvePath } from '../uri-path.ts';
import type { DotenvFile, VariableScope } from './environment-layers.ts';
import type { ProjectFiles } from './model/files.ts';
import { type ComposeNode, isAbsent, nodeAt, textAt } from './model/node.ts';
import type { ComposeProblem } from './model/problem.ts';
import type { PlacedPiece } from './model/text.ts';
import { readRawEnvFile } from './raw-env-file.ts';
import type { StatedVariable } from './variable.ts';

/** One file of a service's `env_file`. */
export interface EnvFileReference {
  readonly at: Location;
  readonly uri: string | undefined;
  /** The path is one of the machine that the project runs on, wherever its files are. */
  readonly absolute: boolean;
  readonly required: boolean;
  readonly raw: boolean;
  /** `undefined` where it can't be read. */
  readonly file: DotenvFile | undefined;
}

/** A variable that a container gets from an `env_file`. */
export interface EnvFileVariable {
  readonly name: string;
  readonly value: string;
  /** The value inside its quotes. */
  readonly at: Location;
  readonly pieces: readonly PlacedPiece[];
  readonly reference: EnvFileReference;
}

/** Reads `env_file` in its short, list and long form; of a path that stands twice the first place counts. */
export function readEnvFiles(files: ProjectFiles, node: ComposeNode | undefined): readonly EnvFileReference[] {
  if (node === undefined || isAbsent(node)) return [];
  const items = node.kind === 'list' ? node.items.map((item) => item.value) : [node];
  const references = new Map<string, EnvFileReference>();
  for (const item of items) {
    const path = textAt(item) ?? textAt(item, 'path');
    if (path === undefined) continue;
    const uri = resolvePath(item.file.directory, path);
    const file = uri === undefined ? undefined : files.dotenv(uri);
    references.set(path, {
      at: nodeAt(item, 'path')?.at ?? item.at,
      uri,
      absolute: /^(?:[~/\\]|[A-Za-z]:)/.test(path),
      required: textAt(item, 'required') !== 'false',
      raw: textAt(item, 'format') === 'raw',
      file,
    });
  }
  return [...references.values()];
}

/**
 * The variables of a service's env files, later files over earlier ones. References in them see the project's variables,
 * then the service's `environment`, then what stands above them. Source: compose-go types/project.go,
 * `WithServicesEnvironmentResolved`.
 */
export function envFileVariables(
  references: readonly EnvFileReference[],
  project: VariableScope,
  stated: readonly StatedVariable[],
): ReadonlyMap<string, EnvFileVariable> {
  const own = new Map(stated.map((variable) => [variable.name, variable]));
  const result = new Map<string, EnvFileVariable>();
  const lookup = (name: string) => project.lookup(name) ?? own.get(name)?.value ?? result.get(name)?.value;
  for (const reference of references) {
    const { file } = reference;
    if (file === undefined) continue;
    const add = (name: string, value: string, span: Span) => {
      const at = { uri: file.uri, span };
      result.set(name, { name, value, at, pieces: [{ text: value, at, variable: name }], reference });
    };
    if (reference.raw) {
      for (const { name, value, span } of readRawEnvFile(file.tree.text, project.lookup)) add(name, value, span);
      continue;
    }
    for (const [name, { value, statement }] of evaluateDotenv(file.tree, lookup).values) {
      add(name, value, statement.contentSpan ?? statement.nameSpan);
    }
  }
  return result;
}

/** What Compose refuses in the env files of a service that is started. */
export function envFileProblems(references: readonly EnvFileReference[]): readonly ComposeProblem[] {
  return references.flatMap((reference): ComposeProblem[] => {
    const { file, at } = reference;
    if (file === undefined) {
      return reference.required ? [{ kind: 'env-file-missing', at, message: 'This env file is not here' }] : [];
    }
    const [problem] = reference.raw ? [] : file.tree.problems;
    if (problem === undefined) return [];
    return [{ kind: 'env-file', at: { uri: file.uri, span: problem.span }, message: problem.message }];
  });
}
