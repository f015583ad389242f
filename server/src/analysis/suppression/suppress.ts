import type { SourceFile } from '../../deployment/source-files.ts';
import type { Finding } from '../../rules/finding.ts';
import { applySeverities, type Settings } from '../settings.ts';
import { commentFindings } from './comment-findings.ts';
import { type Directive, directivesOf } from './directive.ts';

/**
 * Leaves out what suppression comments hide, and adds what is wrong with the comments.
 * @param files those of which the findings are
 * @param settingsOf what counts for a file
 * @param complete true for a file of which every finding is here: only there a comment can be called unused
 */
export function suppress(
  findings: readonly Finding[],
  files: Iterable<SourceFile>,
  settingsOf: (uri: string) => Settings,
  complete: (uri: string) => boolean,
): readonly Finding[] {
  const directives = [...files].flatMap(directivesOf);
  if (directives.length === 0) return findings;
  const hides = (finding: Finding) => directives.some((directive) => covers(directive, finding.rule, finding));
  const wrong = directives.flatMap((directive) => {
    const { uri } = directive.file;
    const { rules } = settingsOf(uri);
    if (rules.suppression === 'off') return [];
    const reaches = (rule: string) =>
      findings.some((finding) => finding.rule === rule && covers(directive, undefined, finding));
    const unused = (rule: string) => rule !== 'suppression' && rules[rule] !== 'off' && complete(uri) && !reaches(rule);
    const found = commentFindings(directive, { unused, reaches });
    return applySeverities(found, settingsOf(uri));
  });
  return [...findings, ...wrong].filter((finding) => !hides(finding));
}

/** Whether a comment names a rule and reaches a finding; any rule, where none is given. */
function covers({ kind, file, rules, reach }: Directive, rule: string | undefined, { at }: Finding): boolean {
  if (kind === 'unknown' || file.uri !== at.uri) return false;
  if (rule !== undefined && !rules.some(({ id }) => id === rule)) return false;
  return at.span.start >= reach.start && at.span.start <= reach.end;
}
