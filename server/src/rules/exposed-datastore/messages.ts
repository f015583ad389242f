import type { Authentication } from '../../deployment/datastore/authentication.ts';
import { STORE_NAMES, type Store } from '../../deployment/datastore/stores.ts';
import type { Exposure } from './exposure.ts';

/** What a published port means, in the words of an operator: what, why, what to do. */
export function portMessage(exposure: Exposure): string {
  const { service, mapping, store, authentication } = exposure;
  const name = STORE_NAMES[store];
  const port = mapping === undefined ? 'a port' : `port ${mapping.target}`;
  return [
    headline(exposure, name, port),
    whyItMatters(name, authentication, exposure.standard),
    ...(service.profiles.length > 0
      ? [`Only when one of its profiles is active: ${service.profiles.join(', ')}.`]
      : []),
    `Remove the mapping, for other services reach ${service.name} by its name without it, or bind it to 127.0.0.1.`,
  ].join('\n');
}

function headline({ reach, mapping, standard, authentication }: Exposure, name: string, port: string): string {
  if (mapping === undefined)
    return `${name}: which port and address this publishes depends on a variable that is not set here`;
  if (reach === 'unknown')
    return `${name}: the address that ${port} is published on depends on a variable that is not set here`;
  const where = reach === 'all' ? 'on all addresses' : `on ${mapping.hostIp}`;
  if (!standard) return `${name}’s container publishes ${port} ${where}`;
  const open = { none: ' without a password', required: '', unknown: '' }[authentication];
  return `${name} is open to the network: ${port} is published ${where}${open}`;
}

function whyItMatters(name: string, authentication: Authentication, standard: boolean): string {
  const reachable = 'Docker publishes ports past ufw and firewalld rules.';
  if (!standard) return `It is not one of ${name}’s own ports, so check what answers there. ${reachable}`;
  if (authentication === 'none')
    return `Whoever reaches this host can read, change and delete everything ClearML stores. ${reachable}`;
  if (authentication === 'required')
    return `It asks for a password, but is open to guessing and to flaws before login. ${reachable}`;
  return `Whether it asks for a password can’t be told from this file. ${reachable}`;
}

export function hostNetworkMessage(service: string, store: Store, authentication: Authentication): string {
  const name = STORE_NAMES[store];
  return [
    `${name} is open to the network: it uses the host’s network${authentication === 'none' ? ' without a password' : ''}`,
    whyItMatters(name, authentication, true),
    `Give ${service} a network of its own (remove network_mode), or make it listen on 127.0.0.1 only.`,
  ].join('\n');
}
