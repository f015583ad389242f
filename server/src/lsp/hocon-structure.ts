import {
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  type SymbolInformation,
  SymbolKind,
} from 'vscode-languageserver';
import { fileKind } from '../deployment/file-kind.ts';
import { hoconFolds } from '../features/hocon-folds.ts';
import { hoconOutline, type OutlineEntry } from '../features/hocon-outline.ts';
import { type HoconTree, parseHocon } from '../syntax/hocon/index.ts';
import type { LineIndex } from '../syntax/line-index.ts';
import { toRange } from './convert.ts';
import type { Session } from './session.ts';

/** The id that the extension gives ClearML's configuration files, whatever they are called. */
const LANGUAGE = 'clearml-hocon';

const KINDS: Readonly<Record<OutlineEntry['kind'], SymbolKind>> = {
  object: SymbolKind.Namespace,
  list: SymbolKind.Array,
  value: SymbolKind.Property,
};

/** The outline of a HOCON file: as a tree, or flat for clients that take no other. */
export async function documentSymbols(
  session: Session,
  uri: string,
): Promise<DocumentSymbol[] | SymbolInformation[] | null> {
  const tree = hoconOf(session, uri);
  if (tree === undefined) return null;
  const lines = await session.linesOf(uri);
  const outline = hoconOutline(tree);
  return session.client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport
    ? outline.map((entry) => toSymbol(lines, entry))
    : outline.flatMap((entry) => flat(uri, lines, entry));
}

export async function foldingRanges(session: Session, uri: string): Promise<FoldingRange[] | null> {
  const tree = hoconOf(session, uri);
  if (tree === undefined) return null;
  return hoconFolds(tree).map(({ kind, startLine, endLine }) => ({
    startLine,
    endLine,
    kind: kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Region,
  }));
}

function hoconOf(session: Session, uri: string): HoconTree | undefined {
  const document = session.documents.get(uri);
  const ours = document?.languageId === LANGUAGE || fileKind(uri) === 'hocon';
  return document !== undefined && ours ? parseHocon(document.getText()) : undefined;
}

function toSymbol(lines: LineIndex, { name, kind, nameSpan, span, children }: OutlineEntry): DocumentSymbol {
  return {
    // The protocol wants a name that is not empty.
    name: name || '""',
    kind: KINDS[kind],
    range: toRange(lines, span),
    selectionRange: toRange(lines, nameSpan),
    children: children.map((child) => toSymbol(lines, child)),
  };
}

function flat(uri: string, lines: LineIndex, entry: OutlineEntry, containerName?: string): SymbolInformation[] {
  const { name, kind, span, children } = entry;
  const location = { uri, range: toRange(lines, span) };
  const own = { name: name || '""', kind: KINDS[kind], location, ...(containerName && { containerName }) };
  return [own, ...children.flatMap((child) => flat(uri, lines, child, name))];
}
