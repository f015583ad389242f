import type { ComposeService } from '../../deployment/compose/service.ts';
import { hasUnseenVariables } from '../../deployment/compose/service.ts';
import type { Setting } from '../../deployment/configuration/setting.ts';
import type { ClearmlProcess } from '../../deployment/processes.ts';
import { WEB_SERVER_PAIR } from '../secrets/consequences.ts';

/** One half of the pair that the browser logs in with, as the two sides hold it. */
export interface Half {
  readonly setting: string;
  /** The web server's variable. */
  readonly name: string;
  readonly held: Setting;
  readonly text: string;
  readonly builtIn: string;
}

/** What the API server accepts; `undefined` where a half of it can't be told. */
export function acceptedPair({ configuration, service }: ClearmlProcess): readonly Half[] | undefined {
  if (service !== undefined && hasUnseenVariables(service)) return undefined;
  const halves = Object.entries(WEB_SERVER_PAIR).map(([setting, name]): Half | undefined => {
    const held = configuration.setting(setting);
    if (held.state !== 'known' || held.value.kind !== 'string') return undefined;
    const first = [held, ...held.overridden()].find(({ layer }) => layer === 'built-in')?.value;
    return first?.kind === 'string' ? { setting, name, held, text: held.value.value, builtIn: first.value } : undefined;
  });
  return halves.includes(undefined) ? undefined : halves.filter((half) => half !== undefined);
}

/** True where the API server no longer takes what its image's web pages send on their own. */
export function isChanged({ text, builtIn }: Half): boolean {
  return text !== builtIn;
}

/** It goes into the same file as the pair, and makes the web server write that file. */
export const COMPANY = 'COMPANY_ID';

/**
 * True where a web server's pages send another pair than the API server accepts. With one of the variables set, or
 * COMPANY_ID, both come from them, an absent one empty; with none the image's own pair is sent
 * (docker/build/internal_files/entrypoint.sh).
 * What can't be told is no difference.
 */
export function sendsAnother(web: ComposeService, halves: readonly Half[]): boolean {
  const given = halves.map(({ name }) => givenText(web, name));
  if (given.includes(undefined)) return false;
  const company = givenText(web, COMPANY);
  if (company === undefined) return false;
  const own = [...given, company].some((text) => text !== '');
  return halves.some(({ text, builtIn }, at) => (own ? given[at] : builtIn) !== text);
}

/** What a web server gets; empty for nothing, `undefined` where that can't be told. */
function givenText(web: ComposeService, name: string): string | undefined {
  const entry = web.environment.find((each) => each.name === name);
  if (entry === undefined) return hasUnseenVariables(web) ? undefined : '';
  return entry.unset.length > 0 ? undefined : entry.value;
}
