import { isClearmlImage } from '../clearml/images.ts';
import type { HoconResult, HoconTree } from '../syntax/hocon/index.ts';
import { memoizeByIdentity } from '../syntax/memo.ts';
import type { Span } from '../syntax/span.ts';
import type { DotenvFile } from './compose/environment-layers.ts';
import { reach } from './compose/ports.ts';
import type { ComposeProject } from './compose/project.ts';
import { joinedNetworks } from './compose/shared-network.ts';
import type { InlineText } from './configuration/inline-text.ts';
import type { UnreadableReason } from './file-system.ts';
import type { GitView } from './git.ts';
import type { ClearmlProcess } from './processes.ts';

/** Files that belong together: a Compose project with all it reads, a configuration directory, or a lone file. */
export interface Deployment {
  readonly compose?: ComposeProject;
  /** Configuration files that a process of this deployment would load, or that stand alone. */
  readonly hocon: readonly HoconFile[];
  /** A dotenv file with no compose file beside it. */
  readonly dotenv?: DotenvFile;
  /** Server processes of ClearML and what each would hold. */
  readonly processes: readonly ClearmlProcess[];
  readonly unreadable: readonly UnreadableFile[];
  /** Which of its files git would take; files that a fix would write beside them may be asked about too. */
  readonly git: GitView;
}

export interface UnreadableFile {
  readonly uri: string;
  readonly reason: UnreadableReason | 'too-many-variables';
  /** The file's first line, as far as it is known. */
  readonly span: Span;
}

export interface HoconFile {
  readonly uri: string;
  /** Where its content stands in the configuration: `secure` for secure.conf; nothing where that can't be told. */
  readonly section: readonly string[];
  readonly tree: HoconTree;
  readonly result: HoconResult;
  /** For a text inside another file, whose `uri` is no file's: where it stands. */
  readonly inline?: InlineText;
}

/** True where something of ClearML runs or is configured: only then do rules about ClearML speak. */
export const concernsClearml = memoizeByIdentity((project: ComposeProject): boolean =>
  project.services.some(
    (service) =>
      service.roles.length > 0 ||
      isClearmlImage(service.image?.value ?? service.image?.written.text ?? '') ||
      service.environment.some((entry) => /^(?:CLEARML|TRAINS)_/.test(entry.name)),
  ),
);

/**
 * True only where nothing of the project can be reached from another machine: no service publishes beyond loopback or
 * uses the host's network, and no network is open to other projects. Whatever can't be told counts as reachable.
 */
export const isLoopbackOnly = memoizeByIdentity((project: ComposeProject): boolean => {
  if (project.partial) return false;
  return project.services.every(
    (service) =>
      (service.networkMode === undefined ||
        /^(?:bridge|none|service:.*|default)?$/.test(service.networkMode.value ?? '?')) &&
      !joinedNetworks(service).some((network) => project.openNetworks.has(network)) &&
      service.ports.every(
        (port) =>
          port.unknown === undefined &&
          port.problem === undefined &&
          port.mappings.every((mapping) => reach(mapping.hostIp) === 'loopback'),
      ),
  );
});
