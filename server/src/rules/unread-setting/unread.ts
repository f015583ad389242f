import type { ComposeService } from '../../deployment/compose/service.ts';
import type { Location } from '../../deployment/location.ts';
import type { Fix } from '../../fixes/fix.ts';
import type { Finding, Severity } from '../finding.ts';

/** A setting that has no effect where it stands. */
export interface Unread {
  readonly at: Location;
  readonly path: string;
  readonly message: string;
  /** Where there is one that it would set. */
  readonly setting?: string;
  readonly service?: ComposeService;
  readonly severity?: Severity;
  readonly related?: Finding['related'];
  /** Something else wins. */
  readonly overridden?: true;
  readonly fixes?: () => readonly Fix[];
}

/** Something that one service reads, or that has no effect there. */
export type Verdict = { readonly at: Location; readonly read: true } | (Unread & { readonly read?: false });

/** One finding per place: what one service reads is not unread, wherever else it has no effect. */
export function joinVerdicts(verdicts: readonly Verdict[]): readonly (readonly Unread[])[] {
  const groups = new Map<string, Unread[] | 'read'>();
  for (const verdict of verdicts) {
    const key = `${verdict.at.uri} ${verdict.at.span.start} ${verdict.at.span.end}`;
    const group = groups.get(key);
    if (verdict.read || group === 'read') groups.set(key, 'read');
    else if (group === undefined) groups.set(key, [verdict]);
    else group.push(verdict);
  }
  return [...groups.values()].filter((group) => group !== 'read');
}
