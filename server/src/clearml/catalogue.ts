import data from './catalogue.json' with { type: 'json' };
import type { Role } from './roles.ts';

/**
 * What is known of single settings and variables, for people who look at one. Sources: apiserver/config/default/ and
 * fileserver/config/default/, apiserver/service_repo/auth/, apiserver/database/ of clearml/clearml-server; the
 * documentation pages “Securing ClearML Server” and “Configuring ClearML Server”.
 */
export interface Documented {
  /** What a fresh value would be: only keys, secrets and passwords are drawn. */
  readonly kind: 'key' | 'secret' | 'password' | 'switch' | 'text';
  /** What it does, in a sentence or two. */
  readonly summary: string;
  /** Who reads it. None for what agents and the SDK read. */
  readonly roles: readonly Role[];
  /** URL of the documentation. */
  readonly page: string;
}

/** A documented setting; `*` in its dotted form stands for any one name or index. */
export interface DocumentedSetting extends Documented {
  readonly setting: string;
}

const PAGES: Readonly<Record<string, string>> = {
  security: 'https://clear.ml/docs/latest/docs/deploying_clearml/clearml_server_security/',
  config: 'https://clear.ml/docs/latest/docs/deploying_clearml/clearml_server_config/',
};

export const DOCUMENTED_SETTINGS: readonly DocumentedSetting[] = data.settings.map(withPage);

const VARIABLES: ReadonlyMap<string, Documented> = new Map(data.variables.map((each) => [each.name, withPage(each)]));

function withPage<Row>(row: Row & { readonly kind: string; readonly roles: readonly string[]; readonly page: string }) {
  const { kind, roles, page } = row;
  return { ...row, kind: kind as Documented['kind'], roles: roles as readonly Role[], page: PAGES[page] ?? page };
}

/** What is known of a setting in dotted form, list indices included. */
export function documentedSetting(setting: string): DocumentedSetting | undefined {
  const given = setting.split('.');
  return DOCUMENTED_SETTINGS.find((each) => {
    const wanted = each.setting.split('.');
    return wanted.length === given.length && wanted.every((part, at) => part === '*' || part === given[at]);
  });
}

/** What is known of a variable that has a name of its own; both generations of prefixes mean the same. */
export function documentedVariable(name: string): Documented | undefined {
  return VARIABLES.get(name.replace(/^TRAINS_(?!_)/, 'CLEARML_'));
}

/** True for the settings whose value is drawn: a password is for people to choose. */
export function isDrawn({ kind }: Documented): boolean {
  return kind === 'key' || kind === 'secret';
}

/** The roles that read a setting: as documented, else by its section. */
export function readersOf(setting: string): readonly Role[] {
  const known = documentedSetting(setting);
  if (known !== undefined) return known.roles;
  return setting.startsWith('fileserver.') ? ['fileserver'] : ['apiserver', 'async_delete'];
}
