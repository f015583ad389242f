import { applyEdits, type FileEdit, type TextEdit } from '../../fixes/fix.ts';
import { evaluateHocon, type HoconValue, lookupHocon, parseHocon } from '../../syntax/hocon/index.ts';
import type { WebLogin } from './users.ts';

/**
 * An edit of the HOCON text that holds the users, at its place in the file.
 * @param accept looks at the users as the server would read them afterwards
 * @returns `undefined` where the text does not stand in its file as it is, or would not be read as wanted
 */
export function editUsers(
  { written }: WebLogin,
  { span, newText }: TextEdit,
  accept: (users: readonly HoconValue[]) => boolean,
): FileEdit | undefined {
  if (!written.exact) return undefined;
  const result = evaluateHocon(parseHocon(applyEdits(written.tree.text, [{ span, newText }])), { env: () => '' });
  const users = result.ok ? lookupHocon(result.value, written.list) : undefined;
  if (users?.kind !== 'list' || !accept(users.items)) return undefined;
  return { uri: written.uri, edits: [{ span: written.placeOf(span).span, newText }] };
}
