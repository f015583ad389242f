import { loaderOf } from '../../clearml/release-loader.ts';
import type { Deployment } from '../../deployment/deployment.ts';
import type { ClearmlProcess } from '../../deployment/processes.ts';
import type { Verdict } from './unread.ts';

/** Where people mount configuration: the servers' own folders, and names that look like theirs. */
const CONFIGURATION = /^\/opt\/(?:clearml|trains)\/(?:[^/]*conf[^/]*|[^/]+\.conf)$/i;

/** Directories that a service is told to read and does not have, and those that it has and does not read. */
export function directoryVerdicts({ processes }: Deployment): readonly Verdict[] {
  return processes.flatMap((reader) => [...missingDirectories(reader), ...unreadMounts(reader)]);
}

function missingDirectories({ service, role, configuration }: ClearmlProcess): readonly Verdict[] {
  const loader = loaderOf(role, configuration.release);
  const entry = loader.directoryVariables
    .map((name) => service?.environment.find((each) => each.name === name))
    .find((each) => each !== undefined && each.value !== '');
  const missing = configuration.directories.find(({ state }) => state === 'missing');
  if (service === undefined || service.built || entry === undefined || missing?.path === undefined) return [];
  const message = [
    `Nothing is mounted at ${missing.path}`,
    `${entry.name} takes the place of the usual configuration directories, so ${service.name} reads no file at all there.`,
    'Mount the directory, or remove the variable.',
  ].join('\n');
  return [{ at: entry.at, path: entry.path, message, service }];
}

function unreadMounts({ service, configuration }: ClearmlProcess): readonly Verdict[] {
  const paths = configuration.directories.flatMap(({ path }) => path ?? []);
  if (service === undefined || service.built || configuration.directories.some(({ path }) => path === undefined))
    return [];
  return service.volumes.map(({ at, target }, index): Verdict => {
    if (!CONFIGURATION.test(target) || paths.some((path) => isWithin(path, target) || isWithin(target, path)))
      return { at, read: true };
    const message = [
      `${service.name} does not read its configuration from ${target}`,
      `It looks in ${paths.join(' and ')}, so what is mounted here has no effect.`,
      `Mount it at ${paths.at(-1) ?? 'its place'} instead.`,
    ].join('\n');
    return { at, path: `${service.path}/volumes/${index}#name`, message, service };
  });
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
