import { rulePage } from '../clearml/links.ts';
import { nearest } from '../syntax/nearest.ts';
import { renderMarkdown } from './markdown.ts';
import type { ExitCode } from './program.ts';
import { RULE_PAGES } from './rule-pages.ts';
import type { Terminal } from './terminal.ts';

/** Prints the page of a rule; for a name that no rule has, those that come near. */
export function explain(rule: string, terminal: Terminal): ExitCode {
  const page = Object.hasOwn(RULE_PAGES, rule) ? RULE_PAGES[rule] : undefined;
  if (page === undefined) {
    const names = Object.keys(RULE_PAGES);
    const guess = nearest(rule, names);
    const hint = guess === undefined ? `The rules are: ${names.join(', ')}.` : `Did you mean ${guess}?`;
    terminal.error(`There is no rule named ${rule}. ${hint}\n`);
    return 2;
  }
  terminal.out(renderMarkdown(page, rulePage(rule), terminal.colors));
  return 0;
}
