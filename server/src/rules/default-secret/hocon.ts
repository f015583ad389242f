import { publishedDefault } from '../../clearml/published-defaults.ts';
import { LOW_IMPACT, partnerSetting, SIGNS_WHEN_EMPTY, sectionOfFile } from '../../clearml/settings.ts';
import type { Setting } from '../../deployment/configuration/setting.ts';
import { type Deployment, type HoconFile, isLoopbackOnly } from '../../deployment/deployment.ts';
import { fileName } from '../../deployment/file-kind.ts';
import type { Location } from '../../deployment/location.ts';
import { type HoconAssignment, hoconAssignments } from '../../syntax/hocon/index.ts';
import { lower, type Severity } from '../finding.ts';
import type { SecretToken } from './token.ts';

/** Public values in one configuration file, also in one that does not load or where something else wins. */
export function hoconTokens(file: HoconFile, deployment: Deployment): readonly SecretToken[] {
  const section = sectionOfFile(fileName(file.uri));
  const assignments = hoconAssignments(file.tree);
  const broken = file.tree.problems.length > 0;
  const loopback = deployment.compose !== undefined && isLoopbackOnly(deployment.compose);
  const level = (severity: Severity) => (loopback && severity !== 'hint' ? lower(severity) : severity);
  const last = new Map<string, HoconAssignment>();
  for (const assignment of assignments) last.set(assignment.path.join('.'), assignment);
  return assignments.flatMap((assignment, index) => {
    const path = assignment.path.join('.');
    const setting = settingOfPath(section, path);
    const published = publishedFor(assignment, setting, broken);
    if (published === undefined) return [];
    const current = last.get(path) === assignment;
    const at = { uri: file.uri, span: assignment.contentSpan };
    const full = [...file.section, ...assignment.path];
    const note = current ? whyNotInEffect(deployment, full, at) : 'A later line of this file sets it again.';
    return [
      {
        at,
        path: current ? path : `${path}#${index}`,
        setting,
        kind: published === 'empty' ? ('secret' as const) : published.kind,
        published,
        severity: note === undefined ? level(severityOf(last, section, path, published)) : ('information' as const),
        related: [],
        ...(note !== undefined && { note }),
      },
    ];
  });
}

/** `undefined` where a process holds the value, or nobody can tell that none does. */
function whyNotInEffect({ processes }: Deployment, path: readonly string[], at: Location): string | undefined {
  if (processes.length === 0) return undefined;
  const settings = processes.map(({ configuration }) => configuration.setting(path));
  if (settings.some((setting) => setting.state === 'unknown' || isAt(setting, at))) return undefined;
  if (processes.some(({ configuration }) => configuration.starts === false)) return undefined;
  const winner = settings.find((setting) => setting.overridden.some(({ origin }) => origin?.uri === at.uri));
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

function publishedFor(
  assignment: HoconAssignment,
  setting: string,
  broken: boolean,
): SecretToken['published'] | undefined {
  if (assignment.substitutions.length > 0) return undefined;
  const text = assignment.text ?? '';
  // In a file with a syntax error the value may only look empty: a quote that is not closed.
  if (text === '') return SIGNS_WHEN_EMPTY.has(setting) && !broken ? 'empty' : undefined;
  return publishedDefault(text, setting);
}

function severityOf(
  all: ReadonlyMap<string, HoconAssignment>,
  section: string | undefined,
  path: string,
  published: SecretToken['published'],
): Severity {
  const setting = settingOfPath(section, path);
  if (published !== 'empty' && published.kind === 'key') {
    const partnerPath = partnerSetting(path);
    const partner = partnerPath === undefined ? undefined : all.get(partnerPath);
    const value = partner?.substitutions.length === 0 ? (partner.text ?? '') : '';
    if (value !== '' && publishedDefault(value) === undefined) return 'hint';
  }
  return LOW_IMPACT.has(setting) ? 'warning' : 'error';
}
