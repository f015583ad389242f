import { entriesAt } from '../../deployment/compose/model/node.ts';
import type { ComposeText } from '../../deployment/compose/model/text.ts';
import type { PortEntry } from '../../deployment/compose/port-entry.ts';
import { reach } from '../../deployment/compose/ports.ts';
import type { Finding } from '../finding.ts';
import { valueChain } from '../value-chain.ts';
import type { Exposure } from './exposure.ts';

/** Why a port is published as it is: variables and their defaults, the anchor, a loopback mapping that closes nothing. */
export function relatedPlaces(exposure: Exposure): Finding['related'] {
  const { entry } = exposure;
  return [...behindAlias(entry), ...textsOf(entry).flatMap(valueChain), ...loopbackBeside(exposure)];
}

function behindAlias({ at, item }: PortEntry): Finding['related'] {
  const { value } = item;
  const yaml = value.kind === 'map' ? value.parts[0]?.yaml : value.kind === 'scalar' ? value.yaml : undefined;
  const range = yaml?.range;
  if (!range || range[0] === at.span.start) return [];
  return [{ at: { uri: at.uri, span: { start: range[0], end: range[1] } }, message: 'The mapping stands here' }];
}

function textsOf({ form }: PortEntry): readonly ComposeText[] {
  if (form.kind === 'short') return [form.text];
  return entriesAt(form.map).flatMap(({ value }) => (value.kind === 'scalar' && value.text ? [value.text] : []));
}

/** A mapping of the same port on loopback, mostly of an override file: Compose adds it, and keeps the open one. */
export function loopbackBeside({ service, mapping }: Exposure): Finding['related'] {
  if (mapping === undefined) return [];
  const { target, protocol } = mapping;
  const same = service.ports.filter(({ mappings }) =>
    mappings.some((each) => each.target === target && each.protocol === protocol && reach(each.hostIp) === 'loopback'),
  );
  return same.map(({ at }) => ({
    at,
    message: 'This loopback mapping is added to the open one and does not replace it',
  }));
}
