import { textAt } from './model/node.ts';
import type { ComposeService } from './service.ts';

/**
 * The service whose network stack a service uses: its own, or that of another through `network_mode: service:x` and
 * `container:x`. Ports are published there. Source: compose-spec 05-services.md, “network_mode”.
 * @returns `undefined` where that is a container which is none of the project's
 */
export function networkOwner(service: ComposeService, services: readonly ComposeService[]): ComposeService | undefined {
  let owner: ComposeService | undefined = service;
  // A circle never starts; after as many steps as there are services we are in one.
  for (let steps = 0; owner !== undefined && steps <= services.length; steps++) {
    const shared: RegExpExecArray | null = /^(service|container):(.+)$/.exec(owner.networkMode?.value ?? '');
    if (shared === null) return owner;
    const [, kind, name] = shared;
    owner = services.find((each) =>
      kind === 'service' ? each.name === name : textAt(each.node, 'container_name') === name,
    );
  }
  return undefined;
}

/** Keys of the networks that a service is in: `default`, where it names none. */
export function joinedNetworks({ networks, networkMode }: ComposeService): readonly string[] {
  return networks.length === 0 && networkMode === undefined ? ['default'] : networks;
}
