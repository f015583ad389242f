import type { Finding, Severity } from '../rules/finding.ts';

/** What a user can set, in the editor or on the command line. It beats a project file. */
export interface Settings {
  /** `clearml`: only what concerns ClearML Server; `all`: datastore ports of any Compose project too. */
  readonly scope?: 'clearml' | 'all';
  /** Severity per rule id. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
}

export const DEFAULT_SETTINGS: Settings = { rules: {} };

/** What counts for a deployment. */
export interface SettingsInEffect extends Settings {
  readonly scope: 'clearml' | 'all';
}

/** Lays what a user set over what a project file says. */
export function inEffect(settings: Settings, project: Settings = DEFAULT_SETTINGS): SettingsInEffect {
  return { scope: settings.scope ?? project.scope ?? 'clearml', rules: { ...project.rules, ...settings.rules } };
}

/** Gives each finding the severity that the user set for its rule, if any. */
export function applySeverities(findings: readonly Finding[], settings: Settings): readonly Finding[] {
  return findings.map((finding) => {
    const severity = settings.rules[finding.rule];
    return severity === undefined || severity === 'off' ? finding : { ...finding, severity };
  });
}

const LEVELS: ReadonlySet<unknown> = new Set(['off', 'error', 'warning', 'information', 'hint']);

/** Reads settings as an editor sends them: what has an unexpected shape counts as not set. */
export function readSettings(value: unknown): Settings {
  const given = typeof value === 'object' && value !== null ? (value as { scope?: unknown; rules?: unknown }) : {};
  const rules = typeof given.rules === 'object' && given.rules !== null ? given.rules : {};
  return {
    ...((given.scope === 'all' || given.scope === 'clearml') && { scope: given.scope }),
    rules: Object.fromEntries(
      Object.entries(rules).filter((rule): rule is [string, Severity | 'off'] => LEVELS.has(rule[1])),
    ),
  };
}
