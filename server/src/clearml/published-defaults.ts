import entries from './published-defaults.json' with { type: 'json' };

/** A credential that ClearML published: everyone can read it. */
export interface PublishedDefault {
  readonly value: string;
  /** The setting it is the default of, in dotted form; `*` stands for any list index. */
  readonly setting: string;
  readonly kind: 'key' | 'secret';
  /** `server` and `helm` values were live in a release; `documentation` ones are samples, counted at their own setting only. */
  readonly origin: 'server' | 'helm' | 'documentation';
  /** Repository and file that published it. */
  readonly source: string;
  /** The releases that carried it. */
  readonly releases: string;
}

/** Every credential that a ClearML Server release, Helm chart or documentation page published as a working value. */
export const PUBLISHED_DEFAULTS = entries as readonly PublishedDefault[];

const BY_VALUE: ReadonlyMap<string, readonly PublishedDefault[]> = groupByValue(PUBLISHED_DEFAULTS);

function groupByValue(list: readonly PublishedDefault[]): Map<string, PublishedDefault[]> {
  const groups = new Map<string, PublishedDefault[]>();
  for (const entry of list) groups.set(entry.value, [...(groups.get(entry.value) ?? []), entry]);
  return groups;
}

/**
 * Tells whether everyone knows this value. Product-made values are unique and count wherever they stand; documentation
 * samples (`minioadmin`) count only at `setting`, their own.
 * @param value what the server or a client would read
 * @param setting where it stands, in dotted form, if that is known
 * @returns the entry of the same setting where there is one, else any
 */
export function publishedDefault(value: string, setting?: string): PublishedDefault | undefined {
  const entries = BY_VALUE.get(value);
  if (entries === undefined) return undefined;
  const own = setting === undefined ? undefined : entries.find((entry) => sameSetting(entry.setting, setting));
  return own ?? entries.find((entry) => entry.origin !== 'documentation');
}

function sameSetting(pattern: string, setting: string): boolean {
  const wanted = pattern.split('.');
  const given = setting.split('.');
  return wanted.length === given.length && wanted.every((part, at) => part === '*' || part === given[at]);
}
