import { createChecker } from '../../../server/src/analysis/checker.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/analysis/settings.ts';
import { PLACEHOLDERS } from '../../../server/src/clearml/secrets.ts';
import { applyEdits, type Fix } from '../../../server/src/fixes/fix.ts';
import type { Finding } from '../../../server/src/rules/finding.ts';
import { memoryFiles } from '../../memory-files.ts';

const FOLDER = 'memory:/deployment/';

/** What one rule says of a folder, with a look at its files. */
export interface Found {
  readonly findings: readonly Finding[];
  /** The text that stands at a place. */
  readonly textAt: (at: Finding['at']) => string;
  /** The files that a fix changes or makes, as they are afterwards; a fresh secret is one capital letter. */
  readonly after: (fix: Fix | undefined) => Readonly<Record<string, string>>;
}

/** Checks files of one folder; a text alone is its compose file. */
export async function found(rule: string, input: string | Readonly<Record<string, string>>): Promise<Found> {
  const named = typeof input === 'string' ? { 'docker-compose.yml': input } : input;
  const files = Object.fromEntries(Object.entries(named).map(([name, text]) => [FOLDER + name, text]));
  const { findings } = await createChecker(memoryFiles(files)).check(Object.keys(files), DEFAULT_SETTINGS);
  return {
    findings: findings.filter((finding) => finding.rule === rule),
    textAt: ({ uri, span }) => (files[uri] ?? '').slice(span.start, span.end),
    after: (fix) =>
      Object.fromEntries(
        (fix?.edits(PLACEHOLDERS) ?? []).map(({ uri, edits }) => [
          uri.slice(FOLDER.length),
          applyEdits(files[uri] ?? '', edits),
        ]),
      ),
  };
}

/** A compose file with an API server, so that it is one of ClearML's, and other services. */
export function withServices(services: string): string {
  return `services:\n  apiserver: {image: clearml/server:2.3.0, command: apiserver}\n${services}`;
}
