import { type Authentication, givenBy, isUnseen, majorVersion, type StoreContainer } from './store-container.ts';

/** In what an image differs from plain Redis. */
export interface RedisImage {
  /** Variables with further options. */
  readonly arguments?: readonly string[];
  /** The major version that surely ignores them no more; none where every version reads them. */
  readonly argumentsSince?: number;
  /** Variables that hold the password itself. */
  readonly password?: readonly string[];
  /** A configuration file that is read without being named in the command. */
  readonly configuration?: RegExp;
}

/**
 * Redis and its relatives: open unless a password reaches the server. `REDIS_PASSWORD` in the environment means nothing
 * to these images. Sources: redis/docker-library-redis, redis-stack, valkey-container, KeyDB and Dragonfly.
 */
export function redis(container: StoreContainer, image: RedisImage): Authentication {
  if (image.password !== undefined) {
    const given = givenBy(container, image.password);
    if (given !== 'none') return given;
  }
  const names = image.arguments ?? [];
  const since = image.argumentsSince;
  const major = majorVersion(container) ?? since ?? 0;
  const counts = since === undefined || major >= since;
  const options = counts ? names.flatMap((name) => (container.environment.get(name) ?? '').split(/\s+/)) : [];
  const password = passwordOf([...container.command, ...options], container);
  if (password !== undefined) return password;
  const command = [...container.command, ...options].join(' ');
  if (/--(?:aclfile|user|flagfile)\b/.test(command) || /\.conf(?:\s|$|["'])/.test(command)) return 'unknown';
  if (container.mounts.some((path) => image.configuration?.test(path))) return 'unknown';
  if (/\bsh\b|\bbash\b|\.sh\b/.test(command) && !/redis-server|valkey-server|keydb-server/.test(command)) {
    return 'unknown';
  }
  return since === undefined && names.length > 0 && isUnseen(container, names) ? 'unknown' : 'none';
}

/** What `--requirepass` says; `undefined` where it does not stand in the command. */
function passwordOf(words: readonly string[], container: StoreContainer): Authentication | undefined {
  for (const [index, word] of words.entries()) {
    const inside = /(?:^|\s)--requirepass(?:=|\s+|$)(.*)$/s.exec(word);
    if (inside === null) continue;
    const own = inside[1] ?? '';
    const value = own !== '' || word.includes('--requirepass=') ? (own.split(/\s/)[0] ?? '') : (words[index + 1] ?? '');
    return meaningOf(value, words, container);
  }
  return undefined;
}

function meaningOf(value: string, words: readonly string[], container: StoreContainer): Authentication {
  const bare = value.replaceAll(/["']/g, '');
  if (bare === '' || bare.startsWith('--')) return 'none';
  const shell = words.some((word) => /^(?:\S*\/)?(?:ba|da|a)?sh$/.test(word));
  const variable = shell ? /^\$\{?(\w+)\}?$/.exec(bare)?.[1] : undefined;
  return variable === undefined ? 'required' : givenBy(container, [variable]);
}

/**
 * Bitnami's: here a password in the environment is real. A mounted configuration replaces all of it.
 * Source: bitnami/containers, libredis.sh.
 */
export function bitnamiRedis(container: StoreContainer, prefix: 'REDIS' | 'VALKEY'): Authentication {
  if (container.mounts.some((path) => /\/(?:redis|valkey)\/(?:mounted-)?etc(?:\/\w+\.conf)?\/?$/.test(path))) {
    return 'unknown';
  }
  return givenBy(container, [`${prefix}_PASSWORD`, `${prefix}_PASSWORD_FILE`]);
}
