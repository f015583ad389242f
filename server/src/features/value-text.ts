import { masked } from '../clearml/masking.ts';
import { publishedDefault } from '../clearml/published-defaults.ts';
import { secretKind } from '../clearml/secret-settings.ts';
import type { HoconValue } from '../syntax/hocon/index.ts';

/**
 * Says what a value is without saying it: `set, 54 characters`. Switches are shown.
 * @param setting in dotted form; what everyone knows depends on it
 */
export function valueText(setting: string, value: HoconValue): string {
  switch (value.kind) {
    case 'string':
      return stringText(setting, value.value);
    case 'boolean':
      return `${value.value}`;
    case 'null':
      return 'null';
    case 'integer':
    case 'float':
      return secretKind(setting) !== undefined ? 'read as a number' : 'set, a number';
    case 'period':
      return secretKind(setting) !== undefined ? 'read as a duration' : 'set, a duration';
    case 'list':
      return `set, a list of ${value.items.length}`;
    case 'map':
      return 'set, an object';
  }
}

export function stringText(setting: string | undefined, text: string): string {
  if (text === '') return 'empty';
  if (masked(setting ?? '', text) === text && /^(?:true|false|null)$/i.test(text)) return text;
  const count = `${text.length} character${text.length === 1 ? '' : 's'}`;
  return publishedDefault(text, setting) === undefined ? `set, ${count}` : `a public default, ${count}`;
}
