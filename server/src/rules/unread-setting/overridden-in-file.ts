import { publishedDefault } from '../../clearml/published-defaults.ts';
import { isClosed, isKnownSetting } from '../../clearml/setting-catalogue.ts';
import type { HoconFile } from '../../deployment/deployment.ts';
import type { Location } from '../../deployment/location.ts';
import type { ClearmlProcess } from '../../deployment/processes.ts';
import { type HoconAssignment, hoconAssignments } from '../../syntax/hocon/index.ts';
import { overriddenMessage } from './messages.ts';
import type { Unread } from './unread.ts';

/** Settings of a file that a later line, another file or a variable overrides in every service that reads them. */
export function overriddenInFile(file: HoconFile, readers: readonly ClearmlProcess[]): readonly Unread[] {
  const assignments = hoconAssignments(file.tree);
  const last = new Map(assignments.map((assignment) => [assignment.path.join('.'), assignment]));
  return assignments.flatMap((assignment): readonly Unread[] => {
    const path = [...file.section, ...assignment.path];
    const text = assignment.text;
    // `default-secret` tells of a public value that is overridden.
    if (text === undefined || !isClosed(path) || publishedDefault(text, path.join('.')) !== undefined) return [];
    const later = last.get(assignment.path.join('.'));
    const winner =
      later === assignment || later === undefined
        ? overriding(file, path, text, readers)
        : laterLine(file, assignment, later);
    if (winner === undefined) return [];
    const name = path.join('.');
    return [
      {
        at: { uri: file.uri, span: assignment.keySpan },
        path: `${assignment.path.join('.')}#name`,
        message: overriddenMessage(name, winner.message),
        setting: name,
        related: [{ at: winner.at, message: 'This wins' }],
        overridden: true,
      },
    ];
  });
}

interface Winner {
  readonly at: Location;
  readonly message: string;
}

/** A later `${?X}` leaves the earlier value in force where X is not set: the usual way to write a fallback. */
function laterLine(file: HoconFile, { text }: HoconAssignment, later: HoconAssignment): Winner | undefined {
  if (later.substitutions.length > 0 || later.text === text) return undefined;
  return { at: { uri: file.uri, span: later.keySpan }, message: 'A later line of this file wins' };
}

function overriding(
  { uri }: HoconFile,
  path: readonly string[],
  text: string,
  readers: readonly ClearmlProcess[],
): Winner | undefined {
  const winners = readers
    .filter(({ role }) => isKnownSetting(role, path))
    .map(({ configuration }): Winner | undefined => {
      const held = configuration.setting(path);
      const other = held.state === 'known' && held.origin !== null && held.origin.uri !== uri ? held.origin : undefined;
      if (held.state !== 'known' || other === undefined || !held.overridden().some(({ origin }) => origin?.uri === uri))
        return undefined;
      if (held.value.kind === 'string' && held.value.value === text) return undefined;
      const message =
        held.layer === 'environment' ? 'A variable of the service wins' : 'Another configuration file wins';
      return { at: other, message };
    });
  return winners.every((winner) => winner !== undefined) ? winners[0] : undefined;
}
