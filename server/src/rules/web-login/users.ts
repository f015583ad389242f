import type { KnownSetting } from '../../deployment/configuration/index.ts';
import type { Deployment } from '../../deployment/deployment.ts';
import { isSample } from '../../deployment/file-kind.ts';
import type { Location } from '../../deployment/location.ts';
import type { ClearmlProcess } from '../../deployment/processes.ts';
import { FIXED_USERS, isTrue, webLoginOf } from '../../deployment/web-login.ts';
import { type HoconAssignment, type HoconValue, hoconAssignments, toPlain } from '../../syntax/hocon/index.ts';
import { memoizeByIdentity } from '../../syntax/memo.ts';
import type { Span } from '../../syntax/span.ts';
import { type WrittenUsers, writtenUsers } from './written.ts';

/** The Web Login users of an API server, where Web Login is on. */
export interface WebLogin {
  readonly server: ClearmlProcess;
  /** Whether the server takes the passwords for hashes. */
  readonly hashed: boolean;
  readonly list: KnownSetting;
  readonly written: WrittenUsers;
  readonly users: readonly User[];
}

export interface User {
  readonly fields: ReadonlyMap<string, UserField>;
  /** With its braces, in the HOCON text. */
  readonly span: Span;
  readonly at: Location;
  readonly path: string;
}

export interface UserField {
  readonly value: HoconValue;
  /** What is written, quotes and escapes undone; also of a number. */
  readonly text: string;
  /** The key, the value inside its quotes, and the value with them, in the HOCON text. */
  readonly key: Span;
  readonly content: Span;
  readonly whole: Span;
  /** The value inside its quotes, in its file. */
  readonly at: Location;
  readonly path: string;
}

/** The users that the API servers of a deployment hold, as far as they can be seen. Sample files are left out. */
export const webLogins = memoizeByIdentity((deployment: Deployment): readonly WebLogin[] =>
  deployment.processes.flatMap((server) => {
    if (server.role !== 'apiserver' || webLoginOf(server) !== 'on') return [];
    const list = server.configuration.setting(`${FIXED_USERS}.users`);
    const flag = server.configuration.setting(`${FIXED_USERS}.pass_hashed`);
    if (list.state !== 'known' || list.value.kind !== 'list' || flag.state === 'unknown') return [];
    const written = writtenUsers(deployment, server, list);
    if (written === undefined || isSample(written.uri)) return [];
    const assignments = new Map(hoconAssignments(written.tree).map((each) => [each.valueSpan.start, each]));
    const users = list.value.items.flatMap((item, index) => {
      const path = `${written.path}.users.${index}`;
      return item.kind === 'map' ? [userOf(item, path, written, assignments)] : [];
    });
    const hashed = flag.state === 'known' && isTrue(flag.value);
    return [{ server, hashed, list, written, users }];
  }),
);

function userOf(
  { entries, origin }: Extract<HoconValue, { kind: 'map' }>,
  path: string,
  written: WrittenUsers,
  assignments: ReadonlyMap<number, HoconAssignment>,
): User {
  const fields = [...entries].flatMap(([key, value]): readonly (readonly [string, UserField])[] => {
    const assignment = assignments.get(value.origin?.start ?? -1);
    if (assignment === undefined) return [];
    const { keySpan, contentSpan: content, valueSpan: whole } = assignment;
    const text = value.kind === 'string' ? value.value : (assignment.text ?? String(toPlain(value)));
    return [[key, { value, text, key: keySpan, content, whole, at: written.placeOf(content), path: `${path}.${key}` }]];
  });
  const span = { start: origin?.start ?? 0, end: origin?.end ?? 0 };
  return { fields: new Map(fields), span, at: written.placeOf(span), path };
}
