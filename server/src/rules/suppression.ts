import type { Rule } from './rule.ts';

/**
 * Finds suppression comments that do nothing or don't say why. What other rules found decides, so the analysis, which
 * knows it, makes the findings (analysis/suppression).
 */
export const suppression: Rule = {
  id: 'suppression',
  summary: 'A suppression comment names no known rule, hides nothing, or gives no reason.',
  check: () => [],
};
