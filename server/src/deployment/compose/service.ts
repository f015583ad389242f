import { isMap, isSeq, type YAMLMap } from 'yaml';
import { isServerImage } from '../../clearml/images.ts';
import { type Role, roleOfName, rolesOfCommand } from '../../clearml/roles.ts';
import type { Span } from '../../syntax/span.ts';
import { entriesOf, entryOf, isNull, itemsOf, spanOf, type YamlEntry } from '../../syntax/yaml/index.ts';
import { type EnvironmentEntry, readEnvironment } from './environment.ts';
import { type PortEntry, readPorts } from './port-entry.ts';
import { type ComposeText, type ReadContext, readText } from './text.ts';

/** What one compose file says of one service. */
export interface ComposeService {
  readonly name: string;
  readonly keySpan: Span;
  /** `services/redis`. */
  readonly path: string;
  readonly node: YAMLMap;
  readonly image: ComposeText | undefined;
  readonly built: boolean;
  /** Entrypoint and command, split into words. */
  readonly command: readonly string[];
  /** ClearML Server roles; none for every other service. */
  readonly roles: readonly Role[];
  readonly environment: readonly EnvironmentEntry[];
  readonly ports: readonly PortEntry[];
  readonly networkMode: ComposeText | undefined;
  readonly networks: readonly string[];
  /** Only started when one of these profiles is asked for; empty = always. */
  readonly profiles: readonly string[];
  /** True where `env_file` may set what `environment` does not. */
  readonly hasEnvFile: boolean;
  /** Container paths of `volumes`, `configs` and `secrets` entries, where they can be told. */
  readonly mounts: readonly string[];
}

export function readService(context: ReadContext, entry: YamlEntry): ComposeService {
  const { tree } = context;
  const keys = new Map(entriesOf(tree, entry.value).map((key) => [key.key, key]));
  const textOf = (key: string) => readText(context, keys.get(key)?.value ?? null);
  const image = textOf('image');
  const built = keys.has('build');
  const command = [...words(context, keys.get('entrypoint')), ...words(context, keys.get('command'))];
  const container = textOf('container_name')?.value;
  const profiles = itemsOf(tree, keys.get('profiles')?.value).flatMap(
    ({ node }) => readText(context, node)?.value ?? [],
  );
  return {
    name: entry.key,
    keySpan: spanOf(entry.keyNode),
    path: context.path,
    node: entry.value as YAMLMap,
    image,
    built,
    command,
    roles: rolesOf(entry.key, container, image?.value, command),
    environment: readEnvironment(context, keys.get('environment')?.value),
    ports: readPorts(context, keys.get('ports')),
    networkMode: textOf('network_mode'),
    networks: namesOf(context, keys.get('networks')),
    profiles,
    hasEnvFile: !isNull(keys.get('env_file')?.value),
    mounts: ['volumes', 'configs', 'secrets'].flatMap((key) => mountTargets(context, keys.get(key))),
  };
}

/** A role needs a server image or a command that only ClearML's images know; a name alone gives none. */
function rolesOf(name: string, container: string | undefined, image: string | undefined, command: readonly string[]) {
  const roles = rolesOfCommand(command);
  const server = image !== undefined && isServerImage(image);
  if (roles.length > 0 || !server || command.length > 0) {
    return server || image === undefined || roles.length > 0 ? roles : [];
  }
  const byName = roleOfName(name) ?? (container === undefined ? undefined : roleOfName(container));
  return byName === undefined ? [] : [byName];
}

/** A command in list form, or in string form split at blanks: quoting does not matter for the words we look for. */
function words(context: ReadContext, entry: YamlEntry | undefined): readonly string[] {
  if (entry === undefined) return [];
  if (isSeq(entry.value)) {
    return itemsOf(context.tree, entry.value).map(({ node }) => textOrWritten(readText(context, node)));
  }
  const text = textOrWritten(readText(context, entry.value)).trim();
  return text === '' ? [] : text.split(/\s+/);
}

function textOrWritten(text: ComposeText | undefined): string {
  return text?.value ?? text?.written.text ?? '';
}

function namesOf(context: ReadContext, entry: YamlEntry | undefined): readonly string[] {
  if (isMap(entry?.value)) return entriesOf(context.tree, entry.value).map((key) => key.key);
  return itemsOf(context.tree, entry?.value).flatMap(({ node }) => readText(context, node)?.value ?? []);
}

function mountTargets(context: ReadContext, entry: YamlEntry | undefined): readonly string[] {
  return itemsOf(context.tree, entry?.value).flatMap(({ node }) => {
    const target = isMap(node) ? entryOf(context.tree, node, 'target')?.value : node;
    const text = readText(context, target ?? null)?.value;
    if (text === undefined) return [];
    // host:container[:mode]; from the right, for Windows hosts have a colon of their own.
    const parts = isMap(node)
      ? [text]
      : text.replace(/:(?:ro|rw|z|Z|cached|delegated|consistent)(?:,\w+)*$/, '').split(':');
    return parts.slice(-1);
  });
}
