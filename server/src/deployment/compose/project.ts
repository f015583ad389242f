import { isMap } from 'yaml';
import { entriesOf, entryOf, isNull, type YamlTree } from '../../syntax/yaml/index.ts';
import type { ProjectEnvironment } from './project-environment.ts';
import { type ComposeService, readService } from './service.ts';

/** One compose file as Docker Compose would read it, with the `.env` beside it. */
export interface ComposeProject {
  readonly uri: string;
  readonly tree: YamlTree;
  readonly environment: ProjectEnvironment;
  /** In the file's order; a service of several YAML documents is one service with the parts of each. */
  readonly services: readonly ComposeService[];
  /** Keys of networks that other projects or the local network reach: `external`, macvlan, ipvlan. */
  readonly openNetworks: ReadonlySet<string>;
  /** True where other files add to this one (`include`, `extends`, an override): what is absent here proves nothing. */
  readonly partial: boolean;
}

/** Reads the services of a compose file. Never throws; what has an unexpected shape is left out. */
export function readProject(uri: string, tree: YamlTree, environment: ProjectEnvironment): ComposeProject {
  const services = new Map<string, ComposeService>();
  const openNetworks = new Set<string>();
  tree.roots.forEach((root, document) => {
    for (const entry of entriesOf(tree, entryOf(tree, root, 'services')?.value)) {
      if (!isMap(entry.value)) continue;
      const path = document === 0 ? `services/${entry.key}` : `${document}/services/${entry.key}`;
      const part = readService({ uri, tree, environment, path }, entry);
      const before = services.get(entry.key);
      services.set(entry.key, before === undefined ? part : joinParts(before, part));
    }
    for (const entry of entriesOf(tree, entryOf(tree, root, 'networks')?.value)) {
      const driver = entryOf(tree, entry.value, 'driver')?.value;
      const external = entryOf(tree, entry.value, 'external');
      const open = /^["']?(?:macvlan|ipvlan)/.test(driver ? String(driver) : '');
      if (open || (external !== undefined && !isNull(external.value) && String(external.value) !== 'false')) {
        openNetworks.add(entry.key);
      }
    }
  });
  const partial =
    /\.override\.ya?ml$/i.test(uri) ||
    tree.problems.length > 0 ||
    tree.roots.some((root) => entryOf(tree, root, 'include') !== undefined) ||
    [...services.values()].some((service) => entryOf(tree, service.node, 'extends') !== undefined);
  return { uri, tree, environment, services: [...services.values()], openNetworks, partial };
}

/** A later YAML document of the same stream is merged over the earlier: lists append, single values are replaced. */
function joinParts(base: ComposeService, over: ComposeService): ComposeService {
  const environment = [
    ...base.environment.filter((old) => !over.environment.some((entry) => entry.name === old.name)),
    ...over.environment,
  ];
  return {
    ...base,
    ...over,
    image: over.image ?? base.image,
    networkMode: over.networkMode ?? base.networkMode,
    built: base.built || over.built,
    roles: over.roles.length > 0 ? over.roles : base.roles,
    command: over.command.length > 0 ? over.command : base.command,
    networks: [...new Set([...base.networks, ...over.networks])],
    ports: [...base.ports, ...over.ports],
    environment,
  };
}
