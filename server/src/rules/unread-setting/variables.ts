import { isClearmlImage, isServerImage } from '../../clearml/images.ts';
import { publishedDefault } from '../../clearml/published-defaults.ts';
import { loaderOf } from '../../clearml/release-loader.ts';
import { isClosed, isKnownSetting, maybeReads, SECTIONS } from '../../clearml/setting-catalogue.ts';
import type { EnvironmentEntry } from '../../deployment/compose/environment.ts';
import type { ComposeProject } from '../../deployment/compose/project.ts';
import type { ComposeService } from '../../deployment/compose/service.ts';
import { storeOfImage } from '../../deployment/datastore/stores.ts';
import type { Deployment } from '../../deployment/deployment.ts';
import type { Location } from '../../deployment/location.ts';
import type { ClearmlProcess } from '../../deployment/processes.ts';
import { moveFixes, removeFix, renameFixes } from './fixes.ts';
import {
  misspeltMessage,
  overriddenMessage,
  releaseMessage,
  wrongRoleMessage,
  wrongServiceMessage,
} from './messages.ts';
import { meantSetting, nameOf, readName } from './names.ts';
import type { Unread, Verdict } from './unread.ts';

/** What the services of a project read of the variables that they get. */
export function variableVerdicts(compose: ComposeProject, deployment: Deployment): readonly Verdict[] {
  return compose.services.flatMap((service) => {
    const own = deployment.processes.filter((each) => each.service === service);
    const winners = winnersOf(own);
    return service.environment.flatMap((entry): readonly Verdict[] => {
      if (!/^(?:clearml|trains)_/i.test(entry.name)) return [];
      const at = placeOfName(service, entry);
      const unread = reasonOf({ deployment, service, own, winners, entry });
      if (unread === undefined) return [{ at, read: true }];
      return [{ at, path: `${entry.path}#name`, service, ...unread }];
    });
  });
}

/** A variable of an env file is known by its value's place; its name stands before it. */
function placeOfName(service: ComposeService, { name, nameAt, via, source }: EnvironmentEntry): Location {
  if (source !== 'env_file') return nameAt;
  const reference = service.envFiles.find((each) => each.at === via);
  const statement = reference?.file?.tree.statements.findLast((each) => each.name === name);
  return statement === undefined ? nameAt : { uri: nameAt.uri, span: statement.nameSpan };
}

/** One variable of one service. */
export interface Carried {
  readonly deployment: Deployment;
  readonly service: ComposeService;
  readonly own: readonly ClearmlProcess[];
  /** By setting, the variable that the loader takes last. */
  readonly winners: ReadonlyMap<string, string>;
  readonly entry: EnvironmentEntry;
}

type Reason = Pick<Unread, 'message' | 'setting' | 'related' | 'overridden' | 'fixes'>;

/** `undefined` for a variable that has effect, or may have. */
function reasonOf(carried: Carried): Reason | undefined {
  const { own, entry, service } = carried;
  if (entry.name === 'CLEARML_CONFIG_PATH') return own.length === 0 ? undefined : configPath(carried);
  const name = readName(entry.name);
  if (name === undefined) return undefined;
  if (own.length === 0) {
    const known = name.kind === 'setting' && SECTIONS.has(name.path[0] ?? '');
    return known && readsNone(service) ? onWrongService(carried, name.path) : undefined;
  }
  if (name.kind === 'misspelt') {
    return {
      message: misspeltMessage(entry.name, name.correct),
      fixes: () => renameFixes(carried, name.correct, name.path),
    };
  }
  return ofSetting(carried, name.path);
}

function configPath(carried: Carried): Reason {
  const message = [
    'Nothing reads CLEARML_CONFIG_PATH',
    'ClearML Server looks for its configuration where CLEARML_CONFIG_DIR says, else in /opt/clearml/config.',
    'Remove it, or use CLEARML_CONFIG_DIR.',
  ].join('\n');
  return { message, fixes: () => removeFix(carried) };
}

