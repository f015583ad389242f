import { isServerVariable, settingOfVariable } from '../../clearml/settings.ts';
import type { EnvironmentEntry } from '../../deployment/compose/environment.ts';
import type { ComposeService } from '../../deployment/compose/service.ts';
import { storeOfImage } from '../../deployment/datastore/stores.ts';

/** Why a variable has no effect in its service; `undefined` where it has, or nobody can tell. */
export function whyNotInEffect(service: ComposeService, entry: EnvironmentEntry): string | undefined {
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
