import { isConfigurationFile, sectionPath } from '../deployment/configuration/section-path.ts';
import type { HoconFile } from '../deployment/deployment.ts';
import type { ClearmlProcess } from '../deployment/processes.ts';
import type { Snapshot } from './snapshot.ts';

/** The configuration files that processes would load, each once; also those whose text stands inside another file. */
export function hoconFiles(snapshot: Snapshot, processes: readonly ClearmlProcess[]): readonly HoconFile[] {
  const files = new Map(processes.flatMap(({ files: own }) => own.map((file) => [file.uri, file] as const)));
  return [...files.values()].flatMap((file) => {
    if (!('text' in file) || !isConfigurationFile(file.path)) return [];
    const { uri, inline } = file;
    const parsed = hoconOf(uri, sectionPath(file.path), snapshot.hocon(uri, inline && file.text));
    return inline === undefined ? parsed : parsed.map((each) => ({ ...each, inline }));
  });
}

/** A parsed file with its place in the configuration; nothing for one that could not be read. */
export function hoconOf(
  uri: string,
  section: readonly string[],
  parsed: ReturnType<Snapshot['hocon']>,
): readonly HoconFile[] {
  return parsed === undefined ? [] : [{ uri, section, ...parsed }];
}
