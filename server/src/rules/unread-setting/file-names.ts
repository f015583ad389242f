import { editDistance } from '../../clearml/edit-distance.ts';
import { isKnownSetting, SECTIONS } from '../../clearml/setting-catalogue.ts';
import { fileName } from '../../deployment/file-kind.ts';

/** Keys of secure.conf and apiserver.conf that people take for files. */
const KEYS: ReadonlySet<string> = new Set(['auth', 'credentials', 'fixed_users']);

/** True for a file whose name or folder makes it a section that no server reads, and that is meant for one. */
export function isMisplaced(section: readonly string[]): boolean {
  const [first = '', ...others] = section.map((element) => element.replace(/^-(?=.)/, ''));
  if (SECTIONS.has(first)) {
    return first === 'secure' && others.length > 0 && !isKnownSetting('apiserver', [first, ...others]);
  }
  const near = [...SECTIONS].some(
    (name) => new RegExp(`^${name}[-_ ]`, 'i').test(first) || editDistance(name, first.toLowerCase(), 1) <= 1,
  );
  return near || KEYS.has(first) || others.some((element) => SECTIONS.has(element));
}

export function misplacedMessage(uri: string, section: readonly string[]): string {
  return [
    `ClearML Server reads nothing of a file named ${fileName(uri)} here`,
    `Its folder and name make it the section ${section.join('.')}, which is none of the server’s.`,
    `Sections are files of their own in the configuration directory itself: secure.conf, apiserver.conf, hosts.conf.`,
  ].join('\n');
}
