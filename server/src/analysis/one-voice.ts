import { type Finding, worse } from '../rules/finding.ts';
import { RULES } from '../rules/index.ts';

/**
 * Leaves one finding per offending token: the same finding of several deployments becomes one with all their services,
 * and where several rules see one token the rule that comes first speaks.
 * @returns ordered by file, position, rule
 */
export function joinFindings(findings: readonly Finding[]): readonly Finding[] {
  const byIdentity = new Map<string, Finding>();
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.at.uri} ${finding.path}`;
    const known = byIdentity.get(key);
    byIdentity.set(key, known === undefined ? finding : join(known, finding));
  }
  const all = [...byIdentity.values()];
  // Two rules may draw a token's edges differently: the path is the same.
  const places = oneEach(
    all.filter(({ beside }) => !beside),
    ({ at }) => `${at.uri} ${at.span.start} ${at.span.end}`,
  );
  const spoken = oneEach(places, ({ at, path }) => `${at.uri} ${path}`);
  return [...spoken, ...all.filter(({ beside }) => beside)].sort(inOrder);
}

/** Of the findings with one key, that of the rule which comes first. */
function oneEach(findings: readonly Finding[], keyOf: (finding: Finding) => string): readonly Finding[] {
  const first = new Map<string, Finding>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const known = first.get(key);
    if (known === undefined || rank(finding) < rank(known)) first.set(key, finding);
  }
  return [...first.values()];
}

function join(left: Finding, right: Finding): Finding {
  const first = worse(left.severity, right.severity) === left.severity ? left : right;
  const services = [...new Set([...(left.services ?? []), ...(right.services ?? [])])];
  return { ...first, ...(services.length > 0 && { services }) };
}

function rank(finding: Finding): number {
  return RANKS.get(finding.rule) ?? -1;
}

const RANKS: ReadonlyMap<string, number> = new Map(RULES.map(({ id }, index) => [id, index]));

/** By file, position, rule: for `sort`. */
export function inOrder(left: Finding, right: Finding): number {
  if (left.at.uri !== right.at.uri) return left.at.uri < right.at.uri ? -1 : 1;
  return left.at.span.start - right.at.span.start || left.at.span.end - right.at.span.end || rank(left) - rank(right);
}
