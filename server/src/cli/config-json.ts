import type { ReadDeployment } from '../analysis/deployment-reader.ts';
import { masked } from '../clearml/masking.ts';
import { type PortEntry, publishedPorts } from '../deployment/compose/port-entry.ts';
import type { ComposeService } from '../deployment/compose/service.ts';
import type { LoadedConfiguration, Setting } from '../deployment/configuration/index.ts';
import type { Location } from '../deployment/location.ts';
import type { ClearmlProcess } from '../deployment/processes.ts';
import { folderOf } from '../deployment/uri-path.ts';
import { type HoconMap, type HoconValue, toPlain } from '../syntax/hocon/index.ts';
import type { Located } from './located.ts';

/** Sections whose settings are listed one by one. */
const LISTED = ['secure', 'apiserver.auth', 'services.auth', 'hosts', 'fileserver'];

/** Turns deployments into the JSON of `config --json`. */
export class ConfigJson {
  readonly #located: Located;
  readonly #reveal: boolean;

  constructor(located: Located, reveal: boolean) {
    this.#located = located;
    this.#reveal = reveal;
  }

  async write(deployments: readonly ReadDeployment[]): Promise<object> {
    return { version: 1, deployments: await Promise.all(deployments.map((each) => this.#deployment(each))) };
  }

  async #deployment({ key, deployment, files }: ReadDeployment): Promise<object> {
    const { compose, processes } = deployment;
    const problems = (compose?.problems() ?? []).map(async ({ at, message }) => ({
      ...(await this.#place(at)),
      message,
    }));
    const services = compose
      ? compose.services.map(async (service) => [service.name, await this.#service(service, processes)] as const)
      : processes.map(async (process) => [process.role, await this.#process(process)] as const);
    return {
      root: this.#located.path(compose ? folderOf(compose.roots[0] ?? key) : key) || '.',
      files: files.map((uri) => this.#located.path(uri)),
      errors: await Promise.all(problems),
      services: Object.fromEntries(await Promise.all(services)),
    };
  }

  async #service(service: ComposeService, processes: readonly ClearmlProcess[]): Promise<object> {
    const { active, image, ports, environment } = service;
    const held = processes.find((process) => process.service === service);
    const variables = environment.map(({ name, value }) => [
      name,
      value === undefined ? null : this.#mask(name, value),
    ]);
    return {
      active,
      image: image?.value ?? null,
      ports: await this.#ports(ports),
      environment: Object.fromEntries(variables),
      ...(held && (await this.#process(held))),
    };
  }

  async #ports(entries: readonly PortEntry[]): Promise<readonly object[]> {
    return Promise.all(
      publishedPorts(entries).map(async ({ hostIp, published, target, protocol, entry }) => {
        return { hostIp, published, target, protocol, origin: await this.#place(entry.at) };
      }),
    );
  }

  async #process({ role, configuration }: ClearmlProcess): Promise<object> {
    const { release, starts, errors, tree } = configuration;
    const held = tree();
    const listed = LISTED.flatMap((section) => leavesAt(held, section.split('.')));
    const settings = listed.map(async (path) => [path.join('.'), await this.#setting(configuration, path)] as const);
    return {
      role,
      release: release.name,
      starts,
      errors: await Promise.all(
        errors.map(async ({ location, message }) => ({ ...(location && (await this.#place(location))), message })),
      ),
      settings: Object.fromEntries(await Promise.all(settings)),
      tree: this.#maskTree(toPlain(held), ''),
    };
  }

  async #setting(configuration: LoadedConfiguration, path: readonly string[]): Promise<object> {
    const setting: Setting = configuration.setting(path);
    const overridden = setting.overridden().map(async ({ layer, origin }) => {
      return { layer, origin: origin && (await this.#place(origin)) };
    });
    const rest = { overridden: await Promise.all(overridden) };
    if (setting.state === 'unset')
      return { layer: 'unknown', reason: 'Nothing sets it.', origin: null, via: [], ...rest };
    const origin = setting.origin && (await this.#place(setting.origin));
    if (setting.state === 'unknown') return { layer: 'unknown', reason: setting.reason, origin, via: [], ...rest };
    const via = await Promise.all(setting.via.map((each) => this.#place(each)));
    return {
      value: this.#maskTree(toPlain(setting.value), path.join('.')),
      layer: setting.layer,
      origin,
      via,
      ...rest,
    };
  }

  #mask(name: string, value: string): string {
    return this.#reveal ? value : masked(name, value);
  }

  /** Masks the texts and numbers of a value by the paths that they stand at. */
  #maskTree(value: unknown, path: string): unknown {
    if (this.#reveal) return value;
    if (typeof value === 'string') return masked(path, value);
    if (typeof value === 'number') {
      const shown = masked(path, String(value));
      return shown === String(value) ? value : shown;
    }
    if (Array.isArray(value)) return value.map((each) => this.#maskTree(each, path));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, each]) => [
      key,
      this.#maskTree(each, path === '' ? key : `${path}.${key}`),
    ]);
    return Object.fromEntries(entries);
  }

  async #place(at: Location): Promise<{ readonly file: string; readonly range: object }> {
    return { file: this.#located.path(at.uri), range: await this.#located.range(at) };
  }
}

/** Paths of everything that is no object, below a path. */
function leavesAt(tree: HoconMap, path: readonly string[]): readonly (readonly string[])[] {
  let at: HoconValue | undefined = tree;
  for (const key of path) at = at?.kind === 'map' ? at.entries.get(key) : undefined;
  return at === undefined ? [] : leaves(at, path);
}

function leaves(value: HoconValue, path: readonly string[]): readonly (readonly string[])[] {
  if (value.kind !== 'map') return [path];
  return [...value.entries].flatMap(([key, below]) => leaves(below, [...path, key]));
}
