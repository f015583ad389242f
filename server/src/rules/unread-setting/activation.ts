import { publishedDefault } from '../../clearml/published-defaults.ts';
import { partnerSetting, SHARED_SETTINGS } from '../../clearml/settings.ts';
import type { EnvironmentEntry } from '../../deployment/compose/environment.ts';
import type { ComposeService } from '../../deployment/compose/service.ts';
import type { Deployment } from '../../deployment/deployment.ts';
import { isFalse, parseHoconEnvValue } from '../../syntax/hocon/index.ts';

/**
 * True where a value that has no effect today may get one: nothing would be worse than before. Whoever reads it gets
 * what is written, it is no public or short secret, switches no login off, and services that must hold the same still do.
 * @param readers who would read it; `undefined` for a directory that nothing mounts
 */
export function mayTakeEffect(
  setting: string,
  { value, unset }: Pick<EnvironmentEntry, 'value' | 'unset'>,
  readers: readonly (ComposeService | undefined)[],
  { processes }: Deployment,
): boolean {
  if (setting.startsWith('apiserver.auth.fixed_users') || unset.length > 0 || value === undefined) return false;
  const read = parseHoconEnvValue(setting, value);
  if (!read.ok) return false;
  if (!setting.startsWith('secure.')) return !read.value || !isFalse(read.value);
  const text = read.value?.kind === 'string' ? read.value.value : undefined;
  // In HOCON quotes the text is another than the value, and still what was meant.
  if (text === undefined || (text !== value && `"${text}"` !== value)) return false;
  if (publishedDefault(text, setting) !== undefined || setting.startsWith('secure.credentials.webserver')) return false;
  const key = setting.endsWith('_key');
  if (text.length < (key ? 30 : 50) || new Set(text).size < 10) return false;
  const shared = SHARED_SETTINGS.find(({ prefix }) => setting.startsWith(prefix));
  const others = processes.filter((each) => !readers.includes(each.service) && shared?.roles.includes(each.role));
  const agree = others.every(({ configuration }) => {
    const held = configuration.setting(setting);
    return held.state === 'known' && held.value.kind === 'string' && held.value.value === text;
  });
  const partner = partnerSetting(setting);
  return agree && (partner === undefined || isFresh(partner, readers, processes));
}

/** A pair is as good as its public half. */
function isFresh(
  partner: string,
  readers: readonly (ComposeService | undefined)[],
  processes: Deployment['processes'],
): boolean {
  return processes
    .filter((each) => readers.includes(each.service))
    .every(({ configuration }) => {
      const held = configuration.setting(partner);
      return held.state === 'known' && held.value.kind === 'string' && publishedDefault(held.value.value) === undefined;
    });
}
