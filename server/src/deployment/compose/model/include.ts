import { folderOf, resolvePath } from '../../uri-path.ts';
import { below, type DotenvFile, type VariableScope } from '../environment-layers.ts';
import type { ProjectFiles } from './files.ts';
import { loadModel, type Model } from './load.ts';
import { mergeNodes } from './merge.ts';
import { type ComposeMap, type ComposeNode, isAbsent, nodeAt, textAt, withValue } from './node.ts';
import type { ComposeProblem } from './problem.ts';
import { schemaProblems } from './schema.ts';

/** Things of an included project that come along. */
const RESOURCES = ['services', 'volumes', 'networks', 'secrets', 'configs', 'models'] as const;

/**
 * Loads what a document includes, each as a project of its own, and puts it below the document: its own values win, an
 * earlier include wins over a later one. Source: compose-spec 14-include.md; compose-go loader/include.go.
 * @param chain URIs of the files that led here, to see circles
 */
export function applyIncludes(
  files: ProjectFiles,
  root: ComposeNode,
  chain: readonly string[],
  problems: ComposeProblem[],
): ComposeNode {
  const includes = nodeAt(root, 'include');
  if (root.kind !== 'map' || includes?.kind !== 'list') return root;
  let result: ComposeMap = withValue(root, 'include', undefined);
  for (const { value } of includes.items) {
    const included = loadIncluded(files, value, chain, problems);
    if (included !== undefined) result = importResources(result, included, problems);
  }
  return result;
}

function loadIncluded(
  files: ProjectFiles,
  entry: ComposeNode,
  chain: readonly string[],
  problems: ComposeProblem[],
): Model | undefined {
  const { directory, variables } = entry.file;
  const uris = texts(nodeAt(entry, 'path') ?? entry).map((path) => resolvePath(directory, path));
  const [first] = uris;
  const known = uris.filter((uri) => uri !== undefined);
  if (first === undefined || known.length < uris.length) {
    problems.push({ kind: 'file-missing', at: entry.at, message: 'This can’t be included from here' });
    return undefined;
  }
  if (known.some((uri) => chain.includes(uri))) {
    problems.push({
      kind: 'include-cycle',
      at: entry.at,
      message: 'This file is included by itself through other files',
    });
    return undefined;
  }
  const named = textAt(entry, 'project_directory');
  const folder = named === undefined ? folderOf(first) : `${resolvePath(directory, named) ?? ''}/`;
  const scope = includedVariables(files, entry, folder, variables, problems);
  const model = loadModel(files, known, folder, scope, chain, problems, entry.at);
  problems.push(...model.states.flatMap(schemaProblems));
  return model;
}

/** The variables of an included project: its own `.env`, or the files named, below those of the including one. */
function includedVariables(
  files: ProjectFiles,
  entry: ComposeNode,
  folder: string,
  above: VariableScope,
  problems: ComposeProblem[],
): VariableScope {
  const named = nodeAt(entry, 'env_file');
  if (named === undefined || isAbsent(named)) {
    const own = files.dotenv(`${folder}.env`);
    return below(above, own === undefined ? [] : [own]);
  }
  const found: DotenvFile[] = [];
  for (const path of texts(named)) {
    const uri = resolvePath(entry.file.directory, path);
    const file = uri === undefined ? undefined : files.dotenv(uri);
    if (file !== undefined) found.push(file);
    else problems.push({ kind: 'env-file-missing', at: named.at, message: 'This env file can’t be read' });
  }
  return below(above, found);
}

function texts(node: ComposeNode): readonly string[] {
  const nodes = node.kind === 'list' ? node.items.map((item) => item.value) : [node];
  return nodes.flatMap((each) => textAt(each) ?? []);
}

function importResources(own: ComposeMap, included: Model, problems: ComposeProblem[]): ComposeMap {
  return RESOURCES.reduce<ComposeMap>((result, key) => {
    const theirs = nodeAt(included.root, key);
    const ours = nodeAt(result, key);
    if (theirs === undefined) return result;
    return withValue(result, key, ours === undefined ? theirs : mergeNodes(theirs, ours, [key], problems));
  }, own);
}
