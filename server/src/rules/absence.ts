import type { Deployment, HoconFile } from '../deployment/deployment.ts';
import { isSample } from '../deployment/file-kind.ts';
import type { ClearmlProcess } from '../deployment/processes.ts';
import { endOfLine } from '../fixes/lines.ts';
import type { Finding } from './finding.ts';

/**
 * The API servers of which rules may say that something is absent: none of an overlay or of a part of a project, where
 * the rest may stand elsewhere.
 */
export function apiservers({ compose, processes }: Deployment): readonly ClearmlProcess[] {
  if (compose?.partial || compose?.roots.some(isSample)) return [];
  return processes.filter(
    ({ role, service }) =>
      role === 'apiserver' && (service === undefined || service.image !== undefined || service.built),
  );
}

/**
 * Where a finding stands about what an API server lacks: at its service's key, or at the first line with something in secure.conf, else
 * of apiserver.conf.
 */
export function placeOfProcess(
  { service }: ClearmlProcess,
  { hocon }: Deployment,
  sections: readonly string[] = ['secure', 'apiserver'],
): Pick<Finding, 'at' | 'path'> | undefined {
  if (service !== undefined) return { at: service.keyAt, path: service.path };
  const file = sections.flatMap((name) => hocon.find(({ section }) => section.join('.') === name) ?? [])[0];
  return file && { at: { uri: file.uri, span: firstLine(file) }, path: '#file' };
}

/** The first line that says something, for a comment above it can speak of it; else the last comment. */
function firstLine({ tree: { text, leaves } }: HoconFile) {
  const said = leaves.find(({ kind }) => !NOTHING_SAID.has(kind)) ?? leaves.findLast(({ kind }) => kind === 'comment');
  const start = said?.span.start ?? 0;
  return { start, end: endOfLine(text, start) };
}

const NOTHING_SAID: ReadonlySet<string> = new Set(['blank', 'newline', 'comment']);
