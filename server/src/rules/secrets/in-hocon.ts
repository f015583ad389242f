import { publishedDefault } from '../../clearml/published-defaults.ts';
import { secretKind } from '../../clearml/secret-settings.ts';
import type { Setting } from '../../deployment/configuration/setting.ts';
import type { Deployment, HoconFile } from '../../deployment/deployment.ts';
import type { Location } from '../../deployment/location.ts';
import { type HoconAssignment, hoconAssignments, lookupHocon } from '../../syntax/hocon/index.ts';
import type { Span } from '../../syntax/span.ts';
import { type Alteration, difference } from './alteration.ts';
import type { SecretValue } from './value.ts';

/** The secrets of one configuration file, also of one that does not load or where something else wins. */
export function hoconValues(file: HoconFile, deployment: Deployment): readonly SecretValue[] {
  const section = file.section.length === 0 ? undefined : file.section.join('.');
  const assignments = hoconAssignments(file.tree);
  const last = new Map<string, HoconAssignment>();
  for (const assignment of assignments) last.set(assignment.path.join('.'), assignment);
  return assignments.flatMap((assignment, index): readonly SecretValue[] => {
    const path = assignment.path.join('.');
    const setting = settingOfPath(section, path);
    const text = assignment.substitutions.length > 0 ? '' : (assignment.text ?? '');
    const published = text === '' ? undefined : publishedDefault(text, setting);
    const kind = secretKind(setting) ?? published?.kind;
    if (kind === undefined) return [];
    const current = last.get(path) === assignment;
    const full = [...file.section, ...assignment.path];
    const alteration = current ? alterationOf(file, deployment, assignment, full) : undefined;
    // In a file with a syntax error a value may only look empty: a quote that is not closed.
    const open = assignment.substitutions.length > 0 || (text === '' && file.tree.problems.length > 0);
    if (open && alteration === undefined) return [];
    const span = alteration === 'cut' ? uncut(file, assignment.valueSpan) : assignment.contentSpan;
    const at = { uri: file.uri, span };
    const note = !current
      ? 'A later line of this file sets it again.'
      : alteration === 'unset'
        ? undefined
        : whyNotInEffect(deployment, full, at);
    const meant = alteration === undefined ? text : file.tree.text.slice(span.start, span.end);
    return [
      {
        at,
        path: current ? path : `${path}#${index}`,
        language: 'hocon',
        setting,
        kind,
        text: meant,
        raw: meant,
        ...(published && { published }),
        ...(alteration && { alteration }),
        related: [],
        ...(note !== undefined && { note }),
      },
    ];
  });
}

/** What the server makes of a value without quotes, in a file that loads. */
function alterationOf(
  { tree, result }: HoconFile,
  deployment: Deployment,
  { valueSpan, quoting, substitutions, path }: HoconAssignment,
  full: readonly string[],
): Alteration | undefined {
  if (!result.ok || quoting === 'double' || quoting === 'triple') return undefined;
  if (substitutions.length > 0) return isUnset(deployment, substitutions, full) ? 'unset' : undefined;
  const written = tree.text.slice(valueSpan.start, valueSpan.end);
  if (written !== '' && tree.text[valueSpan.end] === '#') return 'cut';
  const held = lookupHocon(result.value, path);
  return held === undefined || written === '' ? undefined : difference(written, held);
}

/** True where every process ends in the built-in value, because the variable is set nowhere. */
function isUnset(
  { processes }: Deployment,
  substitutions: HoconAssignment['substitutions'],
  path: readonly string[],
): boolean {
  const readers = processes.filter(({ role }) => role !== 'fileserver' || path[2] === 'fileserver');
  if (readers.length === 0 || substitutions.some(({ optional }) => !optional)) return false;
  return readers.every(({ configuration, service }) => {
    const setting = configuration.setting(path);
    return service !== undefined && setting.state === 'known' && setting.layer === 'built-in';
  });
}

/** A secret holds no blank: it was meant to go on to the next one. */
function uncut({ tree }: HoconFile, { start }: Span): Span {
  const [meant = ''] = /^\S+/.exec(tree.text.slice(start)) ?? [];
  return { start, end: start + meant.length };
}

/** `undefined` where a process holds the value, or nobody can tell that none does. */
function whyNotInEffect({ processes }: Deployment, path: readonly string[], at: Location): string | undefined {
  if (processes.length === 0) return undefined;
  // Lists are held as a whole.
  const index = path.findIndex((part) => /^\d+$/.test(part));
  const held = index < 0 ? path : path.slice(0, index);
  const settings = processes.map(({ configuration }) => configuration.setting(held));
  if (settings.some((setting) => setting.state === 'unknown' || isAt(setting, at))) return undefined;
  if (processes.some(({ configuration }) => configuration.starts === false)) return undefined;
  const winner = settings.find((setting) => setting.overridden().some(({ origin }) => origin?.uri === at.uri));
  if (winner?.state !== 'known') return 'ClearML Server does not read this setting here.';
  return winner.layer === 'environment'
    ? 'Not in effect: a variable of the service overrides it.'
    : 'Not in effect: another configuration file overrides it.';
}

function isAt(setting: Setting, { uri, span }: Location): boolean {
  if (setting.state !== 'known' || setting.origin?.uri !== uri) return false;
  return setting.origin.span.start <= span.end && setting.origin.span.end >= span.start;
}

/** A `secure { }` wrapper inside secure.conf is a mistake of its own; the values in it are still public. */
function settingOfPath(section: string | undefined, path: string): string {
  return section === undefined || path.startsWith(`${section}.`) ? path : `${section}.${path}`;
}
