import { type PasswordForm, passwordForm } from '../../clearml/password-hash.ts';
import type { Deployment } from '../../deployment/deployment.ts';
import type { Fix, TextEdit } from '../../fixes/fix.ts';
import { removal } from '../../fixes/hocon-remove.ts';
import { quoteHocon } from '../../syntax/hocon/index.ts';
import type { Finding } from '../finding.ts';
import { editUsers } from './edit.ts';
import { hashFixes } from './hash.ts';
import type { User, WebLogin } from './users.ts';

/** What is wrong with a user. */
export type Fault = Pick<Finding, 'at' | 'path' | 'fixes'> & { readonly lines: readonly string[] };

/** What a user may say (FixedUser in apiserver/service_repo/auth/fixed_user.py; an attrs class, which takes no other key). */
const KEYS: ReadonlySet<string> = new Set(['username', 'password', 'name', 'company', 'is_guest']);
const REQUIRED = ['username', 'password', 'name'] as const;

const NOBODY = 'The server fails to read its users, and nobody can log in.';

/** What is wrong with the users, one by one. */
export function userFaults(login: WebLogin, deployment: Deployment): readonly Fault[] {
  const seen = new Set<string>();
  return login.users.flatMap((user) => {
    const name = user.fields.get('username');
    const twice = name !== undefined && seen.has(name.text);
    seen.add(name?.text ?? '');
    return [
      ...(twice && name !== undefined ? [{ at: name.at, path: name.path, fixes: [], lines: DUPLICATE }] : []),
      ...unknownKeys(login, user),
      ...missing(login, user),
      ...passwordFaults(login, user, deployment),
    ];
  });
}

const DUPLICATE = [
  'Two users have this name',
  'The server then creates none of its users. Give each a name of its own.',
];

function unknownKeys(login: WebLogin, { fields }: User): readonly Fault[] {
  return [...fields].flatMap(([key, field]) => {
    if (KEYS.has(key)) return [];
    const lines = [
      `A user can’t have the key “${key}”`,
      NOBODY,
      `It takes ${[...KEYS].join(', ')}. Others belong to ClearML Enterprise. Remove it.`,
    ];
    const gone = removal(login.written.tree.text, { start: field.key.start, end: field.whole.end });
    const fixes = gone === undefined ? [] : edited(login, 'remove-key', `Remove ${key}`, { span: gone, newText: '' });
    return { at: login.written.placeOf(field.key), path: `${field.path}#name`, fixes, lines };
  });
}

function missing(login: WebLogin, { fields, span, path }: User): readonly Fault[] {
  const absent = REQUIRED.filter((key) => !fields.has(key));
  if (absent.length === 0) return [];
  const lines = [`A user has no ${absent.join(' and no ')}`, NOBODY, 'Every user needs username, password and name.'];
  const brace = { start: span.start, end: span.start + 1 };
  const username = fields.get('username');
  const last = [...fields.values()].sort((left, right) => left.whole.end - right.whole.end).at(-1);
  const nameless = absent.length === 1 && absent[0] === 'name' && username !== undefined && last !== undefined;
  const text =
    username === undefined || /^[A-Za-z]\w*$/.test(username.text) ? username?.text : quoteHocon(username.text);
  const end = last?.whole.end ?? 0;
  const newText = `, name: ${text}`;
  const fixes = nameless
    ? edited(login, 'add-name', 'Show the user under its user name', { span: { start: end, end }, newText })
    : [];
  return [{ at: login.written.placeOf(brace), path, fixes, lines }];
}

/** An edit after which there are as many users as before. */
function edited(login: WebLogin, kind: string, title: string, change: TextEdit): readonly Fix[] {
  const edit = editUsers(login, change, (users) => users.length === login.users.length);
  if (edit === undefined) return [];
  return [{ kind, title, preferred: true, automatic: false, uris: [edit.uri], edits: () => [edit] }];
}

function passwordFaults(login: WebLogin, { fields }: User, deployment: Deployment): readonly Fault[] {
  const password = fields.get('password');
  if (password === undefined) return [];
  const { value, text, at, path } = password;
  const lines = value.kind === 'string' ? FORMS[String(login.hashed)]?.[passwordForm(text)] : NO_TEXT;
  if (lines === undefined) return [];
  return [{ at, path, fixes: hashFixes(login, deployment), lines: [...lines, FORM] }];
}

const FORM = 'With pass_hashed: true the server wants base64 of a bcrypt hash, for every user; else plain passwords.';

const NO_TEXT = [
  'This password is no text',
  'Without quotes the server reads a number, which no password that somebody types equals.',
];

/** By `pass_hashed`. */
const FORMS: Readonly<Record<string, Partial<Record<PasswordForm, readonly string[]>>>> = {
  true: {
    bare: ['A bcrypt hash without base64 around it', 'The server decodes it first: this user can’t log in.'],
    bytes: ["A hash inside Python’s b'…'", 'The server takes the marks for a part of it: this user can’t log in.'],
    broken: ['This hash is not whole', 'No password fits it: this user can’t log in.'],
    plain: ['No hash, although pass_hashed is on', 'The server compares with a hash: this user can’t log in.'],
  },
  false: Object.fromEntries(
    (['hash', 'bare', 'bytes', 'broken'] as const).map((form) => [
      form,
      ['A hash, although pass_hashed is off', 'The server takes the hash itself for the password.'],
    ]),
  ),
};
