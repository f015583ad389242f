import {
  type CompletionItem,
  CompletionItemKind,
  type InitializeParams,
  MarkupKind,
  type Position,
  type Range,
} from 'vscode-languageserver';
import { type DocumentedSetting, isDrawn } from '../clearml/catalogue.ts';
import { type Completion, completions } from '../features/completion.ts';
import { toRange } from './convert.ts';
import type { Session } from './session.ts';

/** What a resolve needs to put a fresh value in. No secret. */
interface ItemData {
  readonly kind: DocumentedSetting['kind'];
  readonly range: Range;
  readonly before: string;
  readonly after: string;
}

/** Names of settings where they can be written; keys and secrets come with a fresh value. */
export async function completion(session: Session, uri: string, position: Position): Promise<CompletionItem[]> {
  const text = session.documents.get(uri)?.getText();
  if (text === undefined) return [];
  const lines = await session.linesOf(uri);
  const offset = lines.offsetAt(position);
  const found = new Map<string, Completion>();
  for (const { deployment } of await session.checker.deploymentsOf(uri)) {
    for (const each of completions(deployment, uri, text, offset)) found.set(each.label, each);
  }
  return [...found.values()].map((each) => toItem(session, each, toRange(lines, each.span)));
}

/** Draws the value, at a resolve for clients that take the text then. */
export function resolveCompletion(session: Session, item: CompletionItem): CompletionItem {
  const data = item.data as ItemData | undefined;
  if (data === undefined || !canResolveText(session.client)) return item;
  return { ...item, textEdit: { range: data.range, newText: textOf(session, data) } };
}

function toItem(session: Session, { label, documented, before, after }: Completion, range: Range): CompletionItem {
  const data: ItemData = { kind: documented.kind, range, before, after };
  const markdown = session.client.textDocument?.completion?.completionItem?.documentationFormat?.includes('markdown');
  const drawn = isDrawn(documented);
  return {
    label,
    kind: CompletionItemKind.Property,
    detail: drawn ? `ClearML ${documented.kind}, with a fresh value` : 'ClearML setting',
    documentation: markdown
      ? { kind: MarkupKind.Markdown, value: `${documented.summary}\n\n[Documentation](${documented.page})` }
      : documented.summary,
    textEdit: {
      range,
      newText: drawn && canResolveText(session.client) ? before + after : textOf(session, data),
    },
    ...(drawn && { data }),
  };
}

function textOf({ secrets }: Session, { kind, before, after }: ItemData): string {
  const value = kind === 'key' ? secrets.key() : kind === 'secret' ? secrets.secret() : '';
  return before + value + after;
}

/** True where the client takes an item's text only when it is chosen; else the text comes with the list. */
function canResolveText(capabilities: InitializeParams['capabilities']): boolean {
  const lazily = capabilities.textDocument?.completion?.completionItem?.resolveSupport?.properties;
  return lazily?.includes('textEdit') ?? false;
}
