import { secretKind } from '../../clearml/secret-settings.ts';
import { settingOfVariable } from '../../clearml/settings.ts';
import type { EnvironmentEntry } from '../../deployment/compose/environment.ts';
import type { PlacedPiece } from '../../deployment/compose/model/text.ts';
import { type ComposeProject, dotenvFiles } from '../../deployment/compose/project.ts';
import type { ComposeService } from '../../deployment/compose/service.ts';
import { type Alteration, eatsDollar, variableAlteration } from './alteration.ts';
import { whyNotInEffect } from './effect.ts';
import { statementTemplate } from './in-dotenv.ts';
import { type Leaf, secretLeaves } from './leaves.ts';
import { asWritten, joinEscapes, narrow } from './pieces.ts';
import type { SecretValue } from './value.ts';

/** Every secret in the environments of a compose file, the values that come from `.env` at their place there. */
export function composeValues(project: ComposeProject): readonly SecretValue[] {
  return project.services.flatMap((service) =>
    service.environment.flatMap((entry) => entryValues({ project, service, entry })),
  );
}

interface Context {
  readonly project: ComposeProject;
  readonly service: ComposeService;
  readonly entry: EnvironmentEntry;
}

interface Found {
  readonly piece: PlacedPiece;
  readonly leaf: Leaf;
}

function entryValues(context: Context): readonly SecretValue[] {
  const { entry, project } = context;
  const setting = settingOfVariable(entry.name);
  const kind = setting === undefined ? undefined : secretKind(setting);
  const whole: readonly PlacedPiece[] = entry.text ? [{ text: entry.text.written.text, at: entry.at }] : [];
  if (kind === undefined && isPlain(entry) && whole.every(({ text }) => secretLeaves(text, setting).length === 0))
    return [];
  const pieces = entry.pieces.length > 0 ? joinEscapes(entry.pieces) : whole;
  const leaves = (candidates: readonly PlacedPiece[]): readonly Found[] =>
    candidates.flatMap((piece) => secretLeaves(piece.text, setting).map((leaf) => ({ piece, leaf })));
  const isPublished = ({ leaf }: Found) => leaf.published !== undefined;
  const alteration = kind === undefined ? undefined : alterationOf(context, pieces, setting ?? '');
  const fromDotenv = pieces.some(({ variable }) => variable !== undefined);
  const live = leaves(
    alteration === 'dollar' && fromDotenv ? pieces.flatMap((piece) => asWritten(project, piece)) : pieces,
  );
  // A value with an unescaped `$` reaches nobody unchanged, but whoever reads the file sees what was meant.
  const others = live.some(isPublished)
    ? []
    : [...whole, ...pieces.flatMap((piece) => asWritten(project, piece))].filter((each) => !isAmong(pieces, each));
  const meant = leaves(others).filter(isPublished);
  const found = meant.length > 0 ? meant : standing(context, live, alteration);
  const values = found.map((each, index) => toValue(context, each, index, alteration));
  if (entry.value === '' && kind !== undefined && entry.unset.length === 0) return [emptyValue(context, kind)];
  return [...values, ...dormantValues(context, values)];
}

/** True for a value that stands where it is, with nothing put in: most of a deployment's are, and no secret. */
function isPlain({ text, pieces }: EnvironmentEntry): boolean {
  return text?.written.text.includes('$') === false && pieces.every(({ variable }) => variable === undefined);
}

function isAmong(pieces: readonly PlacedPiece[], { text }: PlacedPiece): boolean {
  return pieces.some((piece) => piece.text === text);
}

/** Of a value put together from several places only the published parts can be told. */
function standing(
  { entry, service }: Context,
  live: readonly Found[],
  alteration: Alteration | undefined,
): readonly Found[] {
  const published = live.filter(({ leaf }) => leaf.published !== undefined);
  // Any program may have a variable of this name.
  if (entry.name.startsWith('USER_') && !service.roles.includes('webserver')) return published;
  const pieces = new Set(live.map(({ piece }) => piece));
  const one = pieces.size === 1 && entry.value !== undefined && entry.unset.length === 0;
  if (one && (entry.pieces.length === 1 || [...pieces][0]?.text === entry.text?.value)) return live;
  const { text } = entry;
  const setting = settingOfVariable(entry.name);
  if (published.length > 0 || alteration !== 'dollar' || text === undefined) return published;
  const piece: PlacedPiece = { text: text.written.text.replaceAll('$$', '$'), at: entry.at };
  return secretLeaves(piece.text, setting).map((leaf) => ({ piece, leaf }));
}

