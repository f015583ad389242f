import { isClosed, isKnownSetting, similarAccount } from '../../clearml/setting-catalogue.ts';
import { meantSetting } from './names.ts';

/**
 * True for a path that no server reads: in a section that is known as a whole, or a letter or two off a known one.
 * @param account the path is one of an account that has a role: one of one's own
 */
export function isUnread(path: readonly string[], account: boolean): boolean {
  const [section, part, name = ''] = path;
  if (section === 'secure' && part === 'credentials' && path.length >= 3 && !account && path.length === 3)
    return similarAccount(name) !== undefined;
  if (isKnownSetting('apiserver', path) || isKnownSetting('fileserver', path)) return false;
  return isClosed(path) || meantSetting(path) !== undefined;
}
