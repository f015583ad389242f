import type { VariableScope } from '../server/src/deployment/compose/environment-layers.ts';
import { type ComposeProject, loadProject } from '../server/src/deployment/compose/project.ts';
import { parseYaml } from '../server/src/syntax/yaml/index.ts';

/** The project of one compose file that no other file belongs to. */
export function composeProject(uri: string, text: string, variables: VariableScope): ComposeProject {
  const tree = parseYaml(text);
  const files = { yaml: (wanted: string) => (wanted === uri ? tree : undefined), dotenv: () => undefined };
  return loadProject(files, { roots: [uri], directory: uri.slice(0, uri.lastIndexOf('/') + 1), variables });
}
