import type { Fix } from '../../fixes/fix.ts';
import { memoizeByIdentity, memoizeByText } from '../../syntax/memo.ts';
import { generateFix } from './generate.ts';
import { makePlan } from './plan.ts';
import type { OfferedFixes } from './secret-rule.ts';
import { groupBy, isPublic, type Secrets } from './secrets.ts';
import { type SecretValue, weaknessIn } from './value.ts';

/**
 * Makes two values agree: the API server’s in the place of the other one, or fresh ones everywhere.
 * @param right the value to agree with; `undefined` where the other service has none of its own yet
 */
export function agreementFixes(
  value: SecretValue,
  right: SecretValue | undefined,
  account: string,
  secrets: Secrets,
): OfferedFixes {
  const copy = right === undefined ? undefined : copyFix(value, right, secrets);
  // An agent’s value counts to the account only while it is the same.
  const { accounts, planFor } = agreementBook(secrets);
  if (!accounts(account).has(value)) return copy === undefined ? { fixes: [], withheld: WITHHELD } : { fixes: [copy] };
  const plan = planFor(account);
  if (typeof plan === 'string') return copy === undefined ? { fixes: [], withheld: plan } : { fixes: [copy] };
  const generated = generateFix(secrets, plan, { automatic: false });
  return { fixes: copy === undefined ? [generated] : [copy, { ...generated, preferred: false }] };
}

/** What has to change for an account, however many services don't agree about it. */
const agreementBook = memoizeByIdentity((secrets: Secrets) => {
  const startOf = ({ at }: SecretValue) => `${at.uri} ${at.span.start}`;
  const byStart = groupBy(secrets.values, startOf);
  return {
    startingAt: (value: SecretValue) => byStart.get(startOf(value)) ?? [],
    accounts: memoizeByText((account) => new Set(secrets.ofAccount(account))),
    planFor: memoizeByText((account) =>
      makePlan(secrets, { account, pair: true, together: ({ note }) => note === undefined }),
    ),
  };
});

const WITHHELD = 'No quick fix: write both in the same way, best as one variable of .env.';

/** Only a strong value is copied, and one that is plain to every reader. */
function copyFix(value: SecretValue, right: SecretValue, secrets: Secrets): Fix | undefined {
  const weakness = weaknessIn(right);
  if (isPublic(right) || (weakness !== undefined && weakness !== 'below-advice')) return undefined;
  if (!/^[A-Za-z][\w-]*$/.test(right.text)) return undefined;
  // Another variable of .env may be read by others, for other settings.
  const readers = agreementBook(secrets).startingAt(value);
  if (new Set(readers.map(({ setting }) => setting)).size > 1) return undefined;
  const { uri, span } = value.at;
  return {
    kind: 'agree',
    title: 'Use the API server’s value',
    preferred: true,
    automatic: false,
    carriesSecret: true,
    uris: [uri],
    edits: () => [{ uri, edits: [{ span, newText: right.text }] }],
  };
}
