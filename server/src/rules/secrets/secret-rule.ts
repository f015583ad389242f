import { CONSEQUENCES } from '../../clearml/settings.ts';
import { isSample } from '../../deployment/file-kind.ts';
import type { Fix } from '../../fixes/fix.ts';
import { type Finding, type Severity, worse } from '../finding.ts';
import { levelWithin } from '../reach.ts';
import type { Rule } from '../rule.ts';
import { groupBy, type Secrets, secretsOf } from './secrets.ts';
import { placeKey, type SecretValue } from './value.ts';

/** What a rule says of one value. */
export interface Verdict {
  /** For a deployment that can be reached. */
  readonly level: Severity;
  readonly headline: string;
  /** Why it matters here and what to do. */
  readonly lines: readonly string[];
  readonly related?: Finding['related'];
}

export interface OfferedFixes {
  readonly fixes: readonly Fix[];
  /** Why none is offered, for the message. */
  readonly withheld?: string;
}

export interface SecretJudge {
  readonly verdict: (value: SecretValue, secrets: Secrets) => Verdict | undefined;
  /** The ways out for the values at one place that were found bad. */
  readonly fixes: (values: readonly SecretValue[], secrets: Secrets, bad: readonly SecretValue[]) => OfferedFixes;
}

/** A rule about the secrets of a deployment, one at a time: one finding per place, with every service it concerns. */
export function secretRule(id: string, summary: string, judge: SecretJudge): Rule {
  return {
    id,
    summary,
    check(deployment) {
      const secrets = secretsOf(deployment);
      const judged = secrets.values.flatMap((value) => {
        const verdict = judge.verdict(value, secrets);
        return verdict === undefined ? [] : [{ value, verdict, level: levelIn(secrets, verdict) }];
      });
      const bad = judged.map(({ value }) => value);
      return [...groupBy(judged, ({ value }) => placeKey(value)).values()].flatMap((group) => {
        const worst = group.reduce((left, right) => (worse(left.level, right.level) === left.level ? left : right));
        const values = group.map(({ value }) => value);
        return finding(id, worst, values, judge.fixes(values, secrets, bad));
      });
    },
  };
}

interface Judged {
  readonly value: SecretValue;
  readonly verdict: Verdict;
  readonly level: Severity;
}

function finding(rule: string, worst: Judged, values: readonly SecretValue[], offered: OfferedFixes): Finding {
  const { value, verdict, level } = worst;
  const services = [...new Set(values.flatMap(({ carrier }) => carrier?.service.name ?? []))];
  const lines = [verdict.headline, ...verdict.lines, ...(offered.withheld ? [offered.withheld] : [])];
  return {
    rule,
    severity: level,
    message: lines.join('\n'),
    at: value.at,
    path: value.path,
    related: [...values.flatMap(({ related }) => related), ...(verdict.related ?? [])],
    fixes: offered.fixes,
    ...(services.length > 0 && { services }),
    ...(value.setting !== undefined && { setting: value.setting }),
  };
}

/** A hint and an information are what they are, wherever they stand. */
function levelIn({ deployment }: Secrets, { level }: Verdict): Severity {
  return level === 'hint' || level === 'information' ? level : levelWithin(deployment, level);
}

/** True for a value that the rules about secrets of one's own look at: it is in effect, and in no sample file. */
export function isInUse({ note, at }: SecretValue): boolean {
  return note === undefined && !isSample(at.uri);
}

/** What a finding calls a value. */
export function nameOf({ setting, path }: SecretValue): string {
  return setting ?? path;
}

/** What whoever knows the value can do. */
export function consequenceOf(value: SecretValue): readonly string[] {
  const found = Object.entries(CONSEQUENCES).find(([prefix]) => nameOf(value).startsWith(prefix));
  return found === undefined ? [] : [found[1]];
}
