import type { EnvironmentEntry } from '../deployment/compose/environment.ts';
import { quoteHocon } from '../syntax/hocon/index.ts';
import type { TextEdit } from './fix.ts';

/**
 * Writes a value so that ClearML Server reads exactly this text: in HOCON's quotes, `$` doubled for Compose, inside what
 * YAML needs around it.
 * @returns `undefined` where the value does not stand in a compose file, or on several lines
 */
export function quotedValue({ text, path }: EnvironmentEntry, value: string): TextEdit | undefined {
  if (text === undefined || text.written.style === 'block') return undefined;
  const { style, span, content, locate } = text.written;
  if (locate({ start: 0, end: 0 }) === undefined || /[\r\n]/.test(value)) return undefined;
  const quoted = quoteHocon(value).replaceAll('$', '$$$$');
  const single = quoted.replaceAll("'", "''");
  if (!/\/environment\/\d+$/.test(path)) return { span, newText: `'${single}'` };
  if (style === 'single') return { span: content, newText: single };
  if (style === 'plain' && !/:\s|\s#|:$/.test(quoted)) return { span: content, newText: quoted };
  const name = text.file.tree.text.slice(style === 'plain' ? span.start : span.start + 1, content.start);
  return /['\\]/.test(name) ? undefined : { span, newText: `'${name}${single}'` };
}
