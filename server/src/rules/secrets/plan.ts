import { partnerSetting, SHARED_SETTINGS } from '../../clearml/settings.ts';
import { fileOf, type Insertion, loginInsertions, sharedInsertions, WEB_SERVER_PAIR } from './consequences.ts';
import { type Secrets, uniquePlaces } from './secrets.ts';
import type { SecretValue } from './value.ts';

/** Everything that has to change at the same time for one credential. */
export interface Plan {
  readonly key: string;
  readonly targets: readonly SecretValue[];
  readonly insertions: readonly Insertion[];
}

export interface PlanRequest {
  readonly account: string;
  /** Which of the pair's other values are replaced too; those that must agree always are. */
  readonly together: (value: SecretValue) => boolean;
  /** False where only this half of a pair is replaced. */
  readonly pair: boolean;
}

/**
 * What has to be replaced with a credential: both halves of the pair, wherever they stand, in every service that must
 * hold the same value.
 * @returns why not, in a sentence, where somebody would be left with another value
 */
export function makePlan({ deployment, ofAccount }: Secrets, request: PlanRequest): Plan | string {
  const { account, together } = request;
  const partner = request.pair ? partnerSetting(account) : undefined;
  const settings = partner === undefined ? [account] : [account, partner];
  const insertions: Insertion[] = [];
  const targets: SecretValue[] = [];
  for (const setting of settings) {
    const all = ofAccount(setting);
    const bad = all.filter(together);
    // A copy in another place says nothing of what the services hold at the setting itself.
    const here = bad.some((value) => value.setting === setting);
    const agreeing = here && isShared(setting) ? all.filter(({ note }) => note === undefined) : [];
    const own = uniquePlaces([...bad, ...agreeing]);
    const shared = sharedInsertions(setting, own, deployment);
    if (shared === undefined) return setting in WEB_SERVER_PAIR ? WITHHELD_LOGIN : WITHHELD;
    const login = loginInsertions(setting, own, deployment);
    if (login === undefined) return WITHHELD_LOGIN;
    targets.push(...own);
    insertions.push(...shared, ...login);
  }
  return { key: settings.toSorted().join(' '), targets: uniquePlaces(targets), insertions };
}

const WITHHELD =
  'No quick fix: another service must hold the same value, and its environment comes from an anchor or a merge key.';
const WITHHELD_LOGIN =
  'No quick fix: without Web Login the browser logs in with this pair. Pass USER_KEY and USER_SECRET to the web server, or turn Web Login on, together with a new pair.';

function isShared(setting: string): boolean {
  return SHARED_SETTINGS.some(({ prefix }) => setting.startsWith(prefix));
}

/** True where a plan changes nothing but one file. */
export function isWithin({ targets, insertions }: Plan, uri: string): boolean {
  return targets.every(({ at }) => at.uri === uri) && insertions.every((each) => fileOf(each) === uri);
}

/** Every file that plans change. */
export function urisOf(plans: readonly Plan[]): readonly string[] {
  const inserted = plans.flatMap((plan) => plan.insertions.flatMap((each) => fileOf(each) ?? []));
  return [...new Set([...plans.flatMap((plan) => plan.targets.map(({ at }) => at.uri)), ...inserted])];
}
