import type { Fix, TextEdit } from '../../fixes/fix.ts';
import { lineStart } from '../../fixes/lines.ts';
import { ACCEPTED } from '../../fixes/suppress.ts';
import { wholeLines } from '../../fixes/yaml-remove.ts';
import type { Finding } from '../../rules/finding.ts';
import { RULES } from '../../rules/index.ts';
import { nearest } from '../../syntax/nearest.ts';
import type { Span } from '../../syntax/span.ts';
import { type Directive, KEYWORD } from './directive.ts';

/** What a comment did to the findings around it. */
export interface Effect {
  /** True for a rule of the comment that hides nothing, as far as that can be told. */
  readonly unused: (rule: string) => boolean;
  /** True where a finding of this rule is in the comment's reach. */
  readonly reaches: (rule: string) => boolean;
}

/** What is wrong with a suppression comment. */
export function commentFindings(directive: Directive, effect: Effect): readonly Finding[] {
  if (directive.kind === 'unknown') return [misspelt(directive)];
  if (directive.rules.length === 0) return [nameless(directive)];
  const ids = RULES.map(({ id }) => id);
  const rules = directive.rules.flatMap((rule, index) => {
    if (!ids.includes(rule.id)) return unknownRule(directive, index, nearest(rule.id, ids), effect);
    return effect.unused(rule.id) ? unused(directive, index) : [];
  });
  return directive.reason !== undefined && directive.dashes ? rules : [...rules, reasonless(directive)];
}

function misspelt(directive: Directive): Finding {
  const { keyword, file } = directive;
  const written = file.text.slice(keyword.start, keyword.end);
  return toFinding(
    directive,
    keyword,
    '',
    [
      `${written} is no suppression comment`,
      `Write ${KEYWORD}-next-line for the line below, or ${KEYWORD} for the whole file. This one hides nothing.`,
    ],
    [remove(directive)],
  );
}

function nameless(directive: Directive): Finding {
  return toFinding(
    directive,
    directive.keyword,
    '',
    [
      'This comment names no rule, so it hides nothing',
      `Write the rule’s name after it and the reason after two dashes: ${KEYWORD} exposed-datastore -- behind a firewall.`,
    ],
    [remove(directive)],
  );
}

function unknownRule(directive: Directive, index: number, near: string | undefined, effect: Effect): Finding {
  const { id, span } = directive.rules[index] ?? { id: '', span: directive.keyword };
  // Corrected it must hide something, or the next finding would stand in its place.
  const correct = near === undefined || !effect.reaches(near) ? [] : [correction(directive, span, near)];
  return toFinding(
    directive,
    span,
    `/${id}`,
    [
      `There is no rule ${id}`,
      `${near === undefined ? '' : `Did you mean ${near}? `}As it stands, the comment hides nothing under this name.`,
    ],
    [...correct, removeRule(directive, index)],
  );
}

function unused(directive: Directive, index: number): Finding {
  const { id, span } = directive.rules[index] ?? { id: '', span: directive.keyword };
  const where = directive.kind === 'file' ? 'in this file' : 'on the next line';
  return toFinding(
    directive,
    span,
    `/${id}`,
    [`${id} finds nothing ${where}`, 'The comment hides nothing now, and would hide the next mistake. Take it out.'],
    [removeRule(directive, index)],
  );
}

function reasonless(directive: Directive): Finding {
  return toFinding(
    directive,
    directive.keyword,
    '/reason',
    [
      'This suppression gives no reason',
      'Whoever reads it later can’t tell a decision from an oversight. Write the reason after two dashes.',
    ],
    [reason(directive)],
  );
}

function toFinding(
  { file, index }: Directive,
  span: Span,
  part: string,
  lines: readonly string[],
  fixes: readonly Fix[],
): Finding {
  return {
    rule: 'suppression',
    severity: 'warning',
    message: lines.join('\n'),
    at: { uri: file.uri, span },
    path: `#suppression${index}${part}`,
    related: [],
    // What hides a finding, or makes up a reason, is for a person to choose: never for `--fix-all`.
    fixes: fixes.map((fix, order) => ({ ...fix, preferred: order === 0 && fix.kind === 'remove' })),
  };
}

function fixOf({ file: { uri } }: Directive, kind: string, title: string, edit: TextEdit): Fix {
  const edits = [{ uri, edits: [edit] }];
  return { kind, title, preferred: false, automatic: false, uris: [uri], edits: () => edits };
}

/** The whole comment: with its line where it stands alone, else with the blanks before it. */
function remove(directive: Directive): Fix {
  const {
    span,
    file: { text },
  } = directive;
  const start = lineStart(text, span.start);
  const before = text.slice(start, span.start);
  const mark = before.startsWith('\ufeff') ? 1 : 0;
  const alone = before.slice(mark).trim() === '';
  const blanks = before.length - before.trimEnd().length;
  const edit = alone
    ? wholeLines(text, start + mark, span.end)
    : { span: { start: span.start - blanks, end: span.end }, newText: '' };
  return fixOf(directive, 'remove', 'Remove this comment', edit);
}

/** One rule out of several, with the comma beside it. */
function removeRule(directive: Directive, index: number): Fix {
  const { rules } = directive;
  const [own, next, previous] = [rules[index], rules[index + 1], rules[index - 1]];
  if (own === undefined || (next === undefined && previous === undefined)) return remove(directive);
  const span =
    next === undefined
      ? { start: previous?.span.end ?? own.span.start, end: own.span.end }
      : { start: own.span.start, end: next.span.start };
  return fixOf(directive, 'remove', `Remove ${own.id} from this comment`, { span, newText: '' });
}

function correction(directive: Directive, span: Span, near: string): Fix {
  return fixOf(directive, 'correct', `Change to ${near}`, { span, newText: near });
}

function reason(directive: Directive): Fix {
  const { reason: written, rules, keyword, dashes } = directive;
  if (written !== undefined) {
    const span = { start: written.start, end: written.start };
    return fixOf(directive, 'reason', 'Write two dashes before the reason', { span, newText: '-- ' });
  }
  const end = rules.at(-1)?.span.end ?? keyword.end;
  const span = dashes
    ? {
        start: end,
        end:
          directive.span.start + directive.file.text.slice(directive.span.start, directive.span.end).trimEnd().length,
      }
    : { start: end, end };
  return fixOf(directive, 'reason', 'Add “accepted risk” as the reason', { span, newText: ` ${ACCEPTED}` });
}
