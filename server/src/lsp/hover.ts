import { type Hover, MarkupKind, type Position } from 'vscode-languageserver';
import { fileName } from '../deployment/file-kind.ts';
import type { Location } from '../deployment/location.ts';
import type { Effect, Step } from '../features/effects.ts';
import { type PortHover, portHover } from '../features/port-hover.ts';
import { type SettingHover, settingHovers } from '../features/setting-hover.ts';
import { toRange } from './convert.ts';
import type { Session } from './session.ts';

/** What a setting, a variable or a port at a position is, and what is in effect there. It never says a value. */
export async function hover(session: Session, uri: string, position: Position): Promise<Hover | null> {
  const lines = await session.linesOf(uri);
  const offset = lines.offsetAt(position);
  const texts = new Set<string>();
  let span: SettingHover['span'] | undefined;
  for (const { deployment } of await session.checker.deploymentsOf(uri)) {
    for (const found of settingHovers(deployment, uri, offset)) {
      span ??= found.span;
      texts.add(await settingText(session, found));
    }
    const port = portHover(deployment, uri, offset);
    span ??= port?.span;
    if (port !== undefined) texts.add(portText(port));
  }
  if (span === undefined) return null;
  const markdown = [...texts].join('\n\n---\n\n');
  const plain = !session.client.textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown);
  return {
    contents: plain
      ? {
          kind: MarkupKind.PlainText,
          value: markdown.replaceAll(/\*\*|(?<!\\)`|\\(?=[\\`*_[\]<>])/g, '').replaceAll(LINK, '$1 <$2>'),
        }
      : { kind: MarkupKind.Markdown, value: markdown },
    range: toRange(lines, span),
  };
}

const LINK = /\[([^\]]*)\]\(([^)]*)\)/g;

function portText({ title, lines }: PortHover): string {
  return [`**${title}**`, ...lines].join('\n\n');
}

async function settingText(session: Session, { title, documented, effects, notes }: SettingHover): Promise<string> {
  const parts = [`**${escaped(title)}**`];
  if (documented !== undefined) parts.push(documented.summary);
  for (const effect of effects) parts.push(await effectText(session, effect));
  parts.push(...notes);
  if (documented !== undefined) parts.push(`[Documentation](${documented.page})`);
  return parts.join('\n\n');
}

const LAYERS = { 'built-in': 'built-in default', file: 'file', environment: 'environment' } as const;

async function effectText(session: Session, { services, text, steps }: Effect): Promise<string> {
  const names = services.map((name) => `\`${name}\``).join(', ');
  const chain: string[] = [];
  for (const [index, step] of steps.entries()) chain.push(`${index + 1}. ${await stepText(session, step)}`);
  const head = `In effect in ${names}: **${escaped(text)}**`;
  return chain.length > 0 ? `${head}\n\n${chain.join('\n')}` : head;
}

async function stepText(session: Session, { layer, text, at }: Step): Promise<string> {
  return `${LAYERS[layer]}: ${escaped(text)}${at === null ? '' : `, ${await placeLink(session, at)}`}`;
}

async function placeLink(session: Session, { uri, span }: Location): Promise<string> {
  const { line } = (await session.linesOf(uri)).positionAt(span.start);
  return `[${escaped(fileName(uri))}:${line + 1}](${uri.replaceAll('(', '%28').replaceAll(')', '%29')}#L${line + 1})`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>]/g, '\\$&');
}
