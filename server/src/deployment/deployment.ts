import { isClearmlImage } from '../clearml/images.ts';
import type { DotenvTree } from '../syntax/dotenv/index.ts';
import type { HoconResult, HoconTree } from '../syntax/hocon/index.ts';
import type { Span } from '../syntax/span.ts';
import { reach } from './compose/ports.ts';
import type { ComposeProject } from './compose/project.ts';
import type { UnreadableReason } from './file-system.ts';

/** Files that belong together: a compose file with the `.env` beside it, or one file that stands alone. */
export interface Deployment {
  readonly compose?: ComposeProject;
  readonly hocon?: HoconFile;
  /** A dotenv file with no compose file beside it. */
  readonly dotenv?: { readonly uri: string; readonly tree: DotenvTree };
  readonly unreadable: readonly UnreadableFile[];
}

export interface UnreadableFile {
  readonly uri: string;
  readonly reason: UnreadableReason;
  /** The file's first line, as far as it is known. */
  readonly span: Span;
}

export interface HoconFile {
  readonly uri: string;
  readonly tree: HoconTree;
  readonly result: HoconResult;
}

/** True where something of ClearML runs or is configured: only then do rules about ClearML speak. */
export function concernsClearml(project: ComposeProject): boolean {
  return project.services.some(
    (service) =>
      service.roles.length > 0 ||
      isClearmlImage(service.image?.value ?? service.image?.written.text ?? '') ||
      service.environment.some((entry) => /^(?:CLEARML|TRAINS)_/.test(entry.name)),
  );
}

/**
 * True only where nothing of the project can be reached from another machine: no service publishes beyond loopback or
 * uses the host's network, and no network is open to other projects. Whatever can't be told counts as reachable.
 */
export function isLoopbackOnly(project: ComposeProject): boolean {
  if (project.partial) return false;
  return project.services.every(
    (service) =>
      (service.networkMode === undefined ||
        /^(?:bridge|none|service:.*|default)?$/.test(service.networkMode.value ?? '?')) &&
      !service.networks.some((network) => project.openNetworks.has(network)) &&
      service.ports.every(
        (port) =>
          port.unknown === undefined &&
          port.problem === undefined &&
          port.mappings.every((mapping) => reach(mapping.hostIp) === 'loopback'),
      ),
  );
}
