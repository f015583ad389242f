import { isSample } from '../../deployment/file-kind.ts';
import type { Fix } from '../../fixes/fix.ts';
import { memoizeByIdentity, memoizeByText } from '../../syntax/memo.ts';
import { generatedEdits, generateFix } from './generate.ts';
import { freshMoveFix } from './move.ts';
import { isWithin, makePlan, type Plan, urisOf } from './plan.ts';
import type { OfferedFixes } from './secret-rule.ts';
import { groupBy, isPublic, type Secrets } from './secrets.ts';
import type { SecretValue } from './value.ts';

/** The ways out of a public default: a fresh pair here, fresh ones for everything in this file, or a fresh pair in `.env`. */
export function defaultSecretFixes(
  [value]: readonly SecretValue[],
  secrets: Secrets,
  bad: readonly SecretValue[],
): OfferedFixes {
  const account = value && secrets.accountOf(value);
  // A fresh secret in a sample would be everyone's.
  if (value === undefined || account === undefined || isSample(value.at.uri)) return { fixes: [] };
  const book = planBook(secrets, bad);
  const plan = book.planFor(account);
  if (typeof plan === 'string') return { fixes: [], withheld: plan };
  const local = book.localPlans(value.at.uri);
  const alone = local.length === 1 && local[0]?.key === plan.key;
  const single = generateFix(secrets, plan, { automatic: alone });
  const move = freshMoveFix(secrets, plan);
  const moves = move === undefined ? [] : [move];
  if (alone || !local.some((other) => other.key === plan.key)) return { fixes: [single, ...moves] };
  const everything: Fix = {
    kind: 'generate-all',
    title: 'Replace all public defaults in this file',
    preferred: false,
    automatic: true,
    uris: urisOf(local),
    edits: (source) => generatedEdits(secrets, local, source),
  };
  return { fixes: [single, everything, ...moves] };
}

/** What all public values of a deployment have to do with each other. */
interface PlanBook {
  readonly planFor: (account: string) => Plan | string;
  /** What can be replaced in one file alone, and touches no secret of one's own. */
  readonly localPlans: (uri: string) => readonly Plan[];
}

/** One deployment's bad values are always looked at with its secrets. */
const booksOf = memoizeByIdentity((_bad: readonly SecretValue[]) => new Map<Secrets, PlanBook>());

function planBook(secrets: Secrets, bad: readonly SecretValue[]): PlanBook {
  const known = booksOf(bad).get(secrets) ?? makeBook(secrets, bad);
  booksOf(bad).set(secrets, known);
  return known;
}

function makeBook(secrets: Secrets, bad: readonly SecretValue[]): PlanBook {
  const planFor = memoizeByText((account) => makePlan(secrets, { account, together: isPublic, pair: true }));
  const byFile = groupBy(bad, ({ at }) => at.uri);
  const localPlans = memoizeByText((uri): readonly Plan[] => {
    const accounts = new Set((byFile.get(uri) ?? []).flatMap((value) => secrets.accountOf(value) ?? []));
    const plans = [...accounts].map(planFor).filter((plan) => typeof plan !== 'string');
    const local = plans.filter((plan) => isWithin(plan, uri) && plan.targets.every(isPublic));
    return [...new Map(local.map((plan) => [plan.key, plan])).values()];
  });
  return { planFor, localPlans };
}
