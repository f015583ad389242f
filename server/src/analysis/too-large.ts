import type { ComposeProject } from '../deployment/compose/project.ts';
import type { UnreadableFile } from '../deployment/deployment.ts';

/** Of all services. Aliases make a small file as many as they like; each is looked at by most rules. */
const MOST_VARIABLES = 10_000;

/** True for a project that is not analysed. */
export function isTooLarge({ services }: ComposeProject): boolean {
  return services.reduce((sum, { environment }) => sum + environment.length, 0) > MOST_VARIABLES;
}

/** What is said of a file that such a project starts from. */
export function tooManyVariables(uri: string): UnreadableFile {
  return { uri, reason: 'too-many-variables', span: { start: 0, end: 0 } };
}
