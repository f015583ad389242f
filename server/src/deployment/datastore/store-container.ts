import type { Store, StoreImage } from './stores.ts';

/** Does whoever reaches the store's port need a password? `unknown` where a file or variable out of sight decides. */
export type Authentication = 'none' | 'required' | 'unknown';

/** What a store's container is started with, as far as the compose file tells. */
export interface StoreContainer {
  readonly image: StoreImage | undefined;
  readonly store: Store;
  /** Entrypoint and command, split into words. */
  readonly command: readonly string[];
  /** `null`: set, but its value is not visible here. */
  readonly environment: ReadonlyMap<string, string | null>;
  /** Variables whose value is not visible here but surely not empty: `${V:?}` is asked for at every start. */
  readonly supplied: ReadonlySet<string>;
  readonly hasEnvFile: boolean;
  /** Container paths of mounted files and directories. */
  readonly mounts: readonly string[];
}

/** The first number of the image's tag; `undefined` where it has none. */
export function majorVersion({ image }: StoreContainer): number | undefined {
  const major = /^v?(\d+)(?:\.|$|-)/.exec(image?.tag ?? '')?.[1];
  return major === undefined ? undefined : Number(major);
}

/** A password given by one of these variables: a value that nobody supplies or that is empty counts as none. */
export function givenBy(container: StoreContainer, names: readonly string[]): Authentication {
  const values = names.map((name) => container.environment.get(name));
  if (names.some((name) => container.supplied.has(name))) return 'required';
  if (values.some((value) => value !== undefined && value !== null && value !== '')) return 'required';
  return isUnseen(container, names) ? 'unknown' : 'none';
}

/** True where what decides may stand in a file or a variable that is not visible here. */
export function isUnseen(container: StoreContainer, names: readonly string[]): boolean {
  const stated = names.filter((name) => container.environment.has(name));
  if (stated.some((name) => container.environment.get(name) === null)) return true;
  return stated.length === 0 && container.hasEnvFile;
}
