import type { Location } from '../deployment/location.ts';
import type { Fix } from '../fixes/fix.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** One problem at one token. Messages never hold a secret's value. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** Short first line: what is wrong. Further lines: why it matters here, what to do. */
  readonly message: string;
  readonly at: Location;
  /** The token's path in its file (`services/redis/ports/0`). Identity is (rule, file, path), never prose. */
  readonly path: string;
  readonly related: readonly { readonly at: Location; readonly message: string }[];
  /** Best first. */
  readonly fixes: readonly Fix[];
  /**
   * It is about something that stands nowhere, or about more than its token: findings of other rules stand beside it.
   */
  readonly beside?: true;
  /** Written for nothing, because something else wins: editors show it faded. */
  readonly unnecessary?: true;
  /** Names of the Compose services concerned. */
  readonly services?: readonly string[];
  /** The ClearML setting concerned (`secure.auth.token_secret`). */
  readonly setting?: string;
  /** For a published datastore port. */
  readonly store?: 'elasticsearch' | 'mongodb' | 'redis';
  readonly hostIp?: string;
  readonly published?: string;
  readonly target?: number;
}

/** Most severe first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** One level less severe; a hint stays one. */
export function lower(severity: Severity): Severity {
  return SEVERITIES[Math.min(SEVERITIES.indexOf(severity) + 1, SEVERITIES.length - 1)] ?? 'hint';
}

/** The more severe of two. */
export function worse(left: Severity, right: Severity): Severity {
  return SEVERITIES.indexOf(left) <= SEVERITIES.indexOf(right) ? left : right;
}

/** Whether one level is less severe than another. */
export function isLower(severity: Severity, than: Severity): boolean {
  return SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(than);
}
