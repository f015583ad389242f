import { isSince, type Release } from './release.ts';
import type { ConfigurationRole } from './release-loader.ts';

/**
 * A secret that ClearML Server brings along: while nobody sets it, the published value is in effect. Sources:
 * apiserver/config/default/secure.conf and fileserver/config/default/secure.conf of clearml/clearml-server at every tag;
 * apiserver/mongo/initialize/__init__.py for what Web Login revokes and what an empty pair does.
 */
export interface BuiltInSecret {
  readonly setting: string;
  readonly kind: 'key' | 'secret';
  /** The roles that must hold the same value. */
  readonly roles: readonly ConfigurationRole[];
  /** The first release with a public value, and the first without one again. */
  readonly since: string;
  readonly until?: string;
  /** The first release whose Web Login revokes it. */
  readonly revokedSince?: string;
  /** The first release in which an empty pair switches the account off. */
  readonly emptyDisablesSince?: string;
  /** The variable that carries it in a project's `.env`. */
  readonly variable: string;
}

type Common = Omit<BuiltInSecret, 'setting' | 'kind' | 'variable'>;

function pair(name: string, variables: readonly [string, string], common: Common): readonly BuiltInSecret[] {
  const [key, secret] = variables;
  const shared = { ...common, emptyDisablesSince: '1.16.0' };
  return [
    { ...shared, setting: `secure.credentials.${name}.user_key`, kind: 'key', variable: key },
    { ...shared, setting: `secure.credentials.${name}.user_secret`, kind: 'secret', variable: secret },
  ];
}

export const BUILT_IN_SECRETS: readonly BuiltInSecret[] = [
  {
    setting: 'secure.auth.token_secret',
    kind: 'secret',
    roles: ['apiserver', 'async_delete'],
    since: '0.9.0',
    variable: 'CLEARML_TOKEN_SECRET',
  },
  ...pair('apiserver', ['CLEARML_APISERVER_KEY', 'CLEARML_APISERVER_SECRET'], {
    roles: ['apiserver'],
    since: '0.9.0',
  }),
  ...pair('fileserver', ['CLEARML_FILESERVER_KEY', 'CLEARML_FILESERVER_SECRET'], {
    roles: ['apiserver', 'fileserver'],
    since: '1.16.0',
  }),
  // The official compose file hands these two to the agent already.
  ...pair('services_agent', ['CLEARML_AGENT_ACCESS_KEY', 'CLEARML_AGENT_SECRET_KEY'], {
    roles: ['apiserver'],
    since: '1.11.0',
    until: '1.16.0',
  }),
  ...pair('webserver', ['CLEARML_WEBSERVER_KEY', 'CLEARML_WEBSERVER_SECRET'], {
    roles: ['apiserver'],
    since: '0.9.0',
    revokedSince: '0.15.0',
  }),
  ...pair('tests', ['CLEARML_TESTS_KEY', 'CLEARML_TESTS_SECRET'], {
    roles: ['apiserver'],
    since: '0.9.0',
    revokedSince: '1.0.0',
  }),
  {
    setting: 'secure.http.session_secret.apiserver',
    kind: 'secret',
    roles: ['apiserver'],
    since: '0.9.0',
    variable: 'CLEARML_SESSION_SECRET',
  },
];

/** True where a release has a public value for a secret that nobody sets. */
export function isPublicIn({ since, until }: BuiltInSecret, release: Release): boolean {
  return isSince(release, since) && !(until !== undefined && isSince(release, until));
}

/** True where Web Login of a release revokes a credential. */
export function isRevokedIn({ revokedSince }: BuiltInSecret, release: Release): boolean {
  return revokedSince !== undefined && isSince(release, revokedSince);
}