/** Of an image that nobody knows nobody can tell what it reads. */
function readsNone({ image, roles }: ComposeService): boolean {
  if (roles.length > 0) return true;
  const reference = image?.value ?? '';
  return storeOfImage(reference) !== undefined || (isClearmlImage(reference) && !isServerImage(reference));
}

function onWrongService(carried: Carried, path: readonly string[]): Reason {
  const { service, entry } = carried;
  const readers = readersOf(carried.deployment, path);
  return {
    message: wrongServiceMessage(entry.name, service.name, [...new Set(readers.map((each) => each.name))]),
    setting: path.join('.'),
    fixes: () => moveFixes(carried, path, readers),
  };
}

function readersOf({ processes }: Deployment, path: readonly string[]): readonly ComposeService[] {
  const reading = processes.filter(({ role }) => role !== 'async_delete' && isKnownSetting(role, path));
  return reading.flatMap(({ service }) => service ?? []);
}

function ofSetting(carried: Carried, path: readonly string[]): Reason | undefined {
  const { own, entry, deployment, service } = carried;
  const roles = own.map(({ role }) => role);
  const setting = path.join('.');
  const release = unreadByRelease(own, entry.name);
  if (release !== undefined) return { message: releaseMessage(entry.name, release), setting };
  if (roles.some((role) => isKnownSetting(role, path) && isSpelt(path))) return overridden(carried, path);
  const other = (['apiserver', 'fileserver'] as const).find((role) => isKnownSetting(role, path));
  if (other !== undefined && isSpelt(path)) {
    if (roles.some((role) => maybeReads(role, path))) return undefined;
    const readers = readersOf(deployment, path);
    const fixes = () => moveFixes(carried, path, readers);
    return { message: wrongRoleMessage(entry.name, service.name, other), setting, fixes };
  }
  const meant = meantSetting(path);
  if (meant === undefined && !isClosed(path)) return undefined;
  const correct = meant && nameOf(entry.name.slice(0, entry.name.indexOf('__')), meant.split('.'), entry.name);
  return {
    message: misspeltMessage(entry.name, correct),
    fixes: () =>
      correct === undefined || meant === undefined
        ? removeFix(carried)
        : renameFixes(carried, correct, meant.split('.')),
  };
}

/** An account of one's own may have any name, but one that differs from a built-in one by a letter is a slip. */
function isSpelt(path: readonly string[]): boolean {
  return path[1] !== 'credentials' || path.length < 4 || meantSetting(path) === undefined;
}

function unreadByRelease(own: readonly ClearmlProcess[], name: string): string | undefined {
  const unread = own.filter(({ role, configuration: { release } }) => {
    return !release.assumed && !loaderOf(role, release).prefixes.some((prefix) => name.startsWith(prefix));
  });
  return unread.length === own.length ? unread[0]?.configuration.release.name : undefined;
}

/** Of two names for one path the loader takes the later: TRAINS__ before CLEARML__, upper case before lower case. */
function winnersOf([first]: readonly ClearmlProcess[]): ReadonlyMap<string, string> {
  const winners = new Map<string, string>();
  for (const { source } of first?.configuration.statements ?? []) {
    const read = source.variable && readName(source.variable.name);
    if (read?.kind === 'setting' && source.variable) winners.set(read.path.join('.'), source.variable.name);
  }
  return winners;
}

function overridden({ winners, entry, service }: Carried, path: readonly string[]): Reason | undefined {
  const setting = path.join('.');
  const last = winners.get(setting);
  if (last === undefined || last === entry.name) return undefined;
  const winner = service.environment.find(({ name }) => name === last);
  // `default-secret` tells of a public value that is overridden.
  if (winner === undefined || winner.value === entry.value || publishedDefault(entry.value ?? '', setting))
    return undefined;
  return {
    message: overriddenMessage(entry.name, `${last} of the same service wins`),
    setting,
    related: [{ at: winner.nameAt, message: `${last} wins` }],
    overridden: true,
    fixes: () => removeFix({ service, entry }),
  };
}
