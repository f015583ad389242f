import type { HoconValue } from '../syntax/hocon/index.ts';
import { hasUnseenVariables } from './compose/service.ts';
import type { ClearmlProcess } from './processes.ts';

/** Where Web Login's users are configured (apiserver/service_repo/auth/fixed_user.py). */
export const FIXED_USERS = 'apiserver.auth.fixed_users';

/** Whether an API server asks for a user name and password; `unknown` where nobody can tell from here. */
export type WebLogin = 'on' | 'off' | 'unknown';

export function webLoginOf({ configuration, service }: ClearmlProcess): WebLogin {
  const enabled = configuration.setting(`${FIXED_USERS}.enabled`);
  if (enabled.state === 'unknown') return 'unknown';
  if (enabled.state === 'known' && isTrue(enabled.value)) return 'on';
  return service !== undefined && hasUnseenVariables(service) ? 'unknown' : 'off';
}

/** Python's truth: the texts `no` and `false` count as true (the server asks `if enabled`). */
export function isTrue(value: HoconValue): boolean {
  switch (value.kind) {
    case 'boolean':
      return value.value;
    case 'string':
      return value.value !== '';
    case 'integer':
      return value.value !== 0n;
    case 'float':
      return value.value !== 0;
    case 'list':
      return value.items.length > 0;
    case 'map':
      return value.entries.size > 0;
    default:
      return value.kind === 'period';
  }
}
