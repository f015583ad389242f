/** Where the project lives; the one place that says so in code. */
export const REPOSITORY = 'https://github.com/clearml-secure/clearml-secure';

/** The page that explains a rule. */
export function rulePage(rule: string): string {
  return `${REPOSITORY}/blob/main/docs/rules/${rule}.md`;
}
