import { l10n } from 'vscode';
import type { DeploymentView, ViewLocation } from '../../../server/src/protocol/views.ts';
import { alignColumns } from './columns.ts';
import { LAYERS, placeText, STATES, worstFirst } from './wording.ts';

export interface SettingsReport {
  readonly text: string;
  /** Places named in the text, by line and character. */
  readonly places: readonly {
    readonly line: number;
    readonly character: number;
    readonly text: string;
    readonly at: ViewLocation;
  }[];
}

/** The settings in effect in a deployment as a table, the worst first: state, value in words, and where it comes from. */
export function settingsReport({ name, settings }: DeploymentView): SettingsReport {
  const head = [
    l10n.t('Security settings in effect in {0}', name),
    l10n.t('Values are not shown. A click with Ctrl or Cmd on a place goes there.'),
    '',
  ];
  const titles = [
    l10n.t('State'),
    l10n.t('Setting'),
    l10n.t('Services'),
    l10n.t('From'),
    l10n.t('Place'),
    l10n.t('Value'),
  ];
  const sorted = worstFirst(settings);
  const rows = sorted.map(({ state, setting, text, services, layer, origin }) => [
    STATES[state].word,
    setting,
    services.join(', '),
    LAYERS[layer],
    origin === null ? '' : placeText(origin),
    // The first column says already what is to be thought of it.
    text.replace(/^(?:a public default|set), /, ''),
  ]);
  const [header = '', ...lines] = alignColumns([titles, ...rows]);
  const above = [...head, header, '-'.repeat(header.length)];
  const places = sorted.flatMap(({ origin }, index) => {
    if (origin === null) return [];
    const text = placeText(origin);
    return [{ line: above.length + index, character: lines[index]?.indexOf(text) ?? 0, text, at: origin }];
  });
  return { text: `${[...above, ...lines].join('\n')}\n`, places };
}
