import type { Location } from '../../location.ts';
import type { VariableScope } from '../environment-layers.ts';
import { convertDocument } from './convert.ts';
import { applyExtends } from './extends.ts';
import type { ProjectFiles } from './files.ts';
import { applyIncludes } from './include.ts';
import { mergeNodes } from './merge.ts';
import type { ComposeFile, ComposeMap, ComposeNode } from './node.ts';
import type { ComposeProblem } from './problem.ts';
import { applyResets } from './reset.ts';

/** A project's files put together. */
export interface Model {
  /** `undefined` where nothing could be read. */
  readonly root: ComposeMap | undefined;
  /** What was put together after each document: each must be valid by itself. */
  readonly states: readonly ComposeMap[];
}

/**
 * Loads a project's files in their order and merges them. What Compose refuses is told, and the rest is still merged as
 * far as it makes sense. Source: compose-go loader/loader.go, `loadYamlModel`.
 * @param uris the project's files in order
 * @param directory URI, with a slash at its end, that relative paths start from
 * @param chain URIs of the files that include this project
 * @param problems gets what Compose would refuse
 * @param from where the project is named: nothing for the one that everything starts from
 */
export function loadModel(
  files: ProjectFiles,
  uris: readonly string[],
  directory: string,
  variables: VariableScope,
  chain: readonly string[],
  problems: ComposeProblem[],
  from?: Location,
): Model {
  let merged: ComposeMap | undefined;
  const states: ComposeMap[] = [];
  for (const uri of uris) {
    const tree = files.yaml(uri);
    if (tree === undefined) {
      const at = from ?? { uri, span: { start: 0, end: 0 } };
      problems.push({ kind: 'file-missing', at, message: 'This compose file can’t be read' });
      continue;
    }
    const file: ComposeFile = { uri, tree, variables, directory };
    for (const problem of tree.problems) {
      problems.push({ kind: 'yaml', at: { uri, span: problem.span }, message: problem.message });
    }
    if (tree.roots.length === 0) problems.push(emptyProblem(file));
    for (const [index, node] of tree.roots.entries()) {
      const { root, resets, problems: found } = convertDocument(file, node, index);
      problems.push(...found);
      if (root.kind !== 'map') {
        problems.push(emptyProblem(file));
        continue;
      }
      const extended = applyExtends({ files, problems, resets }, root);
      const before = merged === undefined ? undefined : applyResets(merged, resets);
      const included = applyIncludes(files, extended, [...chain, uri], problems);
      merged = asMap(mergeNodes(before, included, [], problems));
      states.push(merged);
    }
  }
  return { root: merged, states };
}

function emptyProblem(file: ComposeFile): ComposeProblem {
  return {
    kind: 'schema',
    at: { uri: file.uri, span: { start: 0, end: 0 } },
    message: 'A document here holds no mapping',
  };
}

/** Merging mappings gives one. */
function asMap(node: ComposeNode): ComposeMap {
  return node as ComposeMap;
}
