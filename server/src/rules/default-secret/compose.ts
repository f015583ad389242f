import {
  isServerVariable,
  LOW_IMPACT,
  partnerSetting,
  SIGNS_WHEN_EMPTY,
  settingOfVariable,
} from '../../clearml/settings.ts';
import type { EnvironmentEntry } from '../../deployment/compose/environment.ts';
import type { PlacedPiece } from '../../deployment/compose/model/text.ts';
import type { ComposeProject } from '../../deployment/compose/project.ts';
import type { ComposeService } from '../../deployment/compose/service.ts';
import { storeOfImage } from '../../deployment/datastore/stores.ts';
import { isLoopbackOnly } from '../../deployment/deployment.ts';
import { lower, type Severity } from '../finding.ts';
import { type Match, matchPublished } from './match.ts';
import { asWritten, joinEscapes, narrow } from './pieces.ts';
import type { SecretToken } from './token.ts';

/** Every public value in the environments of a compose file, the values that come from `.env` at their place there. */
export function composeTokens(project: ComposeProject): readonly SecretToken[] {
  const loopback = isLoopbackOnly(project);
  return project.services.flatMap((service) =>
    service.environment.flatMap((entry) => entryTokens(project, service, entry, loopback)),
  );
}

function entryTokens(
  project: ComposeProject,
  service: ComposeService,
  entry: EnvironmentEntry,
  loopback: boolean,
): readonly SecretToken[] {
  const setting = settingOfVariable(entry.name);
  const whole: readonly PlacedPiece[] = entry.text ? [{ text: entry.text.written.text, at: entry.at }] : [];
  const pieces = entry.pieces.length > 0 ? joinEscapes(entry.pieces) : whole;
  const matches = (candidates: readonly PlacedPiece[]) =>
    candidates.flatMap((piece) => matchPublished(piece.text, setting).map((match) => ({ piece, match })));
  const found = matches(pieces);
  // A value with an unescaped `$` reaches nobody unchanged, but whoever reads the file sees what was meant.
  const meant = found.length > 0 ? found : matches([...whole, ...pieces.flatMap((piece) => asWritten(project, piece))]);
  const tokens = meant.map(({ piece, match }, index) => token(project, service, entry, piece, match, index, loopback));
  const empty = setting !== undefined && SIGNS_WHEN_EMPTY.has(setting) && /^(?:""|'')?$/.test(entry.value ?? '?');
  if (!empty || entry.unset.length > 0) return [...tokens, ...dormantTokens(entry, tokens, service)];
  return [
    {
      at: entry.at,
      path: entry.path,
      setting,
      kind: 'secret',
      published: 'empty',
      severity: loopback ? 'warning' : 'error',
      related: [],
      carrier: { service, entry },
    },
  ];
}

/** Defaults of `${NAME:-default}` that are not used today, because `.env` sets NAME: they come back when it goes. */
function dormantTokens(
  entry: EnvironmentEntry,
  live: readonly SecretToken[],
  service: ComposeService,
): readonly SecretToken[] {
  const { text } = entry;
  if (text === undefined) return [];
  const { uri } = text.file;
  return text.template.parts.flatMap((part, index) => {
    if (part.kind !== 'variable' || part.argument === undefined || part.argumentSpan === undefined) return [];
    if (!part.operator?.endsWith('-')) return [];
    const span = text.written.locate(part.argumentSpan);
    if (
      span === undefined ||
      live.some((token) => token.at.uri === uri && token.at.span.start >= span.start && token.at.span.end <= span.end)
    ) {
      return [];
    }
    const written = text.written.text.slice(part.argumentSpan.start, part.argumentSpan.end);
    return matchPublished(written, settingOfVariable(entry.name)).map((match) => ({
      at: { uri, span: { start: span.start + match.span.start, end: span.start + match.span.end } },
      path: `${entry.path}#default${index}`,
      ...settingAndKind(entry, match),
      severity: 'information' as const,
      related: [],
      note: `Not in effect while ${part.name} is set; it comes back when that line goes.`,
      carrier: { service, entry },
    }));
  });
}

function token(
  project: ComposeProject,
  service: ComposeService,
  entry: EnvironmentEntry,
  piece: PlacedPiece,
  match: Match,
  index: number,
  loopback: boolean,
): SecretToken {
  const note = whyNotInEffect(service, entry);
  const identity = settingAndKind(entry, match);
  const fromHere = piece.variable === undefined;
  const level = note === undefined ? severityOf(service, entry, match, loopback) : 'information';
  const suffix = index === 0 ? '' : `#${index}`;
  const reference = piece.reference ?? entry.via;
  return {
    at: { uri: piece.at.uri, span: narrow(project, piece, match) },
    path: fromHere ? entry.path + suffix : (piece.variable ?? entry.name) + suffix,
    ...identity,
    severity: level,
    related: reference ? [{ at: reference, message: `${service.name} reads it here as ${entry.name}` }] : [],
    ...(note !== undefined && { note }),
    carrier: { service, entry },
  };
}

function settingAndKind(entry: EnvironmentEntry, match: Match) {
  const own = settingOfVariable(entry.name);
  const setting = own === undefined ? undefined : [own, ...match.below].join('.');
  return { setting, kind: match.published.kind, published: match.published };
}

function severityOf(service: ComposeService, entry: EnvironmentEntry, match: Match, loopback: boolean): Severity {
  const setting = settingOfVariable(entry.name);
  if (match.published.kind === 'key' && setting !== undefined && hasFreshPartner(service, setting)) return 'hint';
  const level = setting !== undefined && LOW_IMPACT.has(setting) ? 'warning' : 'error';
  return loopback ? lower(level) : level;
}

/** A key is only a name: with a secret of one's own beside it, knowing it gives nothing. */
function hasFreshPartner(service: ComposeService, setting: string): boolean {
  const partner = partnerSetting(setting);
  const entry = service.environment.find((other) => settingOfVariable(other.name) === partner);
  const value = entry?.value;
  if (entry === undefined || value === undefined || value === '') return false;
  const written = entry.text?.written.text ?? '';
  return matchPublished(value, partner).length === 0 && matchPublished(written, partner).length === 0;
}

function whyNotInEffect(service: ComposeService, entry: EnvironmentEntry): string | undefined {
  const setting = settingOfVariable(entry.name);
  if (setting === undefined) return 'No ClearML service is known to read this variable.';
  if (!isServerVariable(entry.name)) {
    const web = /^USER_(?:KEY|SECRET)$/.test(entry.name);
    return web && service.roles.length > 0 && !service.roles.includes('webserver')
      ? 'Only the web server reads this variable.'
      : undefined;
  }
  if (service.roles.length === 1 && service.roles[0] === 'webserver')
    return 'The web server does not read this variable.';
  if (storeOfImage(service.image?.value ?? '') !== undefined) return `${service.name} does not read this variable.`;
  const rivals = service.environment.filter(
    (other) => settingOfVariable(other.name) === setting && isServerVariable(other.name),
  );
  const winner = rivals
    .map((other) => other.name)
    .sort(byLoadOrder)
    .at(-1);
  return winner === entry.name ? undefined : `Overridden by ${winner} in the same service.`;
}

/** TRAINS__ before CLEARML__, then byte order: the loader's order, in which the last one wins (apiserver/config/basic.py). */
function byLoadOrder(left: string, right: string): number {
  const group = (name: string) => (name.startsWith('TRAINS__') ? 0 : 1);
  return group(left) - group(right) || (left < right ? -1 : left > right ? 1 : 0);
}
