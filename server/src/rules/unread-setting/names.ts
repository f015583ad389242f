import {
  isClosed,
  isKnownSetting,
  settingOfLetters,
  similarAccount,
  similarSetting,
} from '../../clearml/setting-catalogue.ts';
import { memoizeByText } from '../../syntax/memo.ts';

/** What the name of a variable says of a setting. */
export type NameReading =
  /** The server takes it as this path. */
  | { readonly kind: 'setting'; readonly path: readonly string[] }
  /** Nobody reads it; this is most likely meant. */
  | { readonly kind: 'misspelt'; readonly correct: string; readonly path: readonly string[] };

/**
 * Reads a variable's name: `CLEARML__A__B` is the setting `a.b`; one underscore, a lower-case prefix or three
 * underscores make it one that nothing reads.
 * @returns `undefined` for a name that has nothing to do with settings
 */
export const readName = memoizeByText((name): NameReading | undefined => {
  const [, prefix, rest = ''] = /^(clearml|trains)(?:_+)(.*)$/is.exec(name) ?? [];
  if (prefix === undefined || rest === '') return undefined;
  if (/^(?:CLEARML|TRAINS)__./s.test(name)) return { kind: 'setting', path: pathOf(name) };
  const meant = settingOfLetters(rest);
  // A few variables of ClearML's clients look alike; only whole names of settings count.
  const path = meant?.split('.') ?? (/^(?:clearml|trains)__/i.test(name) ? rest.toLowerCase().split('__') : undefined);
  if (path === undefined || (meant === undefined && !isNamed(path))) return undefined;
  return { kind: 'misspelt', correct: nameOf(prefix.toUpperCase(), path, rest), path };
});

function isNamed(path: readonly string[]): boolean {
  return isKnownSetting('apiserver', path) || isKnownSetting('fileserver', path) || isClosed(path);
}

function pathOf(name: string): readonly string[] {
  return name
    .replace(/^(?:CLEARML|TRAINS)__/, '')
    .replaceAll('__', '.')
    .toLowerCase()
    .split('.');
}

/** The name that carries a setting, in the case at hand. */
export function nameOf(prefix: string, path: readonly string[], like: string): string {
  const rest = path.join('__');
  return `${prefix}__${/[A-Z]/.test(like) && !/[a-z]/.test(like) ? rest.toUpperCase() : rest}`;
}

/** The setting that a path most likely means, an account's name corrected; `undefined` where it says what it means. */
export function meantSetting(path: readonly string[]): string | undefined {
  return meantByPath(JSON.stringify(path));
}

/** Names stay the same from keystroke to keystroke, and each is compared with all that there are. */
const meantByPath = memoizeByText((path) => findMeant(JSON.parse(path)));

function findMeant(path: readonly string[]): string | undefined {
  const [section, part, account = '', ...below] = path;
  if (section === 'secure' && part === 'credentials' && account !== '') {
    const similar = similarAccount(account);
    if (below.length === 0) return similar && `secure.credentials.${similar}`;
    const corrected = ['secure', 'credentials', similar ?? account, ...below];
    const inside = similarSetting(['secure', 'credentials', 'apiserver', ...below])
      ?.split('.')
      .slice(3);
    if (isKnownSetting('apiserver', corrected)) return similar === undefined ? undefined : corrected.join('.');
    return inside === undefined ? undefined : ['secure', 'credentials', similar ?? account, ...inside].join('.');
  }
  return similarSetting(path);
}
