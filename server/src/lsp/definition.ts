import type { Location, LocationLink, Position } from 'vscode-languageserver';
import { type Definition, definitions } from '../features/definition.ts';
import { toRange } from './convert.ts';
import type { Session } from './session.ts';

/** Where the name at a position leads; with the name's own range, for clients that underline it. */
export async function definition(
  session: Session,
  uri: string,
  position: Position,
): Promise<Location[] | LocationLink[] | null> {
  const lines = await session.linesOf(uri);
  const offset = lines.offsetAt(position);
  const found = new Map<string, Definition>();
  for (const deployment of await session.checker.deploymentsOf(uri)) {
    for (const each of definitions(deployment, uri, offset)) found.set(JSON.stringify(each.target), each);
  }
  const links: LocationLink[] = [];
  for (const { span, target } of found.values()) {
    const range = toRange(await session.linesOf(target.uri), target.span);
    const originSelectionRange = toRange(lines, span);
    links.push({ originSelectionRange, targetUri: target.uri, targetRange: range, targetSelectionRange: range });
  }
  if (session.client.textDocument?.definition?.linkSupport) return links;
  return links.map(({ targetUri, targetRange }) => ({ uri: targetUri, range: targetRange }));
}
