import type { DotenvFile } from '../deployment/compose/environment-layers.ts';
import type { ComposeProject } from '../deployment/compose/project.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { folderOf } from '../deployment/uri-path.ts';

/** The `.env` that a project's files are interpolated with, there or not. */
export interface ProjectDotenv {
  readonly uri: string;
  /** `undefined` where there is no such file yet. */
  readonly tree: DotenvFile['tree'] | undefined;
}

/**
 * The `.env` beside a project's first file.
 * @returns `undefined` where it can't be read, or where a part of the project has variables of its own: what is added
 *   there would not reach everybody
 */
export function dotenvOf(project: ComposeProject, { unreadable }: Deployment): ProjectDotenv | undefined {
  const uri = `${folderOf(project.roots[0] ?? '')}.env`;
  if (unreadable.some((file) => file.uri === uri)) return undefined;
  const parts = project.services.flatMap(({ node }) => node.parts);
  if (parts.some(({ file }) => file.variables !== project.variables)) return undefined;
  return { uri, tree: project.variables.files.find((file) => file.uri === uri)?.tree };
}
