import type { SecretSource } from '../../clearml/secrets.ts';
import { type FileEdit, type Fix, joinEdits } from '../../fixes/fix.ts';
import { insertVariables } from '../../fixes/yaml-environment.ts';
import { memoizeByIdentity, once } from '../../syntax/memo.ts';
import { makePlan, type Plan, urisOf } from './plan.ts';
import type { OfferedFixes, SecretJudge } from './secret-rule.ts';
import { groupBy, isPublic, type Secrets, uniquePlaces } from './secrets.ts';
import type { SecretValue } from './value.ts';

/** Puts fresh values in the place of everything in a plan. */
export function generateFix(secrets: Secrets, plan: Plan, options: { readonly automatic: boolean }): Fix {
  return {
    kind: 'generate',
    title: titleOf(plan),
    preferred: true,
    automatic: options.automatic,
    uris: urisOf([plan]),
    edits: (source) => generatedEdits(secrets, [plan], source),
  };
}

function titleOf({ targets, insertions }: Plan): string {
  const kinds = new Set(targets.map((target) => target.kind));
  const what = kinds.size > 1 ? 'key and secret' : kinds.has('key') ? 'key' : 'secret';
  const elsewhere = targets.some((target) => target.at.uri !== targets[0]?.at.uri);
  // Editors cut titles off after some forty characters.
  const where = insertions.length > 0 ? ' for all services' : elsewhere ? ' in all files' : '';
  return where === '' ? `Generate fresh ${what}` : `Generate ${what}${where}`;
}

/** How a value is written at its place. */
export type WriteValue = (value: SecretValue, fresh: string) => FileEdit;

const inPlace: WriteValue = ({ at }, fresh) => ({ uri: at.uri, edits: [{ span: at.span, newText: fresh }] });

/** Draws one value per setting and puts it wherever that setting's value stands. */
export function generatedEdits(secrets: Secrets, plans: readonly Plan[], source: SecretSource): readonly FileEdit[] {
  const fresh = freshValues(source);
  return plannedEdits(secrets, plans, fresh, inPlace);
}

/** Gives one value per setting. */
export function freshValues(source: SecretSource): (setting: string) => string {
  const values = new Map<string, string>();
  return (setting) => {
    const known = values.get(setting) ?? (setting.endsWith('_key') ? source.key() : source.secret());
    values.set(setting, known);
    return known;
  };
}

/**
 * The edits of some plans.
 * @param freshFor what a setting is set to
 */
export function plannedEdits(
  { accountOf }: Secrets,
  plans: readonly Plan[],
  freshFor: (setting: string) => string,
  write: WriteValue,
): readonly FileEdit[] {
  const targets = uniquePlaces(plans.flatMap((plan) => plan.targets));
  const replacements = targets.map((target) => write(target, freshFor(accountOf(target) ?? target.path)));
  const byService = groupBy(
    plans.flatMap((plan) => plan.insertions),
    ({ service }) => service.name,
  );
  const insertions = [...byService.values()].flatMap((group): readonly FileEdit[] => {
    const variables = group.map(({ setting, name, reference }) => ({ name, value: reference ?? freshFor(setting) }));
    const edit = group[0] && insertVariables(group[0].service, variables);
    return edit === undefined ? [] : [edit];
  });
  return joinEdits([...replacements, ...insertions]);
}

/** The one way out of most bad secrets: a fresh one. */
export function generateFixes(how: {
  readonly together: (value: SecretValue, bad: ReadonlySet<SecretValue>) => boolean;
  readonly pair: boolean;
}): SecretJudge['fixes'] {
  const bookOf = memoizeByIdentity((bad: readonly SecretValue[]) => {
    const all = new Set(bad);
    return {
      isTogether: (other: SecretValue) => isPublic(other) || how.together(other, all),
      accounts: new Map<string, SharedFixes>(),
    };
  });
  const offer = (secrets: Secrets, account: string, together: (other: SecretValue) => boolean): OfferedFixes => {
    const plan = makePlan(secrets, { account, pair: how.pair, together });
    if (typeof plan === 'string') return { fixes: [], withheld: plan };
    return { fixes: [generateFix(secrets, plan, { automatic: false })] };
  };
  return (values, secrets, bad) => {
    const [value] = values;
    const accounts = new Set(values.map(secrets.accountOf));
    const [account] = accounts;
    if (value === undefined || value.kind === 'password') return { fixes: [] };
    if (account === undefined) return { fixes: [], withheld: WITHHELD_CLIENT };
    if (accounts.size > 1) return { fixes: [], withheld: WITHHELD_SEVERAL };
    const book = bookOf(bad);
    const shared = book.accounts.get(account) ?? {
      textsAlone: new Set(secrets.ofAccount(account).flatMap((each) => (book.isTogether(each) ? [] : each.text))),
      fixes: once(() => offer(secrets, account, book.isTogether)),
    };
    book.accounts.set(account, shared);
    if (!shared.textsAlone.has(value.text) && values.every(book.isTogether)) return shared.fixes();
    const isOne = (other: SecretValue) =>
      values.includes(other) || (secrets.accountOf(other) === account && other.text === value.text);
    return offer(secrets, account, (other) => isOne(other) || book.isTogether(other));
  };
}

/** What is offered for the values of one account that go together whichever of them is looked at. */
interface SharedFixes {
  /** Texts of the account's other values. */
  readonly textsAlone: ReadonlySet<string>;
  readonly fixes: () => OfferedFixes;
}

const WITHHELD_CLIENT =
  'No quick fix: the server must know these credentials. Create new ones in its web interface, under Settings > Workspace.';
const WITHHELD_SEVERAL = 'No quick fix: one value stands for several settings here. Give each a variable of its own.';
