import { checksum } from './checksum.ts';

/**
 * A name as a message may show it. Where a blank behind a colon or a line break is missing, YAML and HOCON take the value
 * for a part of the name, and it may be a secret: what can't be in a setting's or a variable's name is left out.
 */
export function shownName(name: string): string {
  const [usual = ''] = /^[\w.-]*/.exec(name) ?? [];
  return usual === name ? name : `${usual}…`;
}

/** A token's path as it may leave the process: what can't be in names is replaced by its checksum, so it still differs. */
export function shownPath(path: string): string {
  const [usual = ''] = /^[\w.#/-]*/.exec(path) ?? [];
  return usual === path ? path : `${usual}…${checksum(path).toString(16)}`;
}
