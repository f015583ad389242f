import type { Authentication } from '../../deployment/datastore/authentication.ts';
import { STORE_NAMES, type Store } from '../../deployment/datastore/stores.ts';
import type { Exposure } from './exposure.ts';

/**
 * What a published port means, in the words of an operator: what, why, what to do.
 * @param overrides whether another mapping of the port, on loopback, was meant to replace this one
 */
export function portMessage(exposure: Exposure, overrides: boolean): string {
  const { service, runner, mapping, store, authentication } = exposure;
  const name = STORE_NAMES[store];
  const port = mapping === undefined ? 'a port' : `port ${mapping.target}`;
  return [
    headline(exposure, name, port),
    whyItMatters(name, authentication, exposure.standard),
    ...(runner === service ? [] : [`${runner.name} shares the network of ${service.name}, which publishes the port.`]),
    ...(overrides
      ? ['Another mapping binds it to loopback, but Compose keeps both: only !override replaces a list.']
      : []),
    ...inactive(exposure),
    `Remove the mapping, for other services reach ${service.name} by its name without it, or bind it to 127.0.0.1.`,
  ].join('\n');
}

function inactive({ service, runner }: Exposure): readonly string[] {
  const off = [service, runner].find(({ active }) => !active);
  return off === undefined ? [] : [`Only when one of its profiles is active: ${off.profiles.join(', ')}.`];
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
  return `${whoGetsIn(authentication)} ${reachable}`;
}

function whoGetsIn(authentication: Authentication): string {
  if (authentication === 'none')
    return 'Whoever reaches this host can read, change and delete everything ClearML stores.';
  if (authentication === 'required')
    return 'It asks for a password, but is open to guessing and to flaws before login.';
  return 'Whether it asks for a password can’t be told from this file.';
}

export function hostNetworkMessage(service: string, store: Store, authentication: Authentication): string {
  return [
    `${STORE_NAMES[store]} is open to the network: it uses the host’s network${withoutPassword(authentication)}`,
    `${whoGetsIn(authentication)} There is no port mapping that could be closed.`,
    `Give ${service} a network of its own (remove network_mode), or make it listen on 127.0.0.1 only.`,
  ].join('\n');
}

export function ownAddressMessage(
  service: string,
  network: string,
  store: Store,
  authentication: Authentication,
): string {
  return [
    `${STORE_NAMES[store]} has an address of its own in the local network${withoutPassword(authentication)}`,
    `${network} is a macvlan or ipvlan network: every port of ${service} can be reached there, published or not.`,
    `${whoGetsIn(authentication)} Give ${service} a bridge network instead.`,
  ].join('\n');
}

function withoutPassword(authentication: Authentication): string {
  return authentication === 'none' ? ' without a password' : '';
}
