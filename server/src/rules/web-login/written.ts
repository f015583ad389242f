import { settingOfVariable } from '../../clearml/settings.ts';
import type { ComposeProject } from '../../deployment/compose/project.ts';
import type { KnownSetting } from '../../deployment/configuration/index.ts';
import type { Deployment } from '../../deployment/deployment.ts';
import type { Location } from '../../deployment/location.ts';
import type { ClearmlProcess } from '../../deployment/processes.ts';
import { FIXED_USERS } from '../../deployment/web-login.ts';
import { type HoconTree, parseHocon } from '../../syntax/hocon/index.ts';
import type { Span } from '../../syntax/span.ts';
import { joinEscapes, narrow } from '../secrets/pieces.ts';

/** The HOCON text in which the users are written: a file, or the value of a variable. */
export interface WrittenUsers {
  readonly tree: HoconTree;
  readonly uri: string;
  /** Where a stretch of the HOCON text stands in its file; the nearest place where it does not stand there as it is. */
  readonly placeOf: (span: Span) => Location;
  /** True where the file holds the HOCON text character by character: it can be edited. */
  readonly exact: boolean;
  /** Where the list stands in the HOCON text. */
  readonly list: readonly string[];
  /** How a finding's path begins. */
  readonly path: string;
}

/** Finds the text that gave a process its users. `undefined` where it is put together from several places. */
export function writtenUsers(
  { hocon, compose }: Deployment,
  process: ClearmlProcess,
  { layer, origin, value }: KnownSetting,
): WrittenUsers | undefined {
  if (origin === null || layer === 'built-in') return undefined;
  if (layer === 'environment') return compose && inVariable(compose, process, origin);
  const file = hocon.find(({ uri }) => uri === origin.uri);
  if (file === undefined || value.origin?.uri !== undefined) return undefined;
  const { tree, uri, section } = file;
  const below = FIXED_USERS.split('.').slice(section.length);
  const list = [...below, 'users'];
  return { tree, uri, placeOf: (span) => ({ uri, span }), exact: true, list, path: below.join('.') };
}

const LIST = `${FIXED_USERS}.users`;
const PREFIX = `${LIST}: `;

function inVariable(compose: ComposeProject, { service }: ClearmlProcess, origin: Location): WrittenUsers | undefined {
  const entry = service?.environment.find(
    ({ name, at, pieces }) =>
      settingOfVariable(name) === LIST && [at, ...pieces.map((piece) => piece.at)].some((each) => isSame(each, origin)),
  );
  const [piece, ...others] = joinEscapes(entry?.pieces ?? []);
  if (entry === undefined || piece === undefined || others.length > 0) return undefined;
  const { uri, span } = piece.at;
  const placeOf = ({ start, end }: Span) => ({
    uri,
    span: narrow(compose, piece, { start: start - PREFIX.length, end: end - PREFIX.length }),
  });
  const exact = span.end - span.start === piece.text.length;
  const path = piece.variable ?? entry.path;
  return { tree: parseHocon(PREFIX + piece.text), uri, placeOf, exact, list: LIST.split('.'), path };
}

function isSame(left: Location, right: Location): boolean {
  return left.uri === right.uri && left.span.start === right.span.start;
}
