import { isServerVariable, settingOfVariable } from '../../clearml/settings.ts';
import type { EnvironmentEntry } from '../../deployment/compose/environment.ts';
import type { ComposeService } from '../../deployment/compose/service.ts';
import { storeOfImage } from '../../deployment/datastore/stores.ts';
import { memoizeByIdentity } from '../../syntax/memo.ts';

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
  const winner = winnersOf(service).get(setting);
  return winner === entry.name ? undefined : `Overridden by ${winner} in the same service.`;
}

/** By setting, the variable of a service that the loader takes last. */
const winnersOf = memoizeByIdentity(({ environment }: ComposeService): ReadonlyMap<string, string> => {
  const names = environment.map(({ name }) => name).filter(isServerVariable);
  return new Map(names.sort(byLoadOrder).map((name) => [settingOfVariable(name) ?? '', name]));
});

/** TRAINS__ before CLEARML__, then byte order: the loader's order, in which the last one wins (apiserver/config/basic.py). */
function byLoadOrder(left: string, right: string): number {
  const group = (name: string) => (name.startsWith('TRAINS__') ? 0 : 1);
  return group(left) - group(right) || (left < right ? -1 : left > right ? 1 : 0);
}
