import { memoizeByText } from '../syntax/memo.ts';
import { builtInPaths } from './builtin.ts';
import { editDistance } from './edit-distance.ts';
import type { ConfigurationRole } from './release-loader.ts';

/**
 * Settings that the servers read and that no built-in file gives a value. `*` stands for any one element, `**` for all
 * below. Sources: apiserver/service_repo/auth/fixed_user.py, apiserver/service_repo/service_repo.py (cookies go to
 * Flask's `set_cookie`), apiserver/mongo/initialize/__init__.py, apiserver/es_factory.py, apiserver/redis_manager.py,
 * fileserver/auth.py of clearml/clearml-server.
 */
const DOCUMENTED: Readonly<Record<'apiserver' | 'fileserver', readonly string[]>> = {
  apiserver: [
    'apiserver.auth.fixed_users.enabled',
    'apiserver.auth.fixed_users.pass_hashed',
    'apiserver.auth.fixed_users.users',
    'apiserver.auth.fixed_users.guest.**',
    'apiserver.auth.cookies.expires',
    'apiserver.auth.cookies.path',
    'apiserver.auth.cookies.samesite',
    'apiserver.auth.cookies.partitioned',
    'apiserver.auth.cookies_domain_override.**',
    'secure.http.session_secret.*',
    'secure.credentials.*.role',
    'secure.credentials.*.user_key',
    'secure.credentials.*.user_secret',
    'secure.credentials.*.display_name',
    'secure.credentials.*.revoke_in_fixed_mode',
    'secure.elastic.user',
    'secure.elastic.password',
    'secure.redis.*.password',
  ],
  fileserver: [
    'secure.credentials.fileserver.role',
    'secure.redis.*.password',
    'fileserver.auth.enabled',
    'fileserver.auth.cookie_names',
    'fileserver.auth.tokens_cache_threshold_sec',
  ],
};

/** Sections of which not every setting is known here: what is unknown there may well be read. */
const OPEN: Readonly<Record<'apiserver' | 'fileserver', readonly string[]>> = {
  apiserver: ['apiserver', 'services', 'hosts', 'logging'],
  fileserver: ['fileserver', 'hosts', 'logging'],
};

/** Parts of them that are known as a whole. */
const CLOSED = ['secure', 'apiserver.auth', 'fileserver.auth'];

/** The sections that any server has; each has a file of its name. */
export const SECTIONS: ReadonlySet<string> = new Set(['secure', ...OPEN.apiserver, ...OPEN.fileserver]);

type Pattern = readonly string[];

const PATTERNS = {
  apiserver: patternsOf('apiserver'),
  fileserver: patternsOf('fileserver'),
};

function patternsOf(kind: 'apiserver' | 'fileserver'): readonly Pattern[] {
  return [...new Set([...builtInPaths(kind), ...DOCUMENTED[kind]])].map((path) => path.split('.'));
}

function kindOf(role: ConfigurationRole): 'apiserver' | 'fileserver' {
  return role === 'fileserver' ? 'fileserver' : 'apiserver';
}

const KNOWN = {
  apiserver: memoizeByText((path) => isAmong(PATTERNS.apiserver, path.split('.'))),
  fileserver: memoizeByText((path) => isAmong(PATTERNS.fileserver, path.split('.'))),
};

function isAmong(patterns: readonly Pattern[], path: readonly string[]): boolean {
  return patterns.some((pattern) => fits(pattern, path));
}

/** True for a path that a role is known to read something at, or below. */
export function isKnownSetting(role: ConfigurationRole, path: readonly string[]): boolean {
  return KNOWN[kindOf(role)](path.join('.'));
}

/** True where a role reads a path, or may: of a section that is not known as a whole nobody can tell. */
export function maybeReads(role: ConfigurationRole, path: readonly string[]): boolean {
  const [section = ''] = path;
  if (!SECTIONS.has(section) || isKnownSetting(role, path)) return true;
  return !isClosed(path) && OPEN[kindOf(role)].includes(section);
}

/** True in the sections that are known as a whole. */
export function isClosed(path: readonly string[]): boolean {
  return CLOSED.some((prefix) => `${path.join('.')}.`.startsWith(`${prefix}.`));
}

/** A path is known where it is a pattern, above one, or below `**`. */
function fits(pattern: Pattern, path: readonly string[]): boolean {
  for (const [index, element] of path.entries()) {
    const wanted = pattern[index];
    if (wanted === '**') return true;
    if (wanted === undefined || (wanted !== '*' && wanted !== element)) return false;
  }
  return true;
}

/** Known settings without wildcards: what a misspelt name may have meant. */
const NAMES: readonly Pattern[] = [
  ...new Set([...PATTERNS.apiserver, ...PATTERNS.fileserver].map((each) => each.join('.'))),
]
  .filter((path) => !path.includes('*'))
  .map((path) => path.split('.'));

const BY_LETTERS: ReadonlyMap<string, string> = new Map(NAMES.map((path) => [letters(path.join('.')), path.join('.')]));

function letters(text: string): string {
  return text.toLowerCase().replaceAll(/[._\s-]/g, '');
}

/** The setting whose name has the same letters, whatever stands between them: `secure_auth.token__secret`. */
export function settingOfLetters(text: string): string | undefined {
  return BY_LETTERS.get(letters(text));
}

/**
 * The setting that a path most likely means: the same letters, or one element that differs by two letters at most.
 * @returns `undefined` where there is none, or the path itself is known
 */
export function similarSetting(path: readonly string[]): string | undefined {
  const written = path.join('.');
  const same = settingOfLetters(written);
  if (same !== undefined) return same === written ? undefined : same;
  const found = NAMES.find((name) => name.length >= path.length && differsLittle(name.slice(0, path.length), path));
  return found?.slice(0, path.length).join('.');
}

/** Shorter names are too many's neighbours. */
const SHORTEST = 4;

function differsLittle(name: Pattern, path: readonly string[]): boolean {
  const different = name.flatMap((element, index) => (element === path[index] ? [] : index));
  const [only] = different;
  if (different.length !== 1 || only === undefined) return false;
  const [wanted = '', written = ''] = [name[only], path[only]];
  return wanted.length >= SHORTEST && written.length >= SHORTEST && editDistance(wanted, written, 2) <= 2;
}

/** Names of the accounts that the server brings along. */
export const ACCOUNTS: ReadonlySet<string> = new Set(
  NAMES.flatMap(([section, part, account = '']) => (section === 'secure' && part === 'credentials' ? account : [])),
);

/** The account that a name most likely means; a name of one's own is none. */
export function similarAccount(name: string): string | undefined {
  if (ACCOUNTS.has(name)) return undefined;
  return [...ACCOUNTS].find((each) => letters(each) === letters(name) || editDistance(each, name, 2) <= 2);
}
