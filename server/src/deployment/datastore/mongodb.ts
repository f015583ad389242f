import { type Authentication, givenBy, type StoreContainer } from './store-container.ts';

/**
 * The stock image: options decide by themselves; both root variables make the script add `--auth` at every start.
 * Source: docker-library/mongo docker-entrypoint.sh.
 * @param prefix of the variables: `MONGO_INITDB_ROOT`
 */
export function mongo(container: StoreContainer, prefix: string): Authentication {
  const command = container.command.join(' ');
  if (/(?:^|\s)--(?:noauth|transitionToAuth)\b/.test(command)) return 'none';
  if (/(?:^|\s)--(?:auth|keyFile|clusterAuthMode)\b/.test(command)) return 'required';
  if (/(?:^|\s)(?:--config|-f)[\s=]/.test(command)) return 'unknown';
  const user = givenBy(container, [`${prefix}_USERNAME`, `${prefix}_USERNAME_FILE`]);
  const password = givenBy(container, [`${prefix}_PASSWORD`, `${prefix}_PASSWORD_FILE`]);
  if (user === 'none' || password === 'none') return 'none';
  // The image reads the variables only where the command is mongod's own.
  const own = /^(?:\S*\/)?(?:mongod$|-|docker-entrypoint\.sh$|$)/.test(container.command[0] ?? '');
  return own && user === 'required' && password === 'required' ? 'required' : 'unknown';
}

/** On once a root password is given; a configuration file of one's own is left as it is. Source: bitnami/containers. */
export function bitnamiMongo(container: StoreContainer): Authentication {
  if (container.mounts.some((path) => /\/mongodb\/conf(?:\/mongodb\.conf)?\/?$/.test(path))) return 'unknown';
  const names = ['MONGODB_ROOT_PASSWORD', 'MONGODB_INITIAL_PRIMARY_ROOT_PASSWORD'];
  return givenBy(container, [...names, ...names.map((name) => `${name}_FILE`)]);
}
