import { type Authentication, isUnseen, majorVersion, type StoreContainer } from './store-container.ts';

const SETTING = 'xpack.security.enabled';
/** The name for shells that allow no dots. */
const SHELL_SETTING = 'ES_SETTING_XPACK_SECURITY_ENABLED';

/**
 * Elastic's images: on by default since 8.0; before, it follows the licence. A password alone (`ELASTIC_PASSWORD`) turns
 * nothing on. Source: elastic.co reference, “Install with Docker”, “Security settings”; docker-entrypoint.sh.
 * @param defaults what counts where nothing is set, by major version; above 7 it is on, below 5 there is no security
 */
export function elastic(
  container: StoreContainer,
  defaults: Readonly<Record<5 | 6 | 7, Authentication>>,
): Authentication {
  const argument = /-E\s*xpack\.security\.enabled=(\w+)/.exec(container.command.join(' '))?.[1];
  const major = majorVersion(container);
  const environment = readsEnvironment(container, major) ? container.environment : NOTHING;
  const value = argument ?? (environment.get(SETTING) || environment.get(SHELL_SETTING));
  if (value === 'false' || (major !== undefined && major < 5)) return 'none';
  if (value === 'true') return 'required';
  if (environment !== NOTHING && isUnseen(container, [SETTING, SHELL_SETTING])) return 'unknown';
  if (container.mounts.some((path) => /\/elasticsearch(?:\/config)?(?:\/elasticsearch\.yml)?\/?$/.test(path))) {
    return 'unknown';
  }
  if (major === undefined) return 'unknown';
  return defaults[major as 5] ?? 'required';
}

const NOTHING: StoreContainer['environment'] = new Map();

/** The script of 6.x and 7.x runs a command of one's own at once, without the settings that variables carry. */
function readsEnvironment({ command }: StoreContainer, major: number | undefined): boolean {
  const [first = ''] = command.filter((word) => !/(?:^|\/)(?:tini|docker-entrypoint\.sh)$|^--$/.test(word));
  return (major !== 6 && major !== 7) || !/(?:^|\/)elasticsearch$/.test(first);
}

/**
 * On unless one of these is exactly `true`. Source: opensearch-project/opensearch-build, opensearch-docker-entrypoint.sh;
 * Open Distro's documentation.
 */
export function opensearch(container: StoreContainer): Authentication {
  const names = ['DISABLE_SECURITY_PLUGIN', 'plugins.security.disabled', 'opendistro_security.disabled'];
  if (names.some((name) => container.environment.get(name) === 'true')) return 'none';
  if (/(?:plugins\.|opendistro_)security\.disabled=true/.test(container.command.join(' '))) return 'none';
  return isUnseen(container, names) ? 'unknown' : 'required';
}

/** Bitnami’s switch: only `true`, `yes` and `1` turn security on. Source: bitnami/containers. */
export function switchOf(container: StoreContainer, name: string): Authentication {
  const value = container.environment.get(name);
  if (value !== null && value !== undefined && /^(?:true|yes|1)$/i.test(value)) return 'required';
  return isUnseen(container, [name]) ? 'unknown' : 'none';
}
