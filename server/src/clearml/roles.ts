/** What a container of a ClearML Server deployment does. */
export type Role = 'apiserver' | 'fileserver' | 'webserver' | 'async_delete';

const SERVER_ROLES: readonly Role[] = ['apiserver', 'fileserver', 'webserver'];

/**
 * The ClearML Server roles that a container's command line gives it (none, one, or all three for the unified image of
 * old). Words are matched, never parts of words: agent-services waits for `http://apiserver:8008` and is no apiserver.
 * @param words entrypoint and command, split into words
 */
export function rolesOfCommand(words: readonly string[]): readonly Role[] {
  const text = words.join(' ');
  if (/(?:^|\s)(?:-m\s+)?jobs\.async_urls_delete(?:\s|$)/.test(text)) return ['async_delete'];
  const wrapped = [...text.matchAll(/(?:wrapper|entrypoint)\.sh\s+(apiserver|fileserver|webserver)\b/g)];
  if (wrapped.length > 0) return SERVER_ROLES.filter((role) => wrapped.some((match) => match[1] === role));
  const first = SERVER_ROLES.find((role) => words[0] === role);
  if (first !== undefined) return [first];
  if (/(?:^|\s)apiserver\.server(?::app)?(?:\s|$)/.test(text)) return ['apiserver'];
  if (/(?:^|\s)(?:\S*\/)?fileserver(?:\.py|:app)(?:\s|$)/.test(text)) return ['fileserver'];
  return [];
}

/** The role that a server image without a command most likely has, by its service's or container's name. */
export function roleOfName(name: string): Role | undefined {
  const bare = name.replace(/^(?:clearml|trains)[-_]/, '');
  return bare === 'async_delete' ? 'async_delete' : SERVER_ROLES.find((role) => role === bare);
}
