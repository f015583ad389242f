import { type ComposeMap, type ComposeNode, nodeAt, textAt } from '../compose/model/node.ts';
import type { ComposeService } from '../compose/service.ts';
import type { Volume } from '../compose/volume.ts';
import type { DeploymentFiles } from '../files.ts';
import { resolvePath } from '../uri-path.ts';
import { normalPath } from './directories.ts';
import { readFile, readFolder } from './folder.ts';
import { inlineUri, scalarInline, variableText } from './inline-text.ts';
import type { ConfigurationDirectory, ConfigurationFile } from './input.ts';

/** Something mounted into a container: a directory, or one file. */
type Mount =
  | { readonly path: string; readonly directory: ConfigurationDirectory }
  | { readonly path: string; readonly file: ConfigurationFile };

/** Container paths below which nothing of ClearML's configuration stands: not worth a look. */
const DATA = /^\/(?:mnt|var|root|tmp|data|usr\/share)(?:\/|$)/;

/** Folders (URI with a slash at its end) that stand for an absolute path of a container or of another machine. */
export type StandIns = ReadonlyMap<string, string>;

/** What is known of directories that are mounted from out of reach. */
export interface OutOfReach {
  readonly standIns?: StandIns | undefined;
  /** True for a fresh installation: nothing stands in the others. */
  readonly empty?: boolean | undefined;
}

/**
 * What a service mounts that may hold configuration, by container path: bind mounts, `configs` and `secrets`. A file
 * mounted over a directory takes the place of the directory's own. Source: compose-spec 05-services.md, “volumes”,
 * “configs”, “secrets”.
 * @param root the project, where `configs` and `secrets` are declared
 */
export function containerDirectories(
  files: DeploymentFiles,
  service: ComposeService,
  root: ComposeMap | undefined,
  outOfReach: OutOfReach,
): ReadonlyMap<string, ConfigurationDirectory> {
  const volumes = service.volumes
    .filter((volume) => !DATA.test(volume.target) || isNamed(service, volume.target))
    .map((volume) => mountOfVolume(files, volume, outOfReach));
  const grants = (['configs', 'secrets'] as const).flatMap((key) => mountsOfGrants(files, service, root, key));
  const mounts = [...volumes, ...grants];
  const directories = new Map<string, ConfigurationDirectory>();
  for (const mount of mounts) if ('directory' in mount) directories.set(mount.path, mount.directory);
  for (const mount of mounts) if ('file' in mount) addFile(directories, mount.path, mount.file);
  return directories;
}

/** A variable may name any path as the place of the configuration. */
function isNamed(service: ComposeService, target: string): boolean {
  return service.environment.some(
    ({ name, value }) => /^(?:CLEARML|TRAINS)_CONFIG_DIR$/.test(name) && value?.split(':').includes(target),
  );
}

function mountOfVolume(
  files: DeploymentFiles,
  volume: Volume,
  { standIns = new Map(), empty = false }: OutOfReach,
): Mount {
  const path = normalPath(volume.target);
  const unknown = (reason: string): Mount => {
    return { path, directory: empty ? { kind: 'known', files: [] } : { kind: 'unknown', reason } };
  };
  if (volume.type === 'tmpfs') return { path, directory: { kind: 'known', files: [] } };
  const standIn = standInFor(standIns, volume.source) ?? standInFor(standIns, path);
  if (volume.type !== 'bind' && standIn === undefined) {
    return unknown(
      volume.source === '' ? 'An unnamed volume is mounted there.' : `The volume ${volume.source} is mounted there.`,
    );
  }
  const uri = standIn ?? resolvePath(volume.directory, volume.source);
  if (uri === undefined) return unknown(`${volume.source} can’t be looked into from here.`);
  if (files.folder(`${uri}/`) !== undefined) return { path, directory: readFolder(files, `${uri}/`) };
  if (files.content(uri).kind !== 'missing') return { path, file: readFile(files, { path: '', uri }) };
  return unknown(`${volume.source} is not on this machine.`);
}

/** The file or folder that stands for a path, or for a folder above it. */
function standInFor(standIns: StandIns, path: string): string | undefined {
  if (!path.startsWith('/')) return undefined;
  const wanted = normalPath(path);
  for (const [from, folder] of standIns) {
    const base = normalPath(from);
    if (wanted === base) return folder.slice(0, -1);
    if (wanted.startsWith(`${base}/`)) return resolvePath(folder, wanted.slice(base.length + 1));
  }
  return undefined;
}

function mountsOfGrants(
  files: DeploymentFiles,
  service: ComposeService,
  root: ComposeMap | undefined,
  key: 'configs' | 'secrets',
): readonly Mount[] {
  const list = nodeAt(service.node, key);
  if (list?.kind !== 'list') return [];
  return list.items.flatMap(({ value }): Mount[] => {
    const source = textAt(value) ?? textAt(value, 'source');
    if (source === undefined) return [];
    const target = textAt(value, 'target') ?? source;
    const base = key === 'secrets' ? '/run/secrets/' : '/';
    const path = normalPath(target.startsWith('/') ? target : base + target);
    return [{ path, file: grantedFile(files, nodeAt(root, key, source)) }];
  });
}

/** A config's or secret's content: a file, text in the compose file, or a variable. */
function grantedFile(files: DeploymentFiles, declared: ComposeNode | undefined): ConfigurationFile {
  const place = declared === undefined ? '' : declared.file.uri;
  const path = textAt(declared, 'file');
  if (declared !== undefined && path !== undefined) {
    const uri = resolvePath(declared.file.directory, path);
    if (uri !== undefined && files.content(uri).kind !== 'missing') return readFile(files, { path: '', uri });
    return { path: '', uri: uri ?? place, unknown: `${path} is not on this machine.` };
  }
  const content = nodeAt(declared, 'content');
  if (content?.kind === 'scalar' && content.text?.value !== undefined) {
    const { text } = content;
    return { path: '', uri: inlineUri(content.at), text: content.text.value, inline: scalarInline(text) };
  }
  const variable = textAt(declared, 'environment');
  const value = variable === undefined ? undefined : declared?.file.variables.lookup(variable);
  if (declared !== undefined && variable !== undefined && value !== undefined) {
    const at = declared.file.variables.origin(variable) ?? declared.at;
    return { path: '', uri: inlineUri(at), text: value, inline: variableText(at, value.length) };
  }
  return { path: '', uri: place, unknown: 'Its content can’t be seen from here.' };
}

function addFile(directories: Map<string, ConfigurationDirectory>, path: string, file: ConfigurationFile): void {
  const parent = normalPath(`${path}/..`);
  const owner = [...directories.keys()]
    .filter((directory) => path.startsWith(directory === '/' ? '/' : `${directory}/`))
    .sort((left, right) => right.length - left.length)[0];
  const place = owner ?? parent;
  const known = directories.get(place) ?? { kind: 'known' as const, files: [] };
  const relative = path.slice(place === '/' ? 1 : place.length + 1);
  const others = (known.files ?? []).filter((other) => other.path !== relative);
  directories.set(place, { ...known, files: [...others, { ...file, path: relative }] });
}