/** What becomes of the value in the compose file, in the dotenv file that it comes from, and in the server. */
function alterationOf(
  { project, service, entry }: Context,
  pieces: readonly PlacedPiece[],
  setting: string,
): Alteration | undefined {
  const [piece, ...others] = pieces;
  const template =
    piece?.variable === undefined || others.length > 0 ? undefined : statementTemplate(dotenvFiles(project), piece.at);
  const isSet = (name: string) => project.variables.lookup(name) !== undefined;
  if (template !== undefined && eatsDollar(template, isSet)) return 'dollar';
  return variableAlteration(service, entry, setting);
}

function toValue(
  context: Context,
  { piece, leaf }: Found,
  index: number,
  alteration: Alteration | undefined,
): SecretValue {
  const { project, service, entry } = context;
  const note = whyNotInEffect(service, entry);
  const fromHere = piece.variable === undefined;
  const suffix = index === 0 ? '' : `#${index}`;
  const reference = piece.reference ?? entry.via;
  return {
    at: { uri: piece.at.uri, span: narrow(project, piece, leaf.span) },
    path: (fromHere ? entry.path : (piece.variable ?? entry.name)) + suffix,
    language: fromHere ? 'compose' : 'dotenv',
    raw: piece.text.slice(leaf.span.start, leaf.span.end),
    ...identityOf(entry, leaf),
    related: reference ? [{ at: reference, message: `${service.name} reads it here as ${entry.name}` }] : [],
    ...(note === undefined && alteration !== undefined && { alteration }),
    ...(note !== undefined && { note }),
    carrier: { service, entry },
  };
}

function identityOf(entry: EnvironmentEntry, { below, kind, text, published }: Leaf) {
  const own = settingOfVariable(entry.name);
  const setting = own === undefined ? undefined : [own, ...below].join('.');
  return { setting, kind, text, ...(published && { published }) };
}

function emptyValue({ service, entry }: Context, kind: SecretValue['kind']): SecretValue {
  const note = whyNotInEffect(service, entry);
  return {
    at: entry.at,
    path: entry.path,
    language: entry.pieces.some(({ variable }) => variable !== undefined) ? 'dotenv' : 'compose',
    setting: settingOfVariable(entry.name),
    kind,
    text: '',
    raw: '',
    related: [],
    ...(note !== undefined && { note }),
    carrier: { service, entry },
  };
}

/** Defaults of `${NAME:-default}` that are not used today, because `.env` sets NAME: they come back when it goes. */
function dormantValues({ entry, service }: Context, live: readonly SecretValue[]): readonly SecretValue[] {
  const { text } = entry;
  if (text === undefined) return [];
  const { uri } = text.file;
  return text.template.parts.flatMap((part, index) => {
    if (part.kind !== 'variable' || part.argument === undefined || part.argumentSpan === undefined) return [];
    if (!part.operator?.endsWith('-')) return [];
    const span = text.written.locate(part.argumentSpan);
    if (
      span === undefined ||
      live.some((value) => value.at.uri === uri && value.at.span.start >= span.start && value.at.span.end <= span.end)
    ) {
      return [];
    }
    const written = text.written.text.slice(part.argumentSpan.start, part.argumentSpan.end);
    const leaves = secretLeaves(written, settingOfVariable(entry.name)).filter((leaf) => leaf.published !== undefined);
    return leaves.map((leaf) => ({
      at: { uri, span: { start: span.start + leaf.span.start, end: span.start + leaf.span.end } },
      path: `${entry.path}#default${index}`,
      language: 'compose' as const,
      raw: written.slice(leaf.span.start, leaf.span.end),
      ...identityOf(entry, leaf),
      related: [],
      note: `Not in effect while ${part.name} is set; it comes back when that line goes.`,
      carrier: { service, entry },
    }));
  });
}
