import { l10n, ThemeColor, ThemeIcon, Uri, workspace } from 'vscode';
import type { FindingView, SettingState, SettingView, ViewLocation } from '../../../server/src/protocol/views.ts';

/** A word and a picture for it; the colour only repeats what the picture says. */
interface Sign {
  readonly word: string;
  readonly icon: ThemeIcon;
}

const sign = (word: string, icon: string, color?: string): Sign => ({
  word,
  icon: new ThemeIcon(icon, color === undefined ? undefined : new ThemeColor(color)),
});

/** What is to be thought of a setting, the worst first. */
export const STATES: Readonly<Record<SettingState, Sign>> = {
  'public-default': sign(l10n.t('public default'), 'error', 'problemsErrorIcon.foreground'),
  weak: sign(l10n.t('weak'), 'warning', 'problemsWarningIcon.foreground'),
  shared: sign(l10n.t('used twice'), 'files', 'problemsWarningIcon.foreground'),
  unknown: sign(l10n.t('unknown'), 'question'),
  good: sign(l10n.t('good'), 'pass', 'testing.iconPassed'),
  set: sign(l10n.t('set'), 'settings'),
  unset: sign(l10n.t('not set'), 'circle-slash'),
};

export const SEVERITIES: Readonly<Record<FindingView['severity'], Sign>> = {
  error: sign(l10n.t('error'), 'error', 'problemsErrorIcon.foreground'),
  warning: sign(l10n.t('warning'), 'warning', 'problemsWarningIcon.foreground'),
  information: sign(l10n.t('information'), 'info', 'problemsInfoIcon.foreground'),
  hint: sign(l10n.t('hint'), 'lightbulb'),
};

/** Where a value comes from. */
export const LAYERS: Readonly<Record<SettingView['layer'], string>> = {
  'built-in': l10n.t('built in'),
  file: l10n.t('file'),
  environment: l10n.t('environment'),
  none: '',
};

const RANKS = Object.keys(STATES);

/** The same settings, the worst first. */
export function worstFirst(settings: readonly SettingView[]): readonly SettingView[] {
  return settings.toSorted((left, right) => RANKS.indexOf(left.state) - RANKS.indexOf(right.state));
}

/** `config/secure.conf:12` */
export function placeText({ uri, range }: ViewLocation): string {
  return `${workspace.asRelativePath(Uri.parse(uri), false)}:${range.start.line + 1}`;
}

export function countText(findings: number): string {
  if (findings === 0) return l10n.t('Nothing found');
  return findings === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', findings);
}
