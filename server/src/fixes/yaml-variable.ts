import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { EnvironmentEntry } from '../deployment/compose/environment.ts';
import { type ComposeFile, nodeAt } from '../deployment/compose/model/node.ts';
import type { ComposeService } from '../deployment/compose/service.ts';
import type { Span } from '../syntax/span.ts';
import { spanOf } from '../syntax/yaml/index.ts';
import type { TextEdit } from './fix.ts';
import { removeItem, removePair } from './yaml-remove.ts';

/** An edit in one of a project's compose files. */
export interface ComposeEdit {
  readonly uri: string;
  readonly edit: TextEdit;
}

/**
 * Takes a variable out of a service's `environment`; where it is the only one, the key goes too.
 * @returns `undefined` where it stands behind an anchor, comes from an env file, or can't be told from its neighbours
 */
export function variableRemoval(service: ComposeService, name: string): ComposeEdit | undefined {
  const entry = service.environment.find((each) => each.name === name);
  const environment = nodeAt(service.node, 'environment');
  if (entry === undefined || environment === undefined || entry.source === 'env_file') return undefined;
  for (const part of service.node.parts) {
    const pair = part.yaml.items.find((item) => String(item.key) === 'environment');
    const node = pair?.value as Node | null | undefined;
    if (!node || isAlias(node) || node.anchor !== undefined || part.path !== service.path) continue;
    const edit = removalFrom(part.file, node, entry);
    if (edit === undefined) continue;
    if (edit !== 'last') return { uri: part.file.uri, edit };
    const whole = part.yaml.items.length > 1 ? removePair(part.file.tree.text, part.yaml, 'environment') : undefined;
    return whole && { uri: part.file.uri, edit: whole };
  }
  return undefined;
}

function removalFrom(file: ComposeFile, node: Node, { name, nameAt }: EnvironmentEntry): TextEdit | 'last' | undefined {
  if (nameAt.uri !== file.uri) return undefined;
  const { text } = file.tree;
  if (isMap(node)) {
    const found = node.items.some((pair) => isAt(pair.key, nameAt.span));
    return found ? (node.items.length === 1 ? 'last' : removePair(text, node, name)) : undefined;
  }
  if (!isSeq(node)) return undefined;
  const index = node.items.findIndex((item) => isAt(item, nameAt.span));
  if (index < 0) return undefined;
  return node.items.length === 1 ? 'last' : removeItem(text, node, index);
}

/** A list item holds the name and the value. */
function isAt(node: unknown, { start, end }: Span): boolean {
  if (!isScalar(node)) return false;
  const span = spanOf(node);
  return span.start <= start && end <= span.end;
}
